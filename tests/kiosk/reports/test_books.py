"""The books agree with the log, whatever happened, and any range is answered from the fewest rows."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from kiosk import devices
from kiosk.audit import disagreements
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.reports import Books, rebuild, report
from kiosk.reports.spans import cover, days_in, month_of, to_bind, year_of
from kiosk.reports.tally import as_facts
from tests.kiosk.conftest import SetClock
from tests.kiosk.visits import deeds, do, store_for_visits

DAY = date(2026, 11, 25)


def spans_of(store):
    with store.read() as cursor:
        return dict(cursor.all("SELECT span, facts FROM report_span"))


def _request(name):
    return IssueRequest(("cash",), name)


def test_a_day_is_in_the_books_once_it_is_over(lobby, store, morning, next_day):
    report(lobby.site, DAY, DAY)
    assert spans_of(store) == {}
    next_day()
    report(lobby.site, DAY, DAY)
    assert list(spans_of(store)) == ["2026-11-25"]


def test_the_open_day_and_the_books_tell_the_same_but_for_the_price(lobby, morning, next_day):
    before = Books(lobby.site).figures(DAY, DAY)
    next_day()
    books = Books(lobby.site)
    books.catch_up()
    after = books.figures(DAY, DAY)
    assert after.pop("price")
    assert as_facts(before) == as_facts(after)


def test_rebuilding_from_the_log_changes_nothing(lobby, store, morning, next_day):
    next_day()
    report(lobby.site)
    before = spans_of(store)
    assert rebuild(lobby.site) == 1
    assert spans_of(store) == before


def test_a_row_that_does_not_agree_with_the_log_is_told_and_mended(lobby, store, morning, next_day):
    next_day()
    report(lobby.site)
    right = spans_of(store)
    with store.write() as cursor:
        cursor.run(
            "UPDATE report_span SET facts = ?", right["2026-11-25"].replace('"arrivals":6', '"arrivals":7')
        )
    assert Books(lobby.site).disagreements() == [
        "The books say of 2026-11-25 what the log does not: rebuild them (kiosk report --rebuild)."
    ]
    rebuild(lobby.site)
    assert (spans_of(store), Books(lobby.site).disagreements()) == (right, [])


def test_a_device_s_trouble_goes_on_into_the_next_day(lobby, take, at):
    for day in ("2026-11-25", "2026-11-26", "2026-11-27"):
        at("09:30", day)
        ticket = take("cash")
        at("09:40", day)
        lobby.cancel(ticket.id)
        if day == "2026-11-25":
            devices.report(lobby.site, "printer", "paper_out")
    told = report(lobby.site, date(2026, 11, 26), date(2026, 11, 26))
    assert told.devices == {"printer": {"paper_out": 600.0}}


def test_days_that_were_never_counted_are_counted_as_far_as_there_is_time(lobby, take, at):
    for day in range(20, 25):
        at("09:30", f"2026-11-{day}")
        lobby.cancel(take("cash").id)
    ticks = iter(range(100))
    books = Books(lobby.site)
    assert books.catch_up(within_s=1.5, clock=lambda: float(next(ticks))) == 2
    assert books.catch_up() == 0


def test_months_and_years_that_are_over_get_a_row_of_their_own(lobby, store, take, at):
    for day in ("2026-11-29", "2026-12-01", "2026-12-31", "2027-01-04", "2027-01-05"):
        at("09:30", day)
        for _ in range(int(day[-1])):
            lobby.cancel(take("cash").id)
    told = report(lobby.site, date(2026, 11, 1), date(2027, 1, 5))
    assert sorted(span for span in spans_of(store) if len(span) < 10) == ["2026", "2026-11", "2026-12"]
    assert (told.whole["arrivals"], told.days) == (9 + 1 + 1 + 4 + 5, 5)
    assert report(lobby.site, date(2026, 12, 1), date(2026, 12, 30)).whole["arrivals"] == 1


DAYS = st.lists(st.dates(date(2026, 10, 1), date(2029, 3, 31)), unique=True, max_size=60)


@given(DAYS, st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 1_500))
def test_a_range_is_covered_by_its_own_days_each_once(days, first, long):
    last = first + timedelta(days=long)
    spans = [day.isoformat() for day in sorted(days)]
    while due := to_bind(spans):
        spans.append(due[0][0])
    held = {span: [day for day in days_in(spans) if day.startswith(span)] for span in spans}
    found = [day for span in cover(first, last, spans) for day in held[span]]
    assert sorted(found) == [day for day in days_in(spans) if first.isoformat() <= day <= last.isoformat()]


@given(DAYS)
def test_only_what_is_over_is_bound(days):
    spans = [day.isoformat() for day in sorted(days)]
    latest = spans[-1] if spans else ""
    for span, of in to_bind(spans):
        assert span not in {month_of(latest), year_of(latest)}
        assert of


@settings(max_examples=25)
@given(st.lists(deeds, max_size=40), st.lists(deeds, max_size=25))
def test_whatever_people_do_the_books_agree_with_the_log(today, tomorrow):
    clock = SetClock()
    with store_for_visits() as store:
        lobby = Lobby(store, load(SAMPLE), clock)
        for day, done in (("2026-11-25", today), ("2026-11-26", tomorrow), ("2026-11-27", ())):
            clock.set(f"{day}T09:30")
            lobby.issue(_request(day))
            for deed in done:
                clock.advance(37)
                do(lobby, deed)
            clock.set(f"{day}T23:59")
        live = Books(lobby.site).by_day(date(2026, 11, 27), date(2026, 11, 27))
        told = report(lobby.site, date(2026, 11, 25), date(2026, 11, 27))
        assert Books(lobby.site).disagreements() == []
        with store.read() as cursor:
            issued = cursor.one("SELECT count(*) FROM ticket")[0]
        assert told.whole["arrivals"] == issued
        assert live


def test_the_audit_of_state_and_log_is_none_the_wiser(lobby, store, morning, next_day):
    next_day()
    report(lobby.site)
    assert disagreements(store) == []
