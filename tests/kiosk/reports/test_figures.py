"""Tallies, percentiles, indices and the price of priority, on hand-made values."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.schema import TicketClass
from kiosk.reports.indices import indices
from kiosk.reports.price import price
from kiosk.reports.tally import WIDTH_S, Tally, as_facts, from_facts, joined, regrouped, total
from kiosk.reports.visit import DayLog, End, Outcome, Shift, Stay, Visit

NINE = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SECONDS = st.lists(st.floats(0, 20_000), min_size=1, max_size=80)


def noted(seconds):
    tally = Tally()
    for each in seconds:
        tally.note(each)
    return tally


@given(SECONDS, st.sampled_from([0.1, 0.5, 0.9, 0.99, 1.0]))
def test_a_percentile_is_less_than_a_step_off(seconds, share):
    exact = sorted(seconds)[max(0, math.ceil(share * len(seconds) - 1e-9) - 1)]
    assert abs(noted(seconds).percentile(share) - exact) < WIDTH_S


@given(SECONDS, SECONDS)
def test_two_days_together_are_as_if_they_were_one(one, other):
    both = joined([{"stay": {"k": noted(one)}}, {"stay": {"k": noted(other)}}])
    assert as_facts(both) == as_facts({"stay": {"k": noted([*one, *other])}})


def test_nobody_has_no_percentile_and_no_share():
    assert (Tally().percentile(0.5), Tally().share("wait_s", "waited")) == (None, None)


def test_what_is_written_is_read_again():
    parts = {"wait": {"cash|ordinary|9": noted([3, 14, 15])}}
    parts["wait"]["cash|ordinary|9"].add(arrivals=3, wait_s=32.0004)
    assert as_facts(from_facts(as_facts(parts))) == as_facts(parts)


def test_a_part_is_grouped_by_any_word_of_its_keys():
    part = {key: Tally({"arrivals": 1}) for key in ("cash|care|9", "cash|vip|9", "wealth|vip|10")}
    assert {key: each["arrivals"] for key, each in regrouped(part, 1).items()} == {"care": 1, "vip": 2}
    assert total(part)["arrivals"] == 3


def test_the_three_indices_by_their_definitions(branch):
    def waits(arrivals, wait_s, owed_s):
        return Tally({"arrivals": arrivals, "wait_s": wait_s, "owed_s": owed_s, "waited": arrivals})

    found = indices(
        {
            "cash|ordinary|9": waits(30, 36_000, 36_000),
            "corporate|ordinary|9": waits(10, 0, 12_000),
            "cash|ordinary|10": waits(10, 1_200, 12_000),
            "wealth|ordinary|10": waits(10, 0, 12_000),
        },
        branch,
    )
    nine, ten = found
    # 50 personal tickets in two hours: 25 a mean hour. Cash and corporate can be done by machines.
    assert (nine.volume, ten.volume) == (120, 80)
    assert (nine.wait, ten.wait) == (75, 5)
    assert (nine.replaceable, ten.replaceable) == (100, 50)
    assert (nine.stands_out, ten.stands_out) == (True, False)


def test_nobody_in_care_is_counted_as_replaceable_or_as_one_who_is_not(branch):
    came = {"cash|ordinary|9": Tally({"arrivals": 6}), "wealth|ordinary|9": Tally({"arrivals": 2})}
    care = {
        f"{service}|care|{hour}": Tally({"arrivals": 40})
        for service in ("cash", "wealth")
        for hour in (9, 10)
    }
    (nine,) = indices(came, branch)
    with_care = indices(came | care, branch)
    assert nine.replaceable == 75
    assert [each.replaceable for each in with_care] == [75, 0]
    assert [each.arrivals for each in with_care] == [88, 80]


def visit(number, minute, ticket_class=TicketClass.ORDINARY, minutes=10):
    since = NINE + timedelta(minutes=minute)
    stay = Stay("cash", "1", since, since + timedelta(minutes=minutes), End.DONE)
    return Visit(
        number,
        "cash",
        ticket_class,
        since,
        since,
        since + timedelta(minutes=20),
        None,
        since,
        Outcome.SERVED,
        (stay,),
    )


def test_the_price_of_priority_is_the_replay_s_difference(branch):
    # One counter, ten minutes each. First come: waits 0, 10, 19. With care first: 0, 20, and 9 in care.
    day = DayLog(
        (visit(1, 0), visit(2, 0), visit(3, 1, TicketClass.CARE)),
        (Shift("1", NINE, NINE + timedelta(minutes=30)),),
    )
    found = price(day, branch)
    ordinary, care = found["ordinary"], found["care"]
    assert (ordinary["first_s"], ordinary["rule_s"]) == (10 * 60, 20 * 60)
    assert (care["first_s"], care["rule_s"]) == (19 * 60, 9 * 60)
    # Care is owed five minutes: late under both rules.
    assert (care["first_over"], care["rule_over"]) == (1, 1)


def test_a_day_without_priority_costs_nothing(branch):
    day = DayLog(
        tuple(visit(number, 3 * number) for number in range(1, 9)),
        (Shift("1", NINE, NINE + timedelta(hours=2)),),
    )
    found = price(day, branch)["ordinary"]
    assert found["first_s"] == found["rule_s"] > 0


@pytest.mark.parametrize("day", [DayLog(), DayLog((visit(1, 0),), ())])
def test_nothing_served_or_nobody_at_work_has_no_price(branch, day):
    assert price(day, branch) == {}
