"""What can be said to `kiosk first-start`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from kiosk.commissioning.steps import LANGUAGES, Step

Later = Callable[[str, str], Callable[[argparse.Namespace], int]]
_MODULE = "ui.cli.first_start"


def add_first_start(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    later: Later,
) -> None:
    """The five questions of a new box, at a terminal; and what answers them on the box."""
    deeds = verbs.add_parser("first-start", help="the five questions of a new box").add_subparsers(
        metavar="DEED", required=True
    )

    def deed(name: str, does: str, function: str, module: str = _MODULE) -> argparse.ArgumentParser:
        parser = deeds.add_parser(name, parents=[common], help=does)
        parser.set_defaults(verb=later(module, function))
        return parser

    status = deed("status", "what is answered and what is missing", "status")
    status.add_argument("--json", action="store_true")
    deed("code", "what a page asks for before it lets anybody in", "code")
    deed("language", "what it is said in", "language").add_argument("language", choices=LANGUAGES)
    branch = deed("branch", "the branch's file; without one the branch that is there is right", "branch")
    branch.add_argument("file", nargs="?", type=Path, metavar="FILE.zip")
    branch.add_argument("--stick", action="store_true", help="the file of that name on the USB stick")
    deed("print", "print a real ticket, and tell what came of it", "print_trial")
    printer = deed("printer", "another profile or place of the printer", "printer")
    printer.add_argument("--profile", required=True, metavar="ID")
    printer.add_argument("--link", required=True, metavar="LINK")
    deed("look", "address, clock, and what is plugged in", "look")
    network = deed("network", "a fixed address; without one the network gives it", "network")
    network.add_argument("--address", default="", metavar="192.168.1.20/24")
    network.add_argument("--gateway", default="", metavar="ADDRESS")
    network.add_argument("--names", default="", metavar="ADDRESS[,ADDRESS]", help="name servers")
    network.add_argument("--clocks", default="", metavar="ADDRESS[,ADDRESS]", help="time servers")
    deed("clock", "set the clock, in the branch's time", "clock").add_argument("time", metavar="TIME")
    for name, does in (("settle", "this question is answered"), ("skip", "this one is left for later")):
        deed(name, does, name).add_argument("step", type=Step, choices=list(Step), metavar="STEP")
    administrator = deed("administrator", "the first administrator; with that it is over", "administrator")
    administrator.add_argument("name")
    administrator.add_argument("--pin-stdin", action="store_true", help="read the password from a pipe")
    _box(deed)
    _files(deed)


def _box(deed: Callable[..., argparse.ArgumentParser]) -> None:
    module = "ui.cli.setting_up"
    for name, does in (("apply", "do what was asked for, once"), ("serve", "do it whenever it is asked")):
        parser = deed(name, does, name, module)
        parser.add_argument("--stick", type=Path, metavar="DIR", help="where a USB stick is to be read")
        parser.add_argument("--news", type=Path, metavar="DIR", help="note there what the box must take anew")


def _files(deed: Callable[..., argparse.ArgumentParser]) -> None:
    pack = deed("pack", "a branch's folder as the file for a USB stick", "pack")
    pack.add_argument("folder", type=Path, metavar="DIR")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE.zip")
    codes = deed("codes", "the same as QR codes for the box's scanner", "codes")
    codes.add_argument("folder", type=Path, metavar="DIR")
    codes.add_argument("--out", type=Path, required=True, metavar="DIR")
