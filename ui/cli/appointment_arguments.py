"""What can be said to `kiosk appointment`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (it has no public name)
Later = Callable[[str, str], Callable[[argparse.Namespace], int]]


def add_appointment(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    """`kiosk appointment`."""
    appointment = verbs.add_parser("appointment", help="appointments, each with a code").add_subparsers(
        metavar="DEED", required=True
    )
    add = appointment.add_parser("add", parents=[common], help="enter one")
    add.add_argument("--service", required=True, metavar="ID")
    add.add_argument("--at", type=datetime.fromisoformat, required=True, metavar="YYYY-MM-DDTHH:MM")
    add.add_argument("--code", default="", metavar="DIGITS", help="4 to 6 digits; default: six fresh ones")
    add.add_argument("--json", action="store_true")
    add.set_defaults(verb=later("ui.cli.appointment", "add"))
    listed = appointment.add_parser("list", parents=[common], help="those of a day")
    listed.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="default: today")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(verb=later("ui.cli.appointment", "list_day"))
    read = appointment.add_parser("import", parents=[common], help="enter all of a file, or none")
    read.add_argument(
        "file", type=Path, metavar="FILE.csv", help="columns service, date, time, if given code and id"
    )
    read.add_argument("--json", action="store_true")
    read.set_defaults(verb=later("ui.cli.appointment", "import_file"))
