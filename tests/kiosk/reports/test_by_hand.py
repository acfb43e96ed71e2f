"""Figures worked out by hand from a small morning, against what the report says of it."""

from __future__ import annotations

from datetime import date

import pytest

from config.schema import TicketClass
from kiosk.green import Reason
from kiosk.issuing import IssueRequest
from kiosk.reports import report
from kiosk.reports.report import ReportError
from kiosk.visits import Care

DAY = date(2026, 11, 25)
MINUTE = 60.0


@pytest.fixture
def told(lobby, morning, next_day):
    """The report of the morning once its day is over."""
    next_day()
    return report(lobby.site, DAY, DAY)


def test_arrivals_and_how_they_ended(told):
    whole = told.whole
    assert [whole[name] for name in ("arrivals", "served", "no_show", "left")] == [6, 4, 1, 1]
    assert [told.services["cash"][name] for name in ("arrivals", "served", "no_show")] == [4, 3, 1]
    assert list(told.services) == ["cash", "noncash", "corporate"]


def test_waits_mean_and_percentiles(told):
    # Called after 0, 6, 10, 10 and 1 minutes; the sixth was never called.
    assert told.whole["waited"] == 5
    assert told.whole.share("wait_s", "waited") == pytest.approx(27 / 5 * MINUTE)
    assert told.whole.percentile(0.5) == pytest.approx(6 * MINUTE, abs=10)
    assert told.whole.percentile(0.9) == pytest.approx(10 * MINUTE, abs=10)
    assert told.classes["care"].share("wait_s", "waited") == MINUTE


def test_targets_are_those_of_the_classes(told, branch):
    owed = {rule.id.value: rule.target_s for rule in branch.classes}
    assert told.classes["ordinary"]["owed_s"] == 4 * owed["ordinary"]
    assert told.whole["within"] == 5


def test_every_ticket_was_issued_in_the_hour_of_nine(told):
    assert {hour: tally["arrivals"] for hour, tally in told.hours.items()} == {9: 6}


def test_a_promise_is_kept_or_late_by_the_ticket_s_own_word(told, morning):
    waited_s = {"A001": 0, "A002": 360, "A003": 600, "B001": 600, "A004": 60}
    promised = {label: morning[label].promise.wait.p90_s for label in waited_s}
    late = [label for label in waited_s if waited_s[label] > promised[label]]
    assert late, "nothing is late: the case proves nothing"
    assert told.whole["promised"] == 5
    assert told.whole["late"] == len(late)
    assert told.whole["promised_s"] == sum(promised.values())
    assert told.whole["late_s"] == sum(waited_s[label] - promised[label] for label in late)


def test_service_times_by_service_and_counter(told):
    cash, noncash = told.stays["cash|1"], told.stays["noncash|4"]
    # 6, 4 and 4 minutes of cash; the missed call is no service.
    assert (cash["stays"], cash["stay_s"]) == (3, 14 * MINUTE)
    assert (noncash["stays"], noncash["stay_s"]) == (1, 15 * MINUTE)
    assert set(told.stays) == {"cash|1", "noncash|4"}


def test_counters_at_work_and_missed_calls_by_the_hour(told):
    nine, ten = told.at_work[9], told.at_work[10]
    # Counter 1 from 9:30, counter 4 from 9:35; after ten counter 4 alone, for five minutes.
    assert (nine["open_s"], ten["open_s"]) == ((30 + 25) * MINUTE, 5 * MINUTE)
    assert (nine["calls"], nine["missed"], nine["stays"]) == (5, 1, 4)


def test_devices_are_told_within_working_time_only(told):
    # From the first ticket at 9:30 to the last end of service at 10:05.
    assert told.devices["printer"] == {"ok": 25 * MINUTE, "paper_out": 10 * MINUTE}


def test_nothing_is_told_of_ratings_below_five(told):
    assert (told.ratings, told.counters_rated) == (None, {})


def test_the_green_channel_s_cost_is_what_was_said_at_the_moment(lobby, take, at):
    at("09:30")
    waiting = [take("cash") for _ in range(4)]
    cost = lobby.lift(waiting[3].id, "m.chen", Reason.RECOVERY).cost
    lobby.lift(waiting[2].id, "m.chen", Reason.CARE)
    lobby.undo_lift(waiting[2].id, "m.chen")
    told = report(lobby.site, DAY, DAY)
    assert cost.people == 3
    recovery, care = told.green["recovery"], told.green["care"]
    assert [recovery[name] for name in ("lifts", "people", "added_s")] == [1, 3, 3 * cost.extra_s]
    assert [care[name] for name in ("lifts", "undone", "people", "added_s")] == [0, 1, 0, 0]


def test_an_appointment_waits_from_its_time(lobby, take, at, clock):
    at("09:30")
    slot = clock.now.replace(hour=9, minute=40)
    lobby.issue(IssueRequest(("cash",), "slot", TicketClass.APPOINTMENT, slot=slot))
    at("09:43")
    lobby.call_next("1")
    assert report(lobby.site, DAY, DAY).whole["wait_s"] == 3 * MINUTE


def test_a_customer_who_is_missed_and_comes_back_was_served(lobby, take, at):
    at("09:30")
    ticket = take("cash")
    lobby.call_next("1")
    at("09:32")
    lobby.miss("1")
    lobby.bring_back(ticket.id)
    at("09:35")
    lobby.call_next("1")
    at("09:40")
    lobby.finish("1")
    told = report(lobby.site, DAY, DAY)
    assert [told.whole[name] for name in ("served", "no_show", "wait_s")] == [1, 0, 0]
    assert (told.at_work[9]["calls"], told.at_work[9]["missed"]) == (2, 1)


def test_several_services_are_one_visit_with_two_stays(lobby, take, at):
    at("09:30")
    take("cash", "corporate")
    lobby.call_next("1")
    at("09:33")
    lobby.finish("1")
    at("09:40")
    lobby.call_next("4")
    at("09:50")
    lobby.finish("4")
    told = report(lobby.site, DAY, DAY)
    assert (told.whole["arrivals"], told.whole["served"]) == (1, 1)
    assert {key: tally["stay_s"] for key, tally in told.stays.items()} == {
        "cash|1": 3 * MINUTE,
        "corporate|4": 10 * MINUTE,
    }


def test_the_open_day_is_told_as_far_as_it_went(lobby, morning):
    told = report(lobby.site, DAY, DAY)
    assert told.is_open
    assert told.whole["arrivals"] == 6
    assert told.price == {}


def test_without_days_it_is_the_last_one_that_is_over(lobby, morning, next_day):
    next_day()
    assert (report(lobby.site).first, report(lobby.site).is_open) == (DAY, False)


def test_before_the_first_day_there_is_nothing_to_report(lobby):
    with pytest.raises(ReportError, match="No business day is on record"):
        report(lobby.site)


def test_a_range_goes_forward(lobby, morning):
    with pytest.raises(ReportError, match="2026-11-25 to 2026-11-24 does not"):
        report(lobby.site, DAY, date(2026, 11, 24))


def test_whom_a_counter_began_with_was_served_though_a_later_call_was_missed(lobby, take, at):
    at("09:30")
    take("cash")
    lobby.call_next("1")
    lobby.start("1")
    at("09:34")
    lobby.transfer("1", "2")
    at("09:36")
    lobby.call_next("2")
    lobby.miss("2")
    told = report(lobby.site, DAY, DAY)
    assert [told.whole[name] for name in ("served", "no_show")] == [1, 0]
    # Nothing was done, so that it is no service time.
    assert told.stays == {}


def test_who_was_sent_on_is_played_with_what_was_done(lobby, take, at, next_day):
    """Four minutes of cash open; corporate, where they were sent, takes an hour at another counter."""
    at("09:30")
    for _ in range(3):
        take("cash")
    lobby.open_counter("4")
    lobby.call_next("1")
    lobby.transfer("1", "corporate")
    at("09:31")
    lobby.call_next("4")
    for called, done in (("09:31", "09:35"), ("09:35", "09:39")):
        at(called)
        lobby.call_next("1")
        at(done)
        lobby.finish("1")
    at("10:31")
    lobby.finish("4")
    next_day()
    told = report(lobby.site, DAY, DAY)
    # The two of cash wait 0 and 4 minutes at counter 1, whatever goes on at counter 4.
    assert told.price["ordinary"]["rule_played"] == 3
    assert told.price["ordinary"]["rule_s"] == pytest.approx(5 * MINUTE, abs=MINUTE)


def test_visits_to_those_who_wait_are_counted_by_what_was_done(lobby, take, at):
    at("09:30")
    tickets = [take("cash") for _ in range(3)]
    at("09:41")
    lobby.visit_care(tickets[0].id, "m.chen", Care.COMFORT)
    lobby.visit_care(tickets[1].id, "m.chen", Care.COMFORT)
    at("09:52")
    lobby.visit_care(tickets[0].id, "m.chen", Care.AHEAD)
    lobby.visit_care(tickets[2].id, "m.chen")
    told = report(lobby.site, DAY, DAY)
    assert list(told.cares) == ["comfort", "ahead", ""]
    assert {key: (tally["cares"], tally["waited_s"]) for key, tally in told.cares.items()} == {
        "comfort": (2, 22 * MINUTE),
        "ahead": (1, 22 * MINUTE),
        "": (1, 22 * MINUTE),
    }


def test_what_went_on_while_the_clock_was_set_is_no_time_and_all_else_is(lobby, take, at, next_day):
    """An hour that the box spends in 2018: a ticket waits into it, one is served out of it."""
    at("09:30")
    take("cash")
    take("cash")
    lobby.call_next("1")
    at("09:34")
    lobby.finish("1")
    at("00:00", "2018-01-01")
    lobby.call_next("1")
    at("00:05", "2018-01-01")
    lobby.finish("1")
    take("cash")
    at("00:09", "2018-01-01")
    lobby.call_next("1")
    at("09:50")
    lobby.finish("1")
    next_day()
    told = report(lobby.site, DAY, DAY)
    assert [told.whole[name] for name in ("arrivals", "served", "waited", "wait_s")] == [3, 3, 2, 4 * MINUTE]
    assert told.classes["ordinary"]["owed_s"] == 2 * 20 * MINUTE
    # Four minutes, and five by the wrong clock; the third nobody can know.
    assert (told.stays["cash|1"]["stays"], told.stays["cash|1"]["stay_s"]) == (2, 9 * MINUTE)
    assert sum(hour["open_s"] for hour in told.at_work.values()) == (4 + 9) * MINUTE
    # A day without one time is played by no rule.
    assert told.price == {}


def test_a_clock_that_is_kept_right_by_seconds_was_not_set(lobby, take, at, clock):
    at("09:30")
    take("cash")
    clock.advance(-20)
    lobby.call_next("1")
    told = report(lobby.site, DAY, DAY)
    assert (told.whole["waited"], told.whole["wait_s"]) == (1, 0)
