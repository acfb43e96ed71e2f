"""A day by half hours, counted by hand; counters nobody needed are not taken for gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.schema import TicketClass
from kiosk.peaks.half_hours import HalfHour, half_hours
from kiosk.peaks.staffing import service_time_s, staffed, truth, usual_counters
from kiosk.peaks.waits import expected_waits
from kiosk.ticket import Promise, Step, Ticket, TicketState

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
NINE, HALF_PAST, TEN = 540, 570, 600


def ticket(number, issued, called=None, finished=None, counter="1", **more) -> Ticket:
    def at(text):
        return datetime.fromisoformat(f"{DAY}T{text}").replace(tzinfo=ZONE) if text else None

    state = TicketState.FINISHED if finished else TicketState.EXPIRED
    plain = Ticket(
        id=number,
        day=DAY,
        prefix="A",
        number=number,
        ticket_class=TicketClass.ORDINARY,
        steps=(Step(("cash",), "cash", ("1",)),),
        issued_at=at(issued),
        due_at=at(issued),
        promise=Promise(0, None),
        request_id=str(number),
        state=state,
        counter=counter if called else None,
        called_at=at(called),
        finished_at=at(finished),
    )
    return replace(plain, **more)


def test_people_work_and_waits_by_hand():
    found = half_hours(
        [
            ticket(1, "09:05", "09:10", "09:15"),
            ticket(2, "09:20", "09:40", "09:50", counter="2"),
            ticket(3, "09:45"),
        ]
    )
    assert found[NINE] == HalfHour(people=2, served=2, work_s=900, called=2, waited_s=300 + 1200, counters=1)
    assert found[HALF_PAST] == HalfHour(people=1, counters=1)


def test_a_counter_between_two_calls_is_there():
    found = half_hours([ticket(1, "09:05", "09:10", "09:15"), ticket(2, "10:01", "10:02", "10:05")])
    assert found[HALF_PAST] == HalfHour(counters=1)


@pytest.mark.parametrize(
    "more", [{"misses": 1}, {"lifted": 7}, {"outs": 1}, {"step": 1}], ids=lambda each: next(iter(each))
)
def test_a_wait_that_the_rule_alone_did_not_make_is_not_counted(more):
    found = half_hours([ticket(1, "09:05", "09:25", "09:28", **more)])
    assert (found[NINE].called, found[NINE].served) == (0, 1)


def test_a_number_nobody_closed_says_nothing_of_service():
    assert half_hours([ticket(1, "09:05", "09:06", "17:00")])[NINE].served == 0


def test_a_day_without_tickets_has_no_half_hours():
    assert half_hours([]) == {}


def test_counters_without_customers_are_taken_to_be_there():
    slots = {
        NINE: HalfHour(people=9, called=9, waited_s=9 * 600, counters=2),
        HALF_PAST: HalfHour(people=9, called=9, waited_s=9 * 600, counters=3),
        TEN: HalfHour(people=1, called=1, waited_s=0, counters=1),
    }
    assert staffed(slots, (510, NINE, HALF_PAST, TEN, 630)) == [0, 2, 3, 3, 3]


def test_the_same_weekday_counts_double():
    slots = {NINE: HalfHour(people=9, called=9, waited_s=9 * 600, counters=2)}
    more = {NINE: HalfHour(people=9, called=9, waited_s=9 * 600, counters=4)}
    past = {DAY - timedelta(days=7): more, DAY - timedelta(days=1): slots}
    older = 0.5 ** (1 / 15)
    assert usual_counters(past, DAY, [NINE]) == pytest.approx([(2 * older * 4 + 2) / (2 * older + 1)])


def test_the_service_time_begins_as_configured():
    assert service_time_s({}, 420) == 420
    past = {DAY: {NINE: HalfHour(people=20, served=20, work_s=20 * 300)}}
    assert service_time_s(past, 420) == pytest.approx((20 * 300 + 20 * 420) / 40)


def test_waits_that_came_out_longer_lengthen_the_forecast():
    people = [6, 20, 20, 6]
    reckoned = expected_waits(people, [2] * 4, 300, 30)

    def days(factor):
        return {
            DAY - timedelta(days=back): {
                NINE + 30 * n: HalfHour(each, each, each * 300, each, each * factor * reckoned[n] * 60, 2)
                for n, each in enumerate(people)
            }
            for back in range(1, 9)
        }

    assert truth({}, 300) == 1
    assert truth(days(1), 300) == pytest.approx(1, abs=0.02)
    assert truth(days(2), 300) == pytest.approx(2, abs=0.1)
