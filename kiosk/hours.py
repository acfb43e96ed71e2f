"""Whether the branch serves now, and what a customer at the door is told. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from config.schema import Customers, Hours, Span, SpecialDay, Week

_LOOK_AHEAD_DAYS = 60
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Holidays = Callable[[int], Collection[date]]
"""The public holidays of a year, from the calendar the branch names."""


class Openness(StrEnum):
    """What the door says."""

    EARLY = "early"
    """Not open yet, or at the noon break, but tickets are handed out."""
    OPEN = "open"
    CLOSING = "closing"
    """Still open; a ticket taken now is honoured."""
    CLOSED = "closed"

    @property
    def gives_tickets(self) -> bool:
        """Whether a ticket can be taken."""
        return self is not Openness.CLOSED


@dataclass(frozen=True, slots=True)
class Opening:
    """How it stands for one kind of customers at one moment."""

    state: Openness
    opens_at: datetime | None
    """When serving begins next; None while tickets are given, or where no day within two months is open."""
    closes_at: datetime | None


UNKNOWN_HOUR = Opening(Openness.OPEN, None, None)
"""What the door says while the clock is doubted: nobody is sent away on the word of a clock that lies."""


def no_holidays(_: int) -> Collection[date]:
    """The calendar of a branch that names none."""
    return ()


def opening(hours: Hours, customers: Customers, now: datetime, holidays: Holidays = no_holidays) -> Opening:
    """How it stands for these customers at this (aware, local) moment."""
    for spans in _days_from(hours, customers, now, holidays):
        opens, closes = spans[0][0], spans[-1][1]
        left_s = (closes - now).total_seconds() - hours.last_ticket_before_close_s
        if now < opens:
            early = opens - timedelta(seconds=hours.tickets_before_open_s)
            return Opening(Openness.EARLY if early <= now else Openness.CLOSED, opens, closes)
        if left_s > 0:
            return _within_the_day(spans, now, closes, closing=left_s <= hours.closing_soon_s)
    return Opening(Openness.CLOSED, None, None)


def _within_the_day(
    spans: list[tuple[datetime, datetime]], now: datetime, closes: datetime, *, closing: bool
) -> Opening:
    # In a break between two spans tickets are given for the time after it, as before the first.
    start = next(start for start, end in spans if now < end)
    if now < start:
        return Opening(Openness.EARLY, start, closes)
    return Opening(Openness.CLOSING if closing else Openness.OPEN, None, closes)


def _days_from(
    hours: Hours, customers: Customers, now: datetime, holidays: Holidays
) -> Iterator[list[tuple[datetime, datetime]]]:
    """The spans of each day that is served, from today on."""
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=ahead)
        spans = spans_of(hours, customers, day, holidays)
        if spans:
            yield [(_moment(day, span.start, now), _moment(day, span.end, now)) for span in spans]


def spans_of(
    hours: Hours, customers: Customers, day: date, holidays: Holidays = no_holidays
) -> tuple[Span, ...]:
    """When these customers are served on a date: by its special day, else the calendar, else the week."""
    for special in hours.special_days:
        if special.date == day:
            return _special(special, customers)
    if hours.holiday_calendar and day in holidays(day.year):
        return ()
    week: Week = hours.personal if customers is Customers.PERSONAL else hours.corporate
    spans: tuple[Span, ...] = getattr(week, _DAYS[day.weekday()])
    return spans


def _special(special: SpecialDay, customers: Customers) -> tuple[Span, ...]:
    return special.personal if customers is Customers.PERSONAL else special.corporate


def _moment(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at, now.tzinfo)
