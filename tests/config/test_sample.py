"""The branch that is shipped."""

from __future__ import annotations

from datetime import date, time

from config.branch import SAMPLE, check, load
from config.schema import Arrow, Span, TicketClass

BRANCH = load(SAMPLE)


def span(start: time, end: time) -> Span:
    return Span(start=start, end=end)


def special(day: date) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    (found,) = [special for special in BRANCH.hours.special_days if special.date == day]
    return found.personal, found.corporate


def test_the_sample_has_no_fault() -> None:
    assert check(SAMPLE) == []


def test_its_zones_services_and_counters_are_those_that_were_promised() -> None:
    assert {zone.id for zone in BRANCH.zones} == {
        "guidance",
        "cash",
        "noncash",
        "selfservice",
        "waiting",
        "vip",
    }
    assert [(service.id, service.prefix) for service in BRANCH.services] == [
        ("cash", "A"),
        ("noncash", "B"),
        ("corporate", "C"),
        ("wealth", "D"),
        ("consult", "E"),
    ]
    assert [counter.id for counter in BRANCH.counters] == ["1", "2", "3", "4", "5", "6"]


def test_its_five_zones_have_the_names_of_the_trade() -> None:
    names = [zone.name["zh_CN"] for zone in BRANCH.zones if zone.id != "vip"]
    assert names == ["咨询引导区", "现金服务区", "非现金服务区", "自助服务区", "客户休息等候区"]


def test_each_class_is_owed_its_wait() -> None:
    waits = {rule.id: (rule.target_s, rule.prefix) for rule in BRANCH.classes}
    assert waits == {
        TicketClass.ORDINARY: (1200, ""),
        TicketClass.CARE: (300, ""),
        TicketClass.VIP: (480, "V"),
        TicketClass.APPOINTMENT: (300, "Y"),
    }


def test_a_counter_stands_in_the_zone_of_a_service_it_does() -> None:
    for counter in BRANCH.counters:
        zones = {BRANCH.service(service).zone for service in counter.services}
        assert counter.zone in zones | {"vip"}


def test_the_code_on_the_ticket_stays_small() -> None:
    assert len(f"{BRANCH.address.public_url.upper()}/T/") + 29 <= 61


def test_a_weekday_a_weekend_a_holiday_and_a_make_up_workday_differ() -> None:
    whole = (span(time(9), time(17)),)
    short = (span(time(9, 30), time(16)),)
    halves = (span(time(9), time(12)), span(time(13, 30), time(17)))
    assert (BRANCH.hours.personal.monday, BRANCH.hours.corporate.monday) == (whole, halves)
    assert (BRANCH.hours.personal.sunday, BRANCH.hours.corporate.sunday) == (short, ())
    assert special(date(2026, 10, 1)) == ((), ())
    assert special(date(2026, 10, 2)) == (short, ())
    assert special(date(2026, 10, 10)) == (whole, halves)
    assert date(2026, 10, 10).weekday() == 5


def test_values_that_are_not_in_the_files_are_those_of_the_schema() -> None:
    assert BRANCH.zone("guidance").arrow is Arrow.HERE
    assert BRANCH.hours.cutoff == time(4)
    assert BRANCH.paper.footer == {}
    assert BRANCH.counter("1").classes == tuple(TicketClass)
