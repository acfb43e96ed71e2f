"""What can be said to the `kiosk` command."""

from __future__ import annotations

import argparse
from datetime import date, time
from pathlib import Path

from ui.cli.appointment_arguments import add_appointment
from ui.cli.first_start_arguments import add_first_start
from ui.cli.process_arguments import Verbs, add_processes, later, with_every_verb
from ui.cli.scoring_arguments import add_scoring
from ui.cli.upkeep_arguments import add_upkeep

LISTENERS = ("staff", "board", "public")
ROLES = ("teller", "manager", "administrator")
CLASSES = ("ordinary", "care", "vip", "appointment")
_PORT_MOST = 65_535
STEPS = ("next", "recall", "start", "finish", "miss", "park", "return", "transfer")
REASONS = ("care", "vip", "recovery", "operational")
RULES = ("default", "strict", "first-come", "credit")


def arguments() -> argparse.ArgumentParser:
    """The parser of the whole command."""
    parser = argparse.ArgumentParser(prog="kiosk", description="The ticket kiosk of a bank branch's lobby.")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    common = with_every_verb()
    _run(verbs, common)
    add_processes(verbs, common)
    _config(verbs, common)
    _ticket(verbs, common)
    add_appointment(verbs, common, later)
    _call(verbs, common)
    _counter(verbs, common)
    _green(verbs, common)
    _simulate(verbs, common)
    _replay(verbs, common)
    _learn(verbs, common)
    _peaks(verbs, common)
    _report(verbs, common)
    _printer(verbs, common)
    _virtual(verbs, common)
    _clock(verbs, common)
    add_upkeep(verbs, common, later)
    _web(verbs, common)
    _staff(verbs, common)
    add_first_start(verbs, common, later)
    add_scoring(verbs, common, later, _port)
    return parser


def _run(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    run = verbs.add_parser("run", parents=[common], help="all processes of a box, supervised")
    run.add_argument(
        "--demo", action="store_true", help="with virtual devices, at an hour when the branch serves"
    )
    run.add_argument("--windowed", metavar="WIDTHxHEIGHT", help="the screen in a window of this size")
    run.add_argument("--first-start", action="store_true", help="as a box that was just delivered")
    run.set_defaults(verb=later("ui.cli.run", "run"))


def _config(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    config = verbs.add_parser("config", help="the branch's configuration").add_subparsers(
        metavar="DEED", required=True
    )
    show = config.add_parser("show", parents=[common], help="the branch as it was understood")
    show.add_argument("--json", action="store_true", help="the default, and the only form")
    show.set_defaults(verb=later("ui.cli.config", "show"))
    check = config.add_parser("check", parents=[common], help="every fault of a branch's folder at once")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--json", action="store_true", help="the faults as a list of objects")
    check.set_defaults(verb=later("ui.cli.config", "check"))


def _ticket(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    ticket = verbs.add_parser("ticket", help="tickets").add_subparsers(metavar="DEED", required=True)
    issue = ticket.add_parser("issue", parents=[common], help="issue one, as the screen does")
    issue.add_argument("--service", action="append", required=True, metavar="ID")
    issue.add_argument("--class", dest="ticket_class", choices=CLASSES, default="ordinary")
    issue.add_argument("--request-id", metavar="ID", help="the same id never makes a second ticket")
    issue.add_argument("--language", default=None, help="the language that leads on its paper")
    issue.add_argument("--large", action="store_true", help="in large print")
    issue.add_argument("--form", action="append", metavar="CODE", help="of a form that was filled in before")
    issue.add_argument("--slot", type=time.fromisoformat, metavar="HH:MM", help="an appointment's time today")
    issue.add_argument("--json", action="store_true")
    issue.set_defaults(verb=later("ui.cli.ticket", "issue"))
    show = ticket.add_parser("show", parents=[common], help="one of today's, its state and its log")
    show.add_argument("number")
    show.add_argument("--json", action="store_true")
    show.set_defaults(verb=later("ui.cli.ticket", "show"))
    reprint = ticket.add_parser("reprint", parents=[common], help="print it again, marked as a copy")
    reprint.add_argument("number")
    reprint.add_argument("--json", action="store_true")
    reprint.set_defaults(verb=later("ui.cli.ticket", "reprint"))
    render = ticket.add_parser(
        "render", parents=[common], help="its paper as a picture, or the printer's bytes"
    )
    render.add_argument("number", nargs="?")
    render.add_argument("--sample", action="store_true", help="a made-up ticket of this branch")
    render.add_argument("--out", type=Path, required=True, metavar="FILE.png|FILE.bin")
    render.add_argument("--profile", metavar="ID", help="a printer profile; default: the branch's printer")
    render.add_argument("--language", help="the language that leads")
    render.add_argument("--large", action="store_true", help="in large print")
    render.set_defaults(verb=later("ui.cli.ticket", "render"))


def _call(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    call = verbs.add_parser("call", parents=[common], help="what a counter does")
    call.add_argument("step", choices=STEPS)
    call.add_argument("--counter", required=True, metavar="ID")
    call.add_argument(
        "--ticket",
        metavar="NUMBER",
        help="which ticket comes back (`return`), is taken up again (`next`) or is sent on (`transfer`)",
    )
    call.add_argument("--to", metavar="SERVICE|COUNTER", help="where to, with `transfer`")
    call.add_argument("--json", action="store_true")
    call.set_defaults(verb=later("ui.cli.call", "call"))


def _counter(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    counter = verbs.add_parser("counter", parents=[common], help="counters open, pause and close")
    counter.add_argument("deed", choices=("open", "pause", "close", "list"))
    counter.add_argument("--counter", metavar="ID")
    counter.add_argument("--reason", default="", metavar="TEXT", help="why it pauses or closes")
    counter.add_argument("--json", action="store_true")
    counter.set_defaults(verb=later("ui.cli.counter", "counter"))


def _green(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    green = verbs.add_parser("green", parents=[common], help="lift a customer before the others")
    green.add_argument("number", nargs="?", metavar="NUMBER")
    green.add_argument("--staff", metavar="ID", help="who lifts; it stands in the log")
    green.add_argument("--reason", choices=REASONS)
    green.add_argument("--counter", metavar="ID", help="call to this counter now")
    green.add_argument("--cost", action="store_true", help="only tell what it would cost the others")
    green.add_argument("--undo", metavar="NUMBER", help="take a lift back")
    green.add_argument("--report", action="store_true", help="who lifted how many, and what it added")
    green.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="of the report")
    green.add_argument("--json", action="store_true")
    green.set_defaults(verb=later("ui.cli.green", "green"))


def _simulate(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    simulate = verbs.add_parser("simulate", parents=[common], help="what if: days under a rule of calling")
    simulate.add_argument("scenario", type=Path, metavar="SCENARIO.toml")
    simulate.add_argument("--policy", choices=RULES, help="a rule other than the scenario's")
    simulate.add_argument("--days", type=int, metavar="N", help="so many days, not the scenario's")
    simulate.add_argument("--advice", action="store_true", help="what following the advice is worth")
    simulate.add_argument("--obey", type=int, default=180, metavar="S", help="seconds until it is confirmed")
    simulate.add_argument("--json", action="store_true")
    simulate.set_defaults(verb=later("ui.cli.simulate", "simulated"))


def _replay(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    replay = verbs.add_parser("replay", parents=[common], help="a recorded log through the wait predictor")
    replay.add_argument("events", type=Path, metavar="EVENTS.csv[.gz]")
    replay.add_argument("--predictions", type=Path, required=True, metavar="OUT.csv")
    replay.set_defaults(verb=later("ui.cli.replay", "replayed"))


def _learn(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    learn = verbs.add_parser("learn", parents=[common], help="learn waits from the days that are over")
    learn.add_argument("--anew", action="store_true", help="from the log alone, whatever was learned before")
    learn.add_argument("--quiet", action="store_true", help="say nothing where nothing is new")
    learn.add_argument("--json", action="store_true")
    learn.set_defaults(verb=later("ui.cli.learn", "learned"))


def _peaks(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    peaks = verbs.add_parser("peaks", parents=[common], help="when a day will be busy and when quiet")
    peaks.add_argument("--arrivals", type=Path, metavar="FILE.csv", help="a table; else the own record")
    peaks.add_argument("--date", type=date.fromisoformat, metavar="YYYY-MM-DD")
    peaks.add_argument("--json", action="store_true")
    peaks.add_argument("--poster", type=Path, metavar="OUT.pdf|OUT.png", help="draw the week as an A3 poster")
    peaks.add_argument("--language", help="the poster's leading language")
    peaks.add_argument("--rebuild", action="store_true", help="make the record by half hours anew")
    peaks.set_defaults(verb=later("ui.cli.peaks", "peaks"))


def _report(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    report = verbs.add_parser("report", parents=[common], help="the branch manager's report of some days")
    report.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    report.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    report.add_argument("--table", metavar="NAME", help="which table, on the screen or as CSV")
    report.add_argument("--out", type=Path, metavar="FILE.csv|.xlsx|.pdf")
    report.add_argument("--language", help="the language of names and headings")
    report.add_argument("--rebuild", action="store_true", help="make the days anew from the log first")
    report.add_argument("--check", action="store_true", help="only tell whether the days agree with the log")
    report.add_argument("--json", action="store_true")
    report.set_defaults(verb=later("ui.cli.report", "reported"))


def _clock(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    clock = verbs.add_parser("clock", parents=[common], help="whether the lobby trusts its clock")
    clock.add_argument("--believe", action="store_true", help="vouch for it: time goes on from what it says")
    clock.add_argument(
        "--back-to",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="today, once the clock is right, where it had opened a business day far ahead",
    )
    clock.add_argument("--expire", action="store_true", help="with it: numbers of the days ahead are void")
    clock.add_argument("--json", action="store_true")
    clock.set_defaults(verb=later("ui.cli.clock", "clock"))


def _printer(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    printer = verbs.add_parser("printer", help="setting up the branch's printer").add_subparsers(
        metavar="DEED", required=True
    )
    logo = printer.add_parser("logo", parents=[common], help="store the tickets' logo in its memory, once")
    logo.add_argument("file", type=Path, metavar="FILE.png", help="black and white, a dot for a dot")
    logo.add_argument("--profile", metavar="ID", help="a printer profile; default: the branch's printer")
    logo.add_argument("--printer", metavar="LINK", help="the printer's link, in place of the configured one")
    logo.add_argument("--again", action="store_true", help="though the same logo is noted as stored")
    logo.set_defaults(verb=later("ui.cli.printer", "logo"))


def _virtual(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    virtual = verbs.add_parser("virtual", help="devices for hands without any").add_subparsers(
        metavar="DEVICE", required=True
    )
    printer = virtual.add_parser(
        "printer", parents=[common], help="a printer on a real wire, a PNG per ticket"
    )
    wire = printer.add_mutually_exclusive_group(required=True)
    wire.add_argument("--link", type=Path, metavar="PATH", help="where its serial port appears")
    wire.add_argument("--tcp", metavar="HOST:PORT", help="where it listens on the network; port 0 is any")
    printer.add_argument("--out", type=Path, required=True, metavar="DIR", help="where its tickets land")
    printer.add_argument("--profile", default="generic-80", metavar="ID")
    printer.add_argument("--baud", type=int, metavar="N", help="keep the pace of such a line")
    printer.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="SPEC",
        help="such as paper-out@400+5: at byte 400, for 5 seconds; may be given more than once",
    )
    printer.set_defaults(verb=later("ui.cli.processes", "virtual_printer"))
    hall = virtual.add_parser("hall", parents=[common], help="the boards, keypads and scanner of lobby.toml")
    hall.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the boards are drawn")
    hall.set_defaults(verb=later("ui.cli.hall", "virtual_hall"))


def _web(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    web = verbs.add_parser("web", parents=[common], help="the pages of staff, board and customers")
    web.add_argument(
        "--host", metavar="ADDRESS", help="listen here, not where the branch says; 0.0.0.0 is everywhere"
    )
    for name in LISTENERS:
        web.add_argument(f"--{name}-port", type=_port, metavar="N", help=f"where the {name} pages are")
    web.add_argument(
        "--only", action="append", choices=LISTENERS, help="not all three; may be given more than once"
    )
    web.add_argument("--plain", action="store_true", help="http instead of https, for this box alone")
    web.add_argument("--certificate", type=Path, metavar="PEM", help="the bank's own; else one is made here")
    web.add_argument("--key", type=Path, metavar="PEM", help="its key, if it is in a file of its own")
    web.add_argument("--tickets", type=Path, metavar="DIR", help="show the printed tickets that land there")
    web.set_defaults(verb=later("ui.cli.web", "web"))


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= _PORT_MOST):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; a port is a number up to {_PORT_MOST}")
    return int(text)


def _staff(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    staff = verbs.add_parser("staff", help="who may sign in at the pages").add_subparsers(
        metavar="DEED", dest="deed", required=True
    )
    deeds = {
        "add": "somebody new; the PIN is asked for",
        "pin": "a new PIN for somebody",
        "remove": "somebody who has left",
        "list": "everybody",
    }
    for deed, does in deeds.items():
        parser = staff.add_parser(deed, parents=[common], help=does)
        parser.set_defaults(verb=later("ui.cli.staff", "staff"))
        if deed == "list":
            parser.add_argument("--json", action="store_true")
            continue
        parser.add_argument("name")
        if deed == "add":
            parser.add_argument("--role", choices=ROLES, required=True)
        if deed != "remove":
            parser.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
