"""Whatever the clock does, in any order: numbers, days and the order of calling survive it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import fields, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from config.schema import Span, TicketClass, Week
from kiosk.audit import disagreements, whole_log
from kiosk.business_day import business_date
from kiosk.errors import LobbyError
from kiosk.event import MISTAKEN, Kind
from kiosk.lobby import Lobby
from kiosk.store import open_store
from kiosk.way_back import go_back
from tests.kiosk.memory import passing_folder
from tests.kiosk.visits import do, take

FOUR = time(4, 0)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


ALWAYS = Week(**{day.name: (Span(start=time.min, end=time.max),) for day in fields(Week)})
SAMPLED = load(SAMPLE)
BRANCH = replace(SAMPLED, hours=replace(SAMPLED.hours, personal=ALWAYS, corporate=ALWAYS, special_days=()))

steps = st.sampled_from([-86_400 * 400, -86_400, -3_600, -60, -1, 1, 60, 3_600, 86_400, 86_400 * 60])
happening = st.one_of(
    st.tuples(st.just("take"), st.sampled_from(TicketClass)),
    st.tuples(st.just("serve"), st.sampled_from(["1", "3", "6"])),
    st.tuples(st.just("step"), steps),
    st.tuples(st.just("next"), st.sampled_from(["midnight", "cutoff"])),
    st.tuples(st.sampled_from(["dead clock", "right clock", "restart", "believe"]), st.none()),
)
happenings = st.lists(happening, min_size=10, max_size=50)
led_back = st.lists(st.one_of(happening, st.tuples(st.just("back"), st.booleans())), min_size=10, max_size=50)
TRUE_NOW = moment("2026-11-25T09:30:00")


class Box:
    """A kiosk with a clock that does as it likes, and a plug that can be pulled."""

    def __init__(self, folder) -> None:
        self.now = TRUE_NOW
        self._folder = folder
        self._plug_in()

    def _plug_in(self) -> None:
        self.store = open_store(self._folder)
        self.lobby = Lobby(self.store, BRANCH, lambda: self.now)

    def happen(self, what: str, how: object) -> None:
        match what:
            case "take":
                take(self.lobby, ("cash",), how)
            case "serve":
                do(self.lobby, ("finish", how))
                do(self.lobby, ("call", how))
            case "step":
                self.now = max(moment("1970-01-01T08:00:00"), self.now + timedelta(seconds=how))
            case "next":
                at = FOUR if how == "cutoff" else time(0, 0)
                self.now = datetime.combine(self.now.date() + timedelta(days=1), at, SHANGHAI)
            case "dead clock":
                self.now = moment("2000-01-01T00:00:00")
            case "right clock":
                self.now = TRUE_NOW
            case "believe":
                self.lobby.believe_clock()
            case "back":
                go_back(self.lobby.site, business_date(self.now, BRANCH.hours.cutoff), expire=how)
            case "restart":
                self.store.close()
                self._plug_in()


@given(happenings)
@settings(max_examples=60)
def test_whatever_the_clock_does_numbers_are_unique_and_days_go_forward(story):
    log = lived(story)
    days = [event.day for event in log]
    assert days == sorted(days)


@given(led_back)
@settings(max_examples=40)
def test_the_same_holds_where_a_person_leads_back_from_days_that_never_were(story):
    log = lived(story)
    never = {event.day: event.seq for event in log if event.facts.get(MISTAKEN)}
    days = [event.day for event in log if event.seq > never.get(event.day, 0)]
    assert days == sorted(days)


def lived(story):
    """The log of such a life, in which whatever must hold does."""
    with passing_folder() as folder:
        box = Box(folder)
        for what, how in story:
            with suppress(LobbyError):
                box.happen(what, how)
        log = list(whole_log(box.store))
        agreed = disagreements(box.store)
        box.store.close()
    assert agreed == []
    issued = [event for event in log if event.kind is Kind.ISSUED]
    numbers = Counter((event.day, event.facts["prefix"], event.facts["number"]) for event in issued)
    assert max(numbers.values(), default=1) == 1
    for day, prefix in {(event.day, event.facts["prefix"]) for event in issued}:
        given_out = sorted(number for there, letter, number in numbers if (there, letter) == (day, prefix))
        assert given_out == list(range(1, len(given_out) + 1))
    assert [event.seq for event in log] == list(range(1, len(log) + 1))
    told = [event.facts["wait"] for event in issued if event.facts["wait"]]
    assert all(0 <= p50_s <= p90_s for p50_s, p90_s in told)
    assert all(event.facts["taught"][1] > 0 for event in log if "taught" in event.facts)
    assert _called_in_order(log)
    return log


def _called_in_order(log) -> bool:
    """Whether in each class those who wait for one service are called as they came."""
    waiting: dict[int, str] = {}
    for event in log:
        match event.kind:
            case Kind.ISSUED:
                waiting[event.ticket_id] = event.facts["class"]
            case Kind.EXPIRED:
                waiting.pop(event.ticket_id, None)
            case Kind.CALLED:
                named = waiting.pop(event.ticket_id)
                if any(ticket < event.ticket_id for ticket in waiting if waiting[ticket] == named):
                    return False
    return True
