"""Appointments: entered, found by a code, early, on time or late, and used once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.schema import TicketClass
from kiosk.appointment import book
from kiosk.appointment.appointment import EARLY_S, LATE_S, Arrival, arrival, request_for
from kiosk.appointment.book import Wanted
from kiosk.appointment.sheet import wanted_from
from kiosk.audit import disagreements
from kiosk.errors import LobbyError

DAY = "2026-11-25"


@pytest.fixture
def enter(lobby, clock):
    def entered(minutes=60, service="wealth", code=""):
        [made] = book.add(lobby.site, [Wanted(service, clock() + timedelta(minutes=minutes), code)])
        return made

    return entered


@pytest.fixture
def come(lobby, clock):
    def came(appointment, request_id="touch"):
        return lobby.issue(request_for(appointment, clock(), request_id, language="zh_CN", large=False))

    return came


def test_it_is_found_by_its_code_until_its_ticket_is_taken(lobby, enter, come):
    made = enter(code="1234")
    assert book.by_code(lobby.site, "1234") == made
    ticket = come(made)
    assert (ticket.ticket_class, ticket.slot) == (TicketClass.APPOINTMENT, made.slot)
    assert book.by_code(lobby.site, "1234") is None
    assert book.by_id(lobby.site, made.id) is None
    [kept] = book.of_day(lobby.site, made.day)
    assert (kept.ticket_id, kept.code) == (ticket.id, None)
    assert disagreements(lobby.site.store) == []


def test_it_is_used_once_and_the_same_touch_gives_the_same_ticket(lobby, enter, come):
    made = enter()
    first = come(made)
    assert come(made) == first
    with pytest.raises(LobbyError, match="its ticket was taken"):
        come(made, "another touch")
    assert len(book.of_day(lobby.site, made.day)) == 1
    assert disagreements(lobby.site.store) == []


@pytest.mark.parametrize(
    ("late_s", "comes"),
    [
        (-EARLY_S - 1, Arrival.EARLY),
        (-EARLY_S, Arrival.ON_TIME),
        (LATE_S, Arrival.ON_TIME),
        (LATE_S + 1, Arrival.LATE),
    ],
)
def test_early_on_time_and_late_are_told_apart_to_the_second(clock, late_s, comes):
    assert arrival(clock(), clock() + timedelta(seconds=late_s)) is comes


def test_who_is_late_gets_an_ordinary_ticket_and_uses_the_appointment_up(lobby, enter, come, clock):
    made = enter(minutes=10)
    clock.advance(10 * 60 + LATE_S + 1)
    ticket = come(made)
    assert (ticket.ticket_class, ticket.slot) == (TicketClass.ORDINARY, None)
    assert book.by_id(lobby.site, made.id) is None


def test_a_code_of_another_day_and_whatever_is_no_code_find_nothing(lobby, enter):
    enter(minutes=24 * 60, code="4321")
    for code in ("4321", "0000", "", "12", "1234567", "１２３４", "1' OR"):
        assert book.by_code(lobby.site, code) is None


def test_the_code_is_in_no_row_of_the_log(lobby, enter):
    enter(code="271828")
    with lobby.site.store.read() as cursor:
        assert "271828" not in str(cursor.all("SELECT facts FROM event"))


def test_the_code_of_who_never_came_is_gone_after_weeks_and_no_other(lobby, enter, clock, take):
    missed, later = enter(code="1234"), enter(minutes=60 * 24 * 60, code="4321")
    for days, kept in ((45, "1234"), (1, None)):
        clock.advance(days * 24 * 60 * 60)
        take("cash")
        assert book.of_day(lobby.site, missed.day)[0].code == kept
    assert book.of_day(lobby.site, later.day) == [later]
    assert disagreements(lobby.site.store) == []


def test_a_fresh_code_is_none_that_is_taken(lobby, clock):
    codes = iter(["111111", "111111", "222222"])
    slot = clock() + timedelta(hours=1)
    made = book.add(lobby.site, [Wanted("cash", slot), Wanted("cash", slot)], lambda: next(codes))
    assert [each.code for each in made] == ["111111", "222222"]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"service": "dentist"}, "not offered here"),
        ({"minutes": -24 * 60}, "from today on"),
        ({"minutes": 500 * 24 * 60}, "within 366 days"),
        ({"code": "12"}, "4 to 6 digits"),
    ],
)
def test_what_cannot_be_is_refused_with_the_value_and_the_bound(lobby, enter, wanted, why):
    with pytest.raises(LobbyError, match=why):
        enter(**wanted)


def test_a_list_is_entered_as_a_whole_or_not_at_all(lobby, clock):
    rows = [f"cash,{DAY},10:30,1234", f"wealth,{DAY},11:00,1234"]
    with pytest.raises(LobbyError, match="Code 1234"):
        book.add(lobby.site, wanted_from(["service,date,time,code", *rows]))
    assert book.of_day(lobby.site, clock().date()) == []
    book.add(lobby.site, wanted_from(["service,date,time", f"cash,{DAY},10:30"]))
    [made] = book.of_day(lobby.site, clock().date())
    assert f"{made.slot:%H:%M}" == "10:30"


FILES = {
    "ids": ["service,date,time,id\n", f"cash,{DAY},10:30,B-17\n", f"cash,{DAY},10:30,B-18\n"],
    "no ids": ["service,date,time\n", f"cash,{DAY},10:30\n", f"cash,{DAY},10:30\n"],
}


@pytest.mark.parametrize("lines", FILES.values(), ids=FILES)
def test_a_file_that_is_read_again_enters_nothing_twice(lobby, clock, come, lines):
    first, second = book.add(lobby.site, wanted_from(lines))
    assert first.id != second.id
    used = come(first)
    # Days later as well, though it could not be entered any more then.
    clock.advance(3 * 24 * 3_600)
    again = book.add(lobby.site, wanted_from(lines))
    assert [(each.id, each.ticket_id) for each in again] == [(first.id, used.id), (second.id, None)]
    assert len(book.of_day(lobby.site, first.day)) == 2
    assert disagreements(lobby.site.store) == []


def test_one_name_is_of_one_appointment(lobby, clock):
    book.add(lobby.site, wanted_from(FILES["ids"]))
    moved = ["service,date,time,id", f"wealth,{DAY},10:30,B-17"]
    with pytest.raises(LobbyError, match="'B-17' is cash at 2026-11-25 10:30 already"):
        book.add(lobby.site, wanted_from(moved))
    with pytest.raises(LobbyError, match="at most 80 printable characters"):
        book.add(lobby.site, wanted_from([moved[0], f"cash,{DAY},10:30,{'B' * 81}"]))


def test_whose_it_is_cannot_be_read_from_the_name_it_came_under(lobby, enter, clock, take):
    book.add(lobby.site, wanted_from(["service,date,time,id", f"cash,{DAY},10:30,L-138001380"]))
    with lobby.site.store.read() as cursor:
        assert "138001380" not in str(cursor.all("SELECT * FROM appointment"))
        assert "138001380" not in str(cursor.all("SELECT facts FROM event"))
    for days in (45, 1):
        clock.advance(days * 24 * 3_600)
        take("cash")
    with lobby.site.store.read() as cursor:
        assert cursor.all("SELECT request FROM appointment") == [(None,)]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["service,date"], "no column 'time'"),
        (["service,date,time,name", f"cash,{DAY},10:30,Li"], "Column 'name' is not read"),
        (["service,date,time", f"cash,{DAY},25:99"], "Line 2"),
        (["service,date,time", "cash"], "Line 2"),
        ([], "no column 'service'"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(lines, why):
    with pytest.raises(LobbyError, match=why):
        wanted_from(lines)
