"""What can be said to the verbs that look after the box: doctor, support, backup, archive, update."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (it has no public name)
Later = Callable[[str, str], Callable[[argparse.Namespace], int]]


def add_upkeep(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    """Add them."""
    _doctor(verbs, common, later)
    _support(verbs, common, later)
    _backup(verbs, common, later)
    _archive(verbs, common, later)
    _update(verbs, common, later)


def _doctor(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    doctor = verbs.add_parser("doctor", parents=[common], help="each part of the box: fine, or what to do")
    doctor.add_argument("--print", action="store_true", help="try the printer with a real test ticket")
    doctor.add_argument("--selftest", action="store_true", help="tell staff on the tablet what is found")
    doctor.add_argument("--language", metavar="ID", help="in this language, such as zh_CN; default: English")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(verb=later("ui.cli.doctor", "doctor"))


def _support(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    support = verbs.add_parser(
        "support", parents=[common], help="a bundle for support, without personal data"
    )
    support.add_argument("--out", type=Path, metavar="FILE.zip", help="default: a name of its own, here")
    support.set_defaults(verb=later("ui.cli.support", "support"))


def _backup(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    backup = verbs.add_parser("backup", parents=[common], help="a copy of the store in a second place")
    backup.add_argument("folder", type=Path, metavar="DIR")
    backup.add_argument("--keep", type=int, default=14, metavar="N", help="so many days' copies stay")
    backup.set_defaults(verb=later("ui.cli.backup", "backup"))
    restore = verbs.add_parser("restore", parents=[common], help="make such a copy the store again")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(verb=later("ui.cli.backup", "restore"))


def _archive(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    archive = verbs.add_parser("archive", help="closed days in files").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    deeds = {
        "run": "put the days that are old enough into files, and out of the store",
        "list": "every archived day",
        "show": "the tickets of an archived day",
        "verify": "whether every file is what it was",
    }
    for deed, does in deeds.items():
        parser = archive.add_parser(deed, parents=[common], help=does)
        parser.set_defaults(verb=later("ui.cli.archive", "archived"))
        if deed == "run":
            parser.add_argument("--days", type=int, metavar="N", help="no more than so many this time")
        if deed == "show":
            parser.add_argument("day", type=date.fromisoformat, metavar="YYYY-MM-DD")
        if deed in {"list", "show"}:
            parser.add_argument("--json", action="store_true")


def _update(verbs: Verbs, common: argparse.ArgumentParser, later: Later) -> None:
    deeds = verbs.add_parser("update", help="a new system, on a box of the disk image").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    tell = deeds.add_parser("tell", parents=[common], help="staff hear what came of it")
    tell.add_argument("file", type=Path, metavar="FILE", help="where the box left it")
    rest = deeds.add_parser("rest", parents=[common], help="ends well while the branch is closed")
    rest.add_argument("--by-night", action="store_true", help="and updates.toml lets the box restart itself")
    for parser in (tell, rest):
        parser.set_defaults(verb=later("ui.cli.update", "update"))
