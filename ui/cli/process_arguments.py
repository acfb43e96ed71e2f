"""What can be said to the processes of a box; they are started without the parser of the whole command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (it has no public name)
PROCESSES = ("touch", "devices", "relay")


def arguments() -> argparse.ArgumentParser:
    """The parser of these alone: with all verbs it would be a fortieth of the screen's start."""
    parser = argparse.ArgumentParser(prog="kiosk")
    add_processes(parser.add_subparsers(metavar="VERB", required=True), with_every_verb())
    return parser


def with_every_verb() -> argparse.ArgumentParser:
    """Which branch, which state, which clock."""
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group("with every verb")
    group.add_argument("--config", type=Path, metavar="DIR", help="the branch's folder (KIOSK_CONFIG)")
    group.add_argument("--data", type=Path, metavar="DIR", help="where its state is kept (KIOSK_DATA)")
    group.add_argument(
        "--clock", metavar="TIME", help="start the clock elsewhere, as 2026-11-25T09:30 (KIOSK_CLOCK)"
    )
    return common


def later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A verb, imported when it is used."""

    def verb(given: argparse.Namespace) -> int:
        from importlib import import_module

        chosen: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return chosen(given)

    return verb


def add_processes(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """The screen, its seat, what is plugged in, and what sends things out."""
    touch = verbs.add_parser("touch", parents=[common], help="the touch screen")
    touch.add_argument("--windowed", metavar="WIDTHxHEIGHT", help="in a window of this size, not full screen")
    touch.add_argument(
        "--voice-out", type=Path, metavar="DIR", help="write what the screen says there instead of saying it"
    )
    touch.add_argument("--plain-pages", action="store_true", help="the pages are http, for this box alone")
    touch.set_defaults(verb=later("ui.cli.processes", "touch"))
    seat = verbs.add_parser("seat", help="inside a compositor: tells systemd while that answers")
    seat.set_defaults(verb=later("ui.cli.seat", "seat"))
    devices = verbs.add_parser("devices", parents=[common], help="the process that owns the printer")
    devices.add_argument(
        "--printer", metavar="LINK", help="the printer's link, in place of the configured one"
    )
    devices.add_argument(
        "--voice-out", type=Path, metavar="DIR", help="write announcements there instead of saying them"
    )
    devices.set_defaults(verb=later("ui.cli.processes", "devices"))
    relay = verbs.add_parser("relay", parents=[common], help="the process that sends ratings and notices out")
    relay.add_argument("--status", action="store_true", help="only tell what waits and what was refused")
    relay.add_argument("--send-again", action="store_true", help="let whatever was refused wait once more")
    relay.add_argument("--json", action="store_true", help="with --status or --send-again")
    relay.set_defaults(verb=later("ui.cli.relay", "relay"))
