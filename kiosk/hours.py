"""Whether the branch serves now, and what a customer at the door is told. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
    """Not open yet, but tickets are handed out."""
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
    """When serving begins next; None while open, or where no day within two months is open."""
    closes_at: datetime | None


def no_holidays(_: int) -> Collection[date]:
    """The calendar of a branch that names none."""
    return ()


def opening(hours: Hours, customers: Customers, now: datetime, holidays: Holidays = no_holidays) -> Opening:
    """How it stands for these customers at this (aware, local) moment."""
    for start, end in _spans_from(hours, customers, now, holidays):
        if end <= now:
            continue
        if start <= now:
            return Opening(_how_open(hours, now, end), None, end)
        early = start - timedelta(seconds=hours.tickets_before_open_s)
        return Opening(Openness.EARLY if early <= now else Openness.CLOSED, start, end)
    return Opening(Openness.CLOSED, None, None)


def _how_open(hours: Hours, now: datetime, end: datetime) -> Openness:
    left_s = (end - now).total_seconds()
    if left_s <= hours.last_ticket_before_close_s:
        return Openness.CLOSED
    return Openness.CLOSING if left_s <= hours.closing_soon_s else Openness.OPEN


def _spans_from(
    hours: Hours, customers: Customers, now: datetime, holidays: Holidays
) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=ahead)
        found += [
            (_moment(day, span.start, now), _moment(day, span.end, now))
            for span in spans_of(hours, customers, day, holidays)
        ]
        if found and found[-1][1] > now:
            break
    return found


def spans_of(
    hours: Hours, customers: Customers, day: date, holidays: Holidays = no_holidays
) -> tuple[Span, ...]:
    """When these customers are served on one date: the special day's word, else the calendar's, else the week's."""
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
