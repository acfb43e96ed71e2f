"""What each rule of calling promises is kept through the real lobby, whatever happens on the floor."""

from __future__ import annotations

import itertools
import tempfile
from contextlib import suppress
from dataclasses import fields, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from config.branch import SAMPLE, load
from config.schema import Calling, Span, TicketClass, Week
from kiosk import rows
from kiosk.audit import disagreements
from kiosk.calling import RULES, serves, waiting_of
from kiosk.errors import LobbyError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from kiosk.ticket import Ticket
from tests.kiosk.memory import in_memory

ALWAYS = Week(**{day.name: (Span(start=time.min, end=time.max),) for day in fields(Week)})
SAMPLED = load(SAMPLE)
BRANCH = replace(SAMPLED, hours=replace(SAMPLED.hours, personal=ALWAYS, corporate=ALWAYS, special_days=()))
ORDINARY, CARE, VIP, APPOINTMENT = TicketClass
COUNTERS = st.sampled_from(["1", "3", "6"])
BASKETS = st.sampled_from([("cash",), ("cash",), ("noncash",), ("cash", "noncash"), ("cash", "wealth")])
CLASSES = st.sampled_from([ORDINARY, ORDINARY, VIP, VIP, APPOINTMENT, CARE, CARE])
TICKETS = st.integers(1, 15)
CLAIMING = [calling for calling, each in RULES.items() if each.guarantee]


class Floor(RuleBasedStateMachine):
    """A lobby at work, with somebody who counts for himself who passes whom."""

    calling = Calling.DEFAULT
    most = 3

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="lobby-", dir=in_memory())
        self.store = open_store(Path(self.folder.name))
        rules = replace(BRANCH.rules, calling=self.calling, overtakes=self.most)
        self.branch = replace(BRANCH, rules=rules)
        self.now = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
        self.lobby = Lobby(self.store, self.branch, lambda: self.now)
        self.count = itertools.count(1)
        self.passed: dict[int, int] = {}
        self.care_in_a_row = 0

    @initialize()
    def opens(self) -> None:
        self.takes(("cash",), ORDINARY)

    @rule(services=BASKETS, ticket_class=CLASSES)
    def takes(self, services, ticket_class) -> None:
        with suppress(LobbyError):
            self.lobby.issue(IssueRequest(services, f"touch-{next(self.count)}", ticket_class))

    @rule(counter=COUNTERS)
    def calls(self, counter) -> None:
        with suppress(LobbyError):
            self.lobby.finish(counter)
        before = self.waiting()
        with suppress(LobbyError):
            if ticket := self.lobby.call_next(counter):
                self.watch(counter, ticket, before)

    @rule()
    def a_bus_of_people_in_care_arrives_while_others_wait_long(self) -> None:
        self.takes(("cash",), ORDINARY)
        for _ in range(5):
            self.takes(("cash",), CARE)
        self.waits(1300)

    @rule(counter=COUNTERS, ticket_class=st.sampled_from([VIP, APPOINTMENT, ORDINARY]))
    def serves_five_while_more_come(self, counter, ticket_class) -> None:
        for _ in range(5):
            self.takes(("cash",), ticket_class)
            self.calls(counter)

    @rule(counter=COUNTERS, deed=st.sampled_from(["start", "recall", "miss", "park"]))
    def works(self, counter, deed) -> None:
        with suppress(LobbyError):
            getattr(self.lobby, deed)(counter)

    @rule(ticket=TICKETS, deed=st.sampled_from(["bring_back", "step_out", "cancel"]))
    def comes_and_goes(self, ticket, deed) -> None:
        with suppress(LobbyError):
            getattr(self.lobby, deed)(ticket)

    @rule(seconds=st.sampled_from([1, 20, 60, 400]))
    def waits(self, seconds) -> None:
        self.now += timedelta(seconds=seconds)
        self.lobby.tend()

    @invariant()
    def nobody_is_passed_beyond_the_promise(self) -> None:
        assert max(self.passed.values(), default=0) <= RULES[self.calling].guarantee(self.branch.rules)

    def teardown(self) -> None:
        agreed = disagreements(self.store)
        self.store.close()
        self.folder.cleanup()
        assert agreed == []

    def waiting(self) -> list[Ticket]:
        with self.store.read() as cursor:
            return rows.tickets(cursor, "state = 'waiting'")

    def watch(self, counter: str, called: Ticket, before: list[Ticket]) -> None:
        pool = [ticket for ticket in before if self.may_call(counter, ticket)]
        if not pool:
            return
        ordinary = [ticket for ticket in pool if ticket.ticket_class is ORDINARY and not ticket.behind]
        if called.ticket_class in RULES[self.calling].binds:
            for ticket in ordinary:
                if ticket.id < called.id:
                    self.passed[ticket.id] = self.passed.get(ticket.id, 0) + 1
        self.watch_care(called, late=any(ticket.due_at < self.now for ticket in ordinary))

    def watch_care(self, called: Ticket, *, late: bool) -> None:
        self.care_in_a_row = self.care_in_a_row + 1 if called.ticket_class is CARE else 0
        if self.calling is Calling.DEFAULT and late:
            assert self.care_in_a_row <= self.branch.rules.care_in_a_row

    def may_call(self, counter: str, ticket: Ticket) -> bool:
        return serves(self.branch.counter(counter), waiting_of(self.branch, ticket))


def test_rules_that_promise_something_are_three() -> None:
    assert CLAIMING == [Calling.DEFAULT, Calling.FIRST_COME, Calling.CREDIT]


@pytest.mark.parametrize("most", [0, 3])
@pytest.mark.parametrize("calling", CLAIMING)
def test_whatever_happens_the_promise_is_kept(calling, most):
    kind = type("AnyFloor", (Floor,), {"calling": calling, "most": most})
    run_state_machine_as_test(kind, settings=settings(max_examples=6, stateful_step_count=40))
