"""Time may lie: the business day, the numbers and the order survive it."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from config.schema import TicketClass
from kiosk.audit import disagreements
from kiosk.business_day import business_date, day_to_open, is_believable
from kiosk.event import Kind
from kiosk.hours import Openness
from kiosk.issuing import IssueRequest
from kiosk.journal import CLOCK
from kiosk.lobby import Lobby
from kiosk.ticket import TicketState

FOUR = time(4, 0)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture
def door(store, day_and_night, clock):
    """A lobby that is open day and night."""
    return Lobby(store, day_and_night, clock)


def taken(lobby, request_id, ticket_class=TicketClass.ORDINARY):
    return lobby.issue(IssueRequest(("cash",), request_id, ticket_class))


def clock_state(lobby):
    known = lobby.overview().devices.get(CLOCK)
    return known.state if known else "ok"


# What a clock stands for


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-25T04:00:00", "2026-11-25"),
        ("2026-11-25T23:59:59", "2026-11-25"),
        ("2026-11-26T00:00:00", "2026-11-25"),
        ("2026-11-26T03:59:59", "2026-11-25"),
        ("2026-11-26T04:00:00", "2026-11-26"),
    ],
)
def test_the_small_hours_belong_to_the_day_before(now, day):
    assert business_date(moment(now), FOUR) == date.fromisoformat(day)


@pytest.mark.parametrize(("now", "day"), [("2026-03-29T03:30:00", 28), ("2026-03-29T04:30:00", 29)])
def test_the_cutoff_is_by_the_wall_clock_when_the_clocks_change(now, day):
    berlin = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert business_date(berlin, FOUR) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("now", "mark", "believed"),
    [
        ("2026-11-25T09:30:00", None, True),
        ("2026-11-25T09:30:00", "2026-11-25T09:30:01", True),
        ("2026-11-25T09:30:00", "2026-11-25T09:30:03", False),
        ("2026-11-25T09:30:00", "2026-11-24T09:30:00", True),
        ("2027-01-09T09:30:00", "2026-11-25T09:30:00", True),
        ("2027-01-09T09:30:01", "2026-11-25T09:30:00", False),
        ("1970-01-01T08:00:00", "2026-11-25T09:30:00", False),
        ("2000-01-01T00:00:00", "2026-11-25T09:30:00", False),
        ("2026-11-25T09:30:00", "1970-01-01T08:00:00", True),
        ("2026-11-25T09:30:00", "2026-04-13T00:00:00", True),
    ],
)
def test_a_clock_is_believed_unless_it_is_behind_or_absurdly_ahead(now, mark, believed):
    assert is_believable(moment(now), mark and moment(mark)) is believed


def test_a_day_never_goes_back_and_is_not_opened_by_a_clock_that_is_doubted():
    open_day, later = date(2026, 11, 25), moment("2026-11-26T09:00:00")
    assert day_to_open(None, later, FOUR, believable=True) == date(2026, 11, 26)
    assert day_to_open(open_day, later, FOUR, believable=True) == date(2026, 11, 26)
    assert day_to_open(open_day, later, FOUR, believable=False) is None
    assert day_to_open(date(2026, 11, 27), later, FOUR, believable=True) is None


# Midnight and the cutoff


def test_midnight_changes_nothing_and_the_cutoff_begins_at_001(door, clock):
    clock.set("2026-11-25T23:59:00")
    assert taken(door, "a").label == "A001"
    clock.set("2026-11-26T00:01:00")
    assert taken(door, "b").public_id == "2026-11-25-A002"
    clock.set("2026-11-26T06:30:00")
    assert taken(door, "c").public_id == "2026-11-26-A001"


def test_the_day_stays_while_somebody_waits(door, clock):
    clock.set("2026-11-26T03:50:00")
    waiting = taken(door, "a")
    clock.set("2026-11-26T04:10:00")
    assert taken(door, "b").public_id == "2026-11-25-A002"
    for _ in range(2):
        door.call_next("1")
        door.finish("1")
    assert taken(door, "c").public_id == "2026-11-26-A001"
    with door.site.store.read() as cursor:
        states = dict(cursor.all("SELECT id, state FROM ticket"))
    assert states[waiting.id] == TicketState.FINISHED


def test_the_day_stays_while_somebody_is_served(door, clock):
    clock.set("2026-11-26T03:50:00")
    taken(door, "a")
    door.call_next("1")
    door.start("1")
    clock.set("2026-11-26T04:10:00")
    assert taken(door, "b").day == date(2026, 11, 25)


def test_tickets_left_behind_expire_at_the_roll_and_the_log_says_so(door, clock):
    clock.set("2026-11-25T16:50:00")
    left = [taken(door, "waits"), taken(door, "missed")]
    door.call_next("1")
    door.miss("1")
    clock.set("2026-11-26T08:45:00")
    taken(door, "new")
    for ticket in left:
        assert door.log_of(ticket.id)[-1].kind is Kind.EXPIRED
    assert [door.find("A001").day, door.overview().services["cash"].waiting] == [date(2026, 11, 26), 1]
    assert disagreements(door.site.store) == []


def test_in_the_morning_nobody_of_yesterday_is_shown_as_waiting(door, clock):
    clock.set("2026-11-25T16:50:00")
    taken(door, "left behind")
    assert door.overview().services["cash"].waiting == 1
    clock.set("2026-11-26T08:45:00")
    assert door.overview().services["cash"].waiting == 0


def test_an_expired_ticket_frees_its_counter_for_the_new_day(door, clock):
    taken(door, "a")
    door.call_next("1")
    clock.set("2026-11-26T09:00:00")
    new = taken(door, "b")
    assert door.call_next("1").id == new.id


# A clock that lies


@pytest.mark.parametrize("dead", ["1970-01-01T08:00:00", "2000-01-01T00:00:00", "2026-04-13T12:00:00"])
def test_with_a_dead_clock_numbers_go_on_in_the_same_day_and_it_is_told(lobby, take, clock, dead):
    take("cash")
    clock.set(dead)
    assert [take("cash").public_id for _ in range(2)] == ["2026-11-25-A002", "2026-11-25-A003"]
    assert clock_state(lobby) == "doubted"
    assert dead[:10] in lobby.overview().devices[CLOCK].detail


def test_a_doubted_clock_sends_nobody_away(lobby, take, clock):
    take("cash")
    clock.set("1970-01-01T03:00:00")
    view = lobby.overview().services["corporate"]
    assert (view.opening.state, view.opening.opens_at) == (Openness.OPEN, None)
    assert take("corporate").promise.wait is not None


def test_a_repaired_clock_is_believed_again_and_the_day_goes_on(lobby, take, clock):
    take("cash")
    clock.set("2000-01-01T00:00:00")
    take("cash")
    clock.set("2026-11-25T10:00:00")
    assert take("cash").label == "A003"
    assert clock_state(lobby) == "ok"


def test_a_box_that_was_born_with_a_dead_clock_is_repaired_without_anybody(door, clock):
    clock.set("1970-01-01T09:00:00")
    assert taken(door, "a").day == date(1970, 1, 1)
    clock.set("2026-11-25T09:00:00")
    assert taken(door, "b").public_id == "2026-11-25-A001"
    assert clock_state(door) == "ok"


def test_a_jump_of_45_days_is_doubted_and_told(door, clock):
    taken(door, "a")
    clock.set("2027-01-10T09:30:00")
    assert [taken(door, each).label for each in "bc"] == ["A002", "A003"]
    assert door.find("A003").day == date(2026, 11, 25)
    assert clock_state(door) == "doubted"


def test_a_clock_that_creeps_back_is_doubted_before_long(lobby, take, clock):
    take("cash")
    clock.advance(-2)
    take("cash")
    assert clock_state(lobby) == "ok"
    clock.advance(-2)
    take("cash")
    assert clock_state(lobby) == "doubted"


def test_staff_can_vouch_for_a_clock_that_was_doubted(door, clock):
    taken(door, "a")
    clock.set("2027-01-10T09:30:00")
    door.cancel(taken(door, "b").id)
    door.believe_clock()
    assert clock_state(door) == "ok"
    assert taken(door, "c").public_id == "2027-01-10-A001"


def test_staff_can_vouch_for_a_clock_that_was_set_back(door, clock):
    taken(door, "a")
    clock.set("2026-11-24T09:30:00")
    taken(door, "b")
    door.believe_clock()
    assert taken(door, "c").public_id == "2026-11-25-A003"
    assert clock_state(door) == "ok"


def test_after_a_clock_was_vouched_for_it_is_doubted_afresh(door, clock):
    for wrong in ("2027-03-01T09:30:00", "2027-08-01T09:30:00"):
        taken(door, wrong)
        clock.set(wrong)
        taken(door, f"{wrong} again")
        assert clock_state(door) == "doubted"
        door.believe_clock()
        assert clock_state(door) == "ok"


def test_tickets_of_a_clock_that_lied_do_not_hold_the_day_open(door, clock):
    taken(door, "a")
    clock.set("2031-01-06T10:00:00")
    taken(door, "b")
    clock.set("2026-11-25T10:00:00")
    taken(door, "c")
    clock.set("2026-11-26T09:30:00")
    assert taken(door, "d").public_id == "2026-11-26-A001"


@pytest.mark.parametrize("hours", [-3, 3, -24 * 400, 24 * 400])
def test_those_of_a_class_are_called_as_they_came_whatever_the_clock_does(door, clock, hours):
    before = taken(door, "a")
    clock.advance(hours * 3600)
    meanwhile = taken(door, "b")
    clock.advance(-hours * 3600)
    after = taken(door, "c")
    assert (before.promise.ahead, meanwhile.promise.ahead, after.promise.ahead) == (0, 1, 2)
    called = [door.call_next(counter).id for counter in ("1", "2", "3")]
    assert called == [before.id, meanwhile.id, after.id]


def test_a_service_during_which_the_clock_was_set_back_teaches_nothing(door, clock):
    taken(door, "a")
    door.call_next("1")
    clock.advance(-3600)
    door.finish("1")
    with door.site.store.read() as cursor:
        assert cursor.all("SELECT * FROM service_time") == []


def test_a_first_clock_out_of_this_world_is_doubted(door, clock):
    clock.set("2099-03-02T10:00:00")
    taken(door, "a")
    assert door.overview().devices[CLOCK].state == "doubted"
