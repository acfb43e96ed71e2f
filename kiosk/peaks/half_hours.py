"""A closed day by half hours, from its tickets: who came, what their service took, who was at work. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import elapsed_s, minute_of
from kiosk.reports.visit import End, Stay
from kiosk.ticket import Ticket, TicketState

SLOT_MIN = 30
_DAY_MIN = 24 * 60
_LONGEST_S = 4 * 3_600
"""A service or a wait beyond this is a number nobody closed: it says nothing of service or wait."""

Earlier = Mapping[int, tuple[Stay, ...]]
"""By ticket: the turns at counters before the one that its row in the store still tells of."""
_NONE: Earlier = {}


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What one half hour of a day saw."""

    people: int = 0
    served: int = 0
    """Of these people, how many a counter served."""
    work_s: float = 0.0
    called: int = 0
    """Of these people, how many were called in their turn, by the rule alone."""
    waited_s: float = 0.0
    counters: int = 0
    """Counters at work in this half hour, for whomever."""


def half_hours(tickets: Iterable[Ticket], earlier: Earlier = _NONE) -> dict[int, HalfHour]:
    """The half hours of a day, by the minute of the day at which they begin."""
    came: defaultdict[int, list[Ticket]] = defaultdict(list)
    at_work: defaultdict[int, set[str]] = defaultdict(set)
    for ticket in tickets:
        came[slot_of(ticket.issued_at)].append(ticket)
        for minute in _work_slots(ticket):
            at_work[minute].add(ticket.counter or "")
        for stay in earlier.get(ticket.id, ()):
            for minute in _slots(stay.called_at, stay.ended_at):
                at_work[minute].add(stay.counter)
    staffed = _bridged(at_work)
    return {
        minute: _half_hour(came.get(minute, []), earlier, len(staffed.get(minute, ())))
        for minute in sorted({*came, *staffed})
    }


def slot_of(at: datetime) -> int:
    """The half hour that holds a moment."""
    return minute_of(at.time()) // SLOT_MIN * SLOT_MIN


def _half_hour(came: list[Ticket], earlier: Earlier, counters: int) -> HalfHour:
    work = [seconds for ticket in came if (seconds := _work_s(ticket, earlier)) > 0]
    once = [ticket for ticket in came if not earlier.get(ticket.id)]
    waits = [wait for ticket in once if (wait := _waited_s(ticket)) is not None]
    return HalfHour(len(came), len(work), sum(work), len(waits), sum(waits), counters)


def _work_s(ticket: Ticket, earlier: Earlier) -> float:
    """All counters' time with one customer: whoever goes from cash to loans is the work of both."""
    done = [stay for stay in earlier.get(ticket.id, ()) if stay.end is not End.MISSED]
    return _at_counter_s(ticket) + sum(
        _sane(elapsed_s(stay.called_at, stay.ended_at)) or 0.0 for stay in done
    )


def _at_counter_s(ticket: Ticket) -> float:
    """From the call to the end: walking up and wrapping up occupy the counter too."""
    if ticket.state is not TicketState.FINISHED or not (ticket.called_at and ticket.finished_at):
        return 0.0
    return _sane(elapsed_s(ticket.called_at, ticket.finished_at)) or 0.0


def _waited_s(ticket: Ticket) -> float | None:
    """Of one who was called once, in turn, for what they came for; None of any other."""
    plain = ticket.step == 0 and not (ticket.misses or ticket.lifted or ticket.outs or ticket.slot)
    return _sane(elapsed_s(ticket.issued_at, ticket.called_at)) if plain and ticket.called_at else None


def _sane(seconds: float) -> float | None:
    return seconds if 0 <= seconds <= _LONGEST_S else None


def _work_slots(ticket: Ticket) -> Iterator[int]:
    """The half hours in which it occupied its counter."""
    if ticket.counter is None or ticket.called_at is None:
        return
    ended = ticket.finished_at if _at_counter_s(ticket) else None
    yield from _slots(ticket.called_at, ended or ticket.called_at)


def _slots(first: datetime, last: datetime) -> Iterator[int]:
    """From the one half hour to the other; only the first where the stretch is none to be believed."""
    until = last if _sane(elapsed_s(first, last)) else first
    yield from range(slot_of(first), slot_of(until) + 1, SLOT_MIN)


def _bridged(at_work: Mapping[int, set[str]]) -> dict[int, set[str]]:
    """A counter that was at work just before and just after was there in between."""
    bridged = {minute: set(counters) for minute, counters in at_work.items()}
    for minute in range(SLOT_MIN, _DAY_MIN - SLOT_MIN, SLOT_MIN):
        both = at_work.get(minute - SLOT_MIN, set()) & at_work.get(minute + SLOT_MIN, set())
        if both:
            bridged.setdefault(minute, set()).update(both)
    return bridged
