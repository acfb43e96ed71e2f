"""A lobby that has been at work for months: four full days long ago, and a few quiet ones since."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk import rows
from kiosk.appointment import book
from kiosk.appointment.appointment import request_for
from kiosk.appointment.book import Wanted
from kiosk.archive.closing import Shelf
from kiosk.devices import report
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue
from kiosk.rating import cases, giving
from kiosk.rating.verdict import Channel, Verdict
from kiosk.relay import outbox
from kiosk.relay.outbox import Settled
from kiosk.relay.parcel import Destination, Fate
from kiosk.ticket import Ticket
from tests.kiosk.conftest import SetClock

DAYS = ("2026-05-11", "2026-05-12", "2026-05-13", "2026-05-14")
SINCE = ("2026-06-22", "2026-08-03", "2026-09-14", "2026-10-26", "2026-11-25")
"""No clock is believed that leaps 45 days."""
_count = itertools.count(1)


@dataclass
class Years:
    """The lobby, and what its test has to know of those days."""

    lobby: Lobby
    clock: SetClock
    shelf: Shelf
    unhappy: list[Ticket] = field(default_factory=list)
    late: list[Ticket] = field(default_factory=list)
    """Judged on the day after their own."""
    references: list[str] = field(default_factory=list)

    @property
    def site(self):
        return self.lobby.site

    def deliver(self) -> None:
        """The scoring server takes whatever waits."""
        with self.site.store.write() as cursor:
            while due := outbox.due(cursor, Destination.SCORING, self.clock.now.timestamp(), 100):
                for parcel in due:
                    outbox.settle(cursor, Settled(parcel, Fate.DELIVERED))

    def close_cases(self) -> None:
        for ticket in self.unhappy:
            cases.take(self.site, ticket.id, "m.chen")
            cases.close(self.site, ticket.id, "m.chen", "Talked to.")

    def tickets(self) -> set[date]:
        """The days that still have tickets in the store."""
        with self.site.store.read() as cursor:
            return {ticket.day for ticket in rows.tickets(cursor, "1 = 1")}


@pytest.fixture
def years(open_years: Years) -> Years:
    """The same with everything seen to in time, and all that had to be sent delivered."""
    open_years.deliver()
    return open_years


@pytest.fixture
def open_years(lobby: Lobby, clock: SetClock, tmp_path: Path, request: pytest.FixtureRequest) -> Years:
    """Nothing is delivered yet; a test of this alone has cases open as well."""
    made = Years(lobby, clock, Shelf(tmp_path / "archive", 100))
    for day in DAYS:
        clock.set(f"{day} 09:30")
        _full_day(made)
    for day in SINCE:
        clock.set(f"{day} 09:30")
        if day == SINCE[0] and "years" in request.fixturenames:
            made.close_cases()
        lobby.issue(IssueRequest(("cash",), f"quiet-{next(_count)}"))
        clock.advance(7_200)
        PrintQueue(lobby.site).recover()
    return made


def _full_day(made: Years) -> None:
    lobby, clock = made.lobby, made.clock
    for ticket in made.late[-1:]:
        _judge(lobby, ticket, 4)
    lobby.start_duty("m.chen")
    report(lobby.site, "printer", "paper_out", "No paper.")
    [booked] = book.add(lobby.site, [Wanted("wealth", clock() + timedelta(hours=1), "")])
    for _ in range(5):
        lobby.issue(IssueRequest(("cash",), f"full-{next(_count)}"))
    _print(lobby)
    form = {"language": "zh_CN", "large": False, "forms": ("AB12CD34",)}
    lobby.issue(request_for(booked, clock(), f"full-{next(_count)}", **form))
    done = [_served(lobby, clock, "1") for _ in range(3)]
    _judge(lobby, done[0], 5)
    _judge(lobby, done[1], 1)
    made.unhappy.append(done[1])
    made.late.append(done[2])
    report(lobby.site, "printer", "ok", "It prints.")
    lobby.call_next("2")
    lobby.miss("2")


def _served(lobby: Lobby, clock: SetClock, counter: str) -> Ticket:
    clock.advance(120)
    lobby.call_next(counter)
    clock.advance(90)
    return lobby.finish(counter)


def _judge(lobby: Lobby, ticket: Ticket, score: int) -> None:
    names: dict[str, Callable[[], str]] = {"uid": lambda: f"uid-{next(_count)}", "check": lambda: "QRSTU"}
    giving.rate(lobby.site, lobby.token(ticket), Verdict(score), Channel.PHONE, **names)


def _print(lobby: Lobby) -> None:
    queue = PrintQueue(lobby.site, lambda: 0.0)
    for _ in range(3):
        order = queue.next()
        assert order
        queue.mark(order.job.id, PrintState.SENT)
        queue.mark(order.job.id, PrintState.CUT)
    for order in iter(queue.next, None):
        queue.mark(order.job.id, PrintState.FAILED, "No paper.")
