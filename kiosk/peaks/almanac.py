"""The branch's own outlook: what its record, its hours and its calendar say of a day.

`outlook_from` is pure; `Almanac` reads the record, and remembers a day's outlook as long as it lasts.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from config.calendar import BranchCalendar, Shape
from config.schema import Branch
from config.schema import Span as Opened
from kiosk.clock import minute_of
from kiosk.hours import Holidays, no_holidays
from kiosk.lasting import Lasting
from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.calendar import Calendar
from kiosk.peaks.forecast import Forecast, forecast
from kiosk.peaks.half_hours import SLOT_MIN
from kiosk.peaks.outlook import Outlook, Slot, outlook_of
from kiosk.peaks.profile import shape_of
from kiosk.peaks.record import Record, catch_up, recorded
from kiosk.peaks.staffing import Days, service_time_s, truth, usual_counters
from kiosk.peaks.waits import expected_waits
from kiosk.peaks.year import calendar_of, open_spans
from kiosk.site import Site
from kiosk.store import StoreError

_WEEK_DAYS, _LOOK_DAYS = 7, 36
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """All that an outlook is made from."""

    branch: Branch
    own: BranchCalendar
    days: Days
    holidays: Holidays = no_holidays


class Almanac:
    """The outlooks of one branch, over one store connection; use one a thread."""

    def __init__(self, site: Site, own: BranchCalendar, *, keeps: bool = True) -> None:
        """`keeps` brings the record up to date first; without it the store is only read."""
        self._site = site
        self._own = own
        self._keeps = keeps
        self._kept: dict[date, Outlook] = {}
        self._fault = Lasting(_log, "The peak hint could not be reckoned, and tickets go without: %s")

    def of(self, day: date) -> Outlook:
        """What a day will be like, from the days that are closed; reckoned once for each day."""
        if day not in self._kept:
            self._kept = {day: outlook_from(self._known(), day)}
        return self._kept[day]

    def told(self, day: date) -> Outlook | None:
        """The same for a ticket: a store that fails costs it the hint, never the paper."""
        try:
            outlook = self.of(day)
        except StoreError as fault:
            self._fault.met(fault)
            return None
        self._fault.passed()
        return outlook

    def week(self, first: date) -> tuple[Outlook, ...]:
        """Seven days from one on."""
        known = self._known()
        return tuple(outlook_from(known, first + timedelta(days=ahead)) for ahead in range(_WEEK_DAYS))

    def plain_week(self, today: date) -> tuple[Outlook, ...]:
        """Monday to Sunday as they usually are: no holiday, no pay day, no special hours."""
        known = self._known()
        return tuple(outlook_from(known, day) for day in plain_days(known, today))

    def _known(self) -> Known:
        if self._keeps:
            catch_up(self._site.store)
        record: Record = recorded(self._site.store)
        return Known(self._site.branch, self._own, record.days, self._site.holidays)


def outlook_from(known: Known, day: date) -> Outlook:
    """What a day will be like; a day the branch is closed on has no slots."""
    spans = open_spans(known.branch.hours, day, known.holidays)
    past = {each: slots for each, slots in known.days.items() if each < day}
    minutes = _minutes(past, spans)
    if not spans or not minutes:
        return Outlook(day, (), SLOT_MIN)
    calendar = calendar_of(known.own, known.branch.hours, day, known.holidays)
    expected = _expected(known, past, day, calendar, minutes)
    people = _within(expected.expected, minutes, spans)
    waits = _waits(known, past, day, people, minutes) if expected.is_known else None
    told = [
        Slot(time(*divmod(minute, 60)), people[n], None if waits is None else waits[n])
        for n, minute in enumerate(minutes)
        if _is_open(minute, spans)
    ]
    is_known = expected.is_known or known.own.shape is not Shape.NONE
    return outlook_of(day, told, SLOT_MIN, days=expected.days, is_known=is_known)


def plain_days(known: Known, today: date) -> list[date]:
    """The next Monday to Sunday of which the calendar has nothing to say; else simply the next ones."""
    calendar = calendar_of(known.own, known.branch.hours, today, known.holidays)
    special = {each.date for each in known.branch.hours.special_days}
    found: dict[int, date] = {}
    for ahead in range(1, _LOOK_DAYS):
        day = today + timedelta(days=ahead)
        if day not in special and calendar.turn(day) is None and calendar.period(day) == 1:
            found.setdefault(day.weekday(), day)
    after = (today + timedelta(days=ahead) for ahead in range(1, _WEEK_DAYS + 1))
    return [found.get(day.weekday(), day) for day in sorted(after, key=date.weekday)]


def _minutes(past: Days, spans: Sequence[Opened]) -> list[int]:
    """The half hours from the first that anybody came or comes to the last."""
    seen = {minute for slots in past.values() for minute, each in slots.items() if each.people}
    for span in spans:
        ends = (minute_of(span.start), minute_of(span.end) - 1)
        seen |= {minute // SLOT_MIN * SLOT_MIN for minute in ends}
    return list(range(min(seen), max(seen) + 1, SLOT_MIN)) if seen else []


def _expected(known: Known, past: Days, day: date, calendar: Calendar, minutes: Sequence[int]) -> Forecast:
    slots = tuple(time(*divmod(minute, 60)) for minute in minutes)
    counts = {
        each: tuple(float(found[minute].people) if minute in found else 0.0 for minute in minutes)
        for each, found in past.items()
    }
    shape = shape_of(slots, known.own.shape.value) if known.own.shape is not Shape.NONE else None
    return forecast(Arrivals(slots, counts), day, calendar, shape)


def _within(expected: Sequence[float], minutes: Sequence[int], spans: Sequence[Opened]) -> list[float]:
    """Nobody is expected after the doors close; those who come early wait for them to open."""
    closes = max(minute_of(span.end) for span in spans)
    return [people if minute < closes else 0.0 for people, minute in zip(expected, minutes, strict=True)]


def _waits(
    known: Known, past: Days, day: date, people: Sequence[float], minutes: Sequence[int]
) -> tuple[float, ...] | None:
    """The wait to expect in each half hour; None while no counter was seen at work."""
    counters = usual_counters(past, day, minutes)
    configured = [service.service_s for service in known.branch.services]
    service_s = service_time_s(past, sum(configured) / len(configured))
    if not any(counters):
        return None
    factor = truth(past, service_s)
    return tuple(factor * wait for wait in expected_waits(people, counters, service_s, SLOT_MIN))


def _is_open(minute: int, spans: Sequence[Opened]) -> bool:
    return any(minute_of(span.start) < minute + SLOT_MIN and minute < minute_of(span.end) for span in spans)
