"""A ticket's way to paper at true baud, what asking after the printer costs, and what all of it takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from config.branch import SAMPLE
from config.profile import PrinterProfile, load_profile
from drivers.deadline import Deadline
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.questions import STATUS
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.timings import Timings
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.follower import Follower
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.bench.figure import Figure
from tests.bench.screen import cpu_s
from tests.campaigns import actors
from tests.campaigns.actors import Stage, devices_process, printer
from tests.campaigns.child import Actor, spawn
from tests.campaigns.scene import SERVICES
from tests.drivers.benches import eventually

BAUDS = (9_600, 19_200, 115_200)
PAPER_MM_S = 150
_IDLE_BEAT_S = 60.0
BUSY_BEAT_S = 0.002
"""Asked so often, every ticket meets a question."""
_BITS_PER_BYTE = 10
_PATIENCE_S = 30.0
_WARM = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How long a ticket took from the touch to its cut, and how long line and paper alone take."""

    took_s: float
    line_s: float
    paper_s: float

    @property
    def ratio(self) -> float:
        """How many times the slower of the two it took."""
        return self.took_s / max(self.line_s, self.paper_s)


@dataclass(frozen=True, slots=True)
class Branch:
    """A lobby at work: its store, its devices process and what happens in it."""

    stage: Stage
    lobby: Lobby
    news: Follower
    working: Actor


@contextmanager
def at_work(baud: int) -> Iterator[Branch]:
    """The devices process and a printer at a line of true speed."""
    with tempfile.TemporaryDirectory(prefix="printing-") as folder:
        stage = Stage(Path(folder), time.monotonic())
        before, actors.BAUD = actors.BAUD, baud
        paper = spawn(printer(stage, baud), stage.errors)
        paper.wait_for("plugged")
        working = spawn(devices_process(stage), stage.errors)
        actors.BAUD = before
        try:
            with closing(stage.open()) as store, closing(Follower(store)) as news:
                yield Branch(stage, Lobby(store, stage.branch, stage.clock), news, working)
        finally:
            working.end()
            paper.end()


def ways(baud: int, tickets: int) -> list[Way]:
    """So many tickets, one after the other."""
    with at_work(baud) as branch:
        return [_way(branch, baud, number) for number in range(_WARM + tickets)][_WARM:]


def _way(branch: Branch, baud: int, number: int) -> Way:
    touched_s = time.monotonic()
    ticket = branch.lobby.issue(IssueRequest((SERVICES[number % len(SERVICES)],), f"way-{number}"))
    _await_cut(branch.news, ticket.id)
    took_s = time.monotonic() - touched_s
    branch.lobby.cancel(ticket.id)
    sheet = branch.stage.tray / f"ticket-{number + 1:04d}.bin"
    eventually(sheet.exists)
    line_s = sheet.stat().st_size * _BITS_PER_BYTE / baud
    return Way(took_s, line_s, _paper_mm(sheet.read_bytes()) / PAPER_MM_S)


def _await_cut(news: Follower, ticket_id: int) -> None:
    give_up_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < give_up_s:
        for event in news.wait(1.0):
            if event.ticket_id == ticket_id and event.facts.get("state") == "cut":
                return
    raise AssertionError(f"ticket {ticket_id} never came out")


def _paper_mm(data: bytes) -> float:
    """How far the paper moves for these bytes, to the cutter."""
    from printer.picture import sheets  # noqa: PLC0415 - only what is measured is loaded before

    profile = load_profile("generic-80", SAMPLE)
    return sheets(data, profile)[0].height / profile.dots_per_mm + profile.head_to_cutter_mm


def _let_pass(news: Follower, until_s: float) -> None:
    while (left_s := until_s - time.monotonic()) > 0:
        news.wait(left_s)


@contextmanager
def _plugged(baud: int | None) -> Iterator[tuple[Path, PrinterProfile]]:
    """A printer in this process, whose paper takes no time."""
    profile = replace(load_profile("generic-80", SAMPLE), speed_mm_s=500)
    with tempfile.TemporaryDirectory(prefix="printer-") as folder:
        port = Path(folder) / "port"
        with VirtualPrinter(port, Tray(Path(folder) / "tray", lambda _: b""), profile, baud=baud):
            yield port, profile


def health_checks_ms(baud: int, times: int) -> list[float]:
    """From the question how the printer fares until that is known."""
    with _plugged(baud) as (port, profile):
        line, hearing = Line(SerialLink(str(port), baud), time.monotonic), Hearing(time.monotonic, profile)
        line.open()
        try:
            return [_check_ms(line, hearing) for _ in range(_WARM + times)][_WARM:]
        finally:
            line.dispose()


def _check_ms(line: Line, hearing: Hearing) -> float:
    before, began_s = hearing.statuses, time.perf_counter()
    assert hearing.expect_status()
    assert line.ask(STATUS)
    deadline = Deadline.after(_PATIENCE_S)
    while hearing.statuses == before:
        assert not deadline.passed, "the printer did not answer"
        hearing.take(line.listen(deadline.remaining_s))
    return (time.perf_counter() - began_s) * 1e3


def delays_ms(tickets: int, beat_s: float) -> list[float]:
    """From the order to print until the port has a whole ticket, while the printer is asked so often."""
    handed: list[float] = []
    content = b"please wait\n" * 70

    class TimedLink(SerialLink):
        def write(self, data: bytes, deadline: Deadline) -> None:
            super().write(data, deadline)
            if len(data) > len(content):
                handed.append(time.perf_counter())

    with _plugged(None) as (port, profile):
        timings = Timings(beat=beat_s)
        thermal = ThermalPrinter(TimedLink(str(port)), profile, lambda _: None, timings)
        thermal.start()
        try:
            return [_delay_ms(thermal, content, number, handed) for number in range(_WARM + tickets)][_WARM:]
        finally:
            thermal.stop()


def _delay_ms(thermal: ThermalPrinter, content: bytes, number: int, handed: list[float]) -> float:
    eventually(lambda: thermal.ready)
    ordered_s = time.perf_counter()
    outcome = thermal.print(content, b"\x1dVB\x00", number)
    assert outcome.state.on_paper, outcome.detail
    return (handed[-1] - ordered_s) * 1e3


def busy_percent(tickets: int, every_s: float = 1.0) -> float:
    """The devices process's share of a core at a steady pace of tickets."""
    with at_work(115_200) as branch:
        for number in range(_WARM):
            _way(branch, 115_200, number)
        before_s, began_s = cpu_s(branch.working.pid), time.monotonic()
        for number in range(tickets):
            ticket = branch.lobby.issue(IssueRequest((SERVICES[0],), f"steady-{number}"))
            _await_cut(branch.news, ticket.id)
            branch.lobby.cancel(ticket.id)
            _let_pass(branch.news, began_s + (number + 1) * every_s)
        return 100 * (cpu_s(branch.working.pid) - before_s) / (time.monotonic() - began_s)


def printed(tickets: int) -> Iterator[Figure]:
    """Every figure of this page."""
    for baud in BAUDS:
        ratios = [way.ratio for way in ways(baud, tickets)]
        name = f"touch to cut at {baud} baud, by the slower of line, paper"
        yield Figure(name, "×", ratios, {"p50": 1.1, "p99": 1.1})
    for baud in BAUDS:
        checks = health_checks_ms(baud, 5 * tickets)
        yield Figure(f"asking how the printer fares at {baud} baud", "ms", checks, {"p50": 20.0, "p99": 20.0})
    name = "order until the port has the ticket, nobody asking"
    yield Figure(name, "ms", delays_ms(5 * tickets, _IDLE_BEAT_S))
    name = "the same while the printer is asked without a pause"
    yield Figure(name, "ms", delays_ms(5 * tickets, BUSY_BEAT_S), {"p50": 20.0, "p99": 20.0})
    share = busy_percent(tickets)
    yield Figure("share of a core at a ticket a second, devices process", "%", [share], {"most": 1.0})
