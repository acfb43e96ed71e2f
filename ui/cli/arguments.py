"""What can be said to the `kiosk` command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (it has no public name)

CLASSES = ("ordinary", "care", "vip", "appointment")
STEPS = ("next", "recall", "start", "finish", "miss", "park", "return")


def arguments() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    parser = argparse.ArgumentParser(prog="kiosk", description="The ticket kiosk of a bank branch's lobby.")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    common = _common()
    _run(verbs, common)
    _processes(verbs, common)
    _config(verbs, common)
    _ticket(verbs, common)
    _call(verbs, common)
    _virtual(verbs, common)
    _clock(verbs, common)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group("with every verb")
    group.add_argument("--config", type=Path, metavar="DIR", help="the branch's folder (KIOSK_CONFIG)")
    group.add_argument("--data", type=Path, metavar="DIR", help="where its state is kept (KIOSK_DATA)")
    group.add_argument(
        "--clock", metavar="TIME", help="start the clock elsewhere, as 2026-11-25T09:30 (KIOSK_CLOCK)"
    )
    return common


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A verb, imported when it is used."""

    def verb(given: argparse.Namespace) -> int:
        from importlib import import_module

        chosen: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
        return chosen(given)

    return verb


def _run(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    run = verbs.add_parser("run", parents=[common], help="all processes of a box, supervised")
    run.add_argument(
        "--demo", action="store_true", help="with virtual devices, at an hour when the branch serves"
    )
    run.add_argument("--windowed", metavar="WIDTHxHEIGHT", help="the screen in a window of this size")
    run.set_defaults(verb=_later("ui.cli.run", "run"))


def _processes(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    touch = verbs.add_parser("touch", parents=[common], help="the touch screen")
    touch.add_argument("--windowed", metavar="WIDTHxHEIGHT", help="in a window of this size, not full screen")
    touch.set_defaults(verb=_later("ui.cli.processes", "touch"))
    devices = verbs.add_parser("devices", parents=[common], help="the process that owns the printer")
    devices.add_argument(
        "--printer", metavar="LINK", help="the printer's link, in place of the configured one"
    )
    devices.set_defaults(verb=_later("ui.cli.processes", "devices"))


def _config(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    config = verbs.add_parser("config", help="the branch's configuration").add_subparsers(
        metavar="DEED", required=True
    )
    show = config.add_parser("show", parents=[common], help="the branch as it was understood")
    show.add_argument("--json", action="store_true", help="the default, and the only form")
    show.set_defaults(verb=_later("ui.cli.config", "show"))
    check = config.add_parser("check", parents=[common], help="every fault of a branch's folder at once")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--json", action="store_true", help="the faults as a list of objects")
    check.set_defaults(verb=_later("ui.cli.config", "check"))


def _ticket(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    ticket = verbs.add_parser("ticket", help="tickets").add_subparsers(metavar="DEED", required=True)
    issue = ticket.add_parser("issue", parents=[common], help="issue one, as the screen does")
    issue.add_argument("--service", action="append", required=True, metavar="ID")
    issue.add_argument("--class", dest="ticket_class", choices=CLASSES, default="ordinary")
    issue.add_argument("--request-id", metavar="ID", help="the same id never makes a second ticket")
    issue.add_argument("--language", default=None, help="the language that leads on its paper")
    issue.add_argument("--large", action="store_true", help="in large print")
    issue.add_argument("--json", action="store_true")
    issue.set_defaults(verb=_later("ui.cli.ticket", "issue"))
    show = ticket.add_parser("show", parents=[common], help="one of today's, its state and its log")
    show.add_argument("number")
    show.add_argument("--json", action="store_true")
    show.set_defaults(verb=_later("ui.cli.ticket", "show"))
    reprint = ticket.add_parser("reprint", parents=[common], help="print it again, marked as a copy")
    reprint.add_argument("number")
    reprint.add_argument("--json", action="store_true")
    reprint.set_defaults(verb=_later("ui.cli.ticket", "reprint"))
    render = ticket.add_parser(
        "render", parents=[common], help="its paper as a picture, or the printer's bytes"
    )
    render.add_argument("number", nargs="?")
    render.add_argument("--sample", action="store_true", help="a made-up ticket of this branch")
    render.add_argument("--out", type=Path, required=True, metavar="FILE.png|FILE.bin")
    render.add_argument("--profile", metavar="ID", help="a printer profile; default: the branch's printer")
    render.add_argument("--language", help="the language that leads")
    render.add_argument("--large", action="store_true", help="in large print")
    render.set_defaults(verb=_later("ui.cli.ticket", "render"))


def _call(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    call = verbs.add_parser("call", parents=[common], help="what a counter does")
    call.add_argument("step", choices=STEPS)
    call.add_argument("--counter", required=True, metavar="ID")
    call.add_argument("--ticket", metavar="NUMBER", help="which ticket comes back, with `return`")
    call.add_argument("--json", action="store_true")
    call.set_defaults(verb=_later("ui.cli.call", "call"))


def _clock(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    clock = verbs.add_parser("clock", parents=[common], help="whether the lobby trusts its clock")
    clock.add_argument("--believe", action="store_true", help="vouch for it: time goes on from what it says")
    clock.add_argument("--json", action="store_true")
    clock.set_defaults(verb=_later("ui.cli.clock", "clock"))


def _virtual(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    virtual = verbs.add_parser("virtual", help="devices for hands without any").add_subparsers(
        metavar="DEVICE", required=True
    )
    printer = virtual.add_parser(
        "printer", parents=[common], help="a printer on a real wire, a PNG per ticket"
    )
    printer.add_argument(
        "--link", type=Path, required=True, metavar="PATH", help="where its serial port appears"
    )
    printer.add_argument("--out", type=Path, required=True, metavar="DIR", help="where its tickets land")
    printer.add_argument("--profile", default="generic-80", metavar="ID")
    printer.add_argument("--baud", type=int, metavar="N", help="keep the pace of such a line")
    printer.add_argument("--fault", action="append", default=[], metavar="SPEC", help="such as paper-out@400")
    printer.set_defaults(verb=_later("ui.cli.processes", "virtual_printer"))
