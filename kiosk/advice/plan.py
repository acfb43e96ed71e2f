"""A plan for the week: counters by half hour that keep the expected wait under the target. Pure.

Each half hour first gets the fewest counters that do; then shifts are made of them: nobody is planned for
less than the shortest shift, and a gap that is shorter than one is no break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from kiosk.clock import minute_of, minutes_on
from kiosk.peaks.outlook import Outlook
from kiosk.peaks.waits import expected_waits


@dataclass(frozen=True, slots=True)
class Half:
    """One half hour of the plan."""

    start: time
    people: float
    counters: int
    minutes: float
    """The wait to expect with so many."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One counter at work without a break."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of the plan; without halves where the branch is closed or nothing is known yet."""

    day: date
    halves: tuple[Half, ...] = ()
    shifts: tuple[Shift, ...] = ()
    is_enough: bool = True
    """Whether the target is kept with all the counters there are."""

    @property
    def hours(self) -> float:
        """Counter hours of the day."""
        return sum(minute_of(each.end) - minute_of(each.start) for each in self.shifts) / 60


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the plan has to keep to."""

    target_min: float
    shift_min: int
    counters_most: int
    service_s: float


def planned(outlook: Outlook, bounds: Bounds) -> Planned:
    """The plan of one day."""
    people = [slot.people for slot in outlook.slots]
    if not outlook.days or not any(people):
        return Planned(outlook.day)
    counters = needed(people, bounds, outlook.slot_minutes)
    least = -(-bounds.shift_min // outlook.slot_minutes)
    counters = in_shifts(counters, least)
    waits = expected_waits(people, counters, bounds.service_s, outlook.slot_minutes)
    halves = tuple(
        Half(slot.start, slot.people, count, wait)
        for slot, count, wait in zip(outlook.slots, counters, waits, strict=True)
    )
    enough = all(wait <= bounds.target_min for wait in waits)
    return Planned(outlook.day, halves, _shifts(halves, outlook.slot_minutes), enough)


def needed(people: Sequence[float], bounds: Bounds, slot_minutes: int) -> list[int]:
    """The fewest counters, slot by slot, with which nobody is expected to wait beyond the target."""
    counters = [1 if each else 0 for each in people]
    for place in range(len(people)):
        while counters[place] < bounds.counters_most:
            waits = expected_waits(people[: place + 1], counters[: place + 1], bounds.service_s, slot_minutes)
            if waits[place] <= bounds.target_min:
                break
            counters[place] += 1
    return counters


def in_shifts(counters: Sequence[int], least: int) -> list[int]:
    """The same with every counter at work for so many slots at a stretch at least, from the topmost on."""
    found = list(counters)
    for level in range(max(found, default=0), 0, -1):
        at_work = _stretched([count >= level for count in found], least)
        found = [max(count, level) if works else count for count, works in zip(found, at_work, strict=True)]
    return found


def _stretched(at_work: list[bool], least: int) -> list[bool]:
    """Gaps shorter than a shift are filled, then shifts that are too short are made longer."""
    for begin, end in _runs([not each for each in at_work]):
        if begin > 0 and end < len(at_work) and end - begin < least:
            at_work[begin:end] = [True] * (end - begin)
    for begin, end in _runs(list(at_work)):
        short = max(0, least - (end - begin))
        # Earlier rather than later: a queue that never forms need not melt.
        first = max(0, begin - short)
        last = min(len(at_work), end + max(0, short - (begin - first)))
        at_work[first:last] = [True] * (last - first)
    return at_work


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    found, begin = [], None
    for place, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = place
        elif not flag and begin is not None:
            found.append((begin, place))
            begin = None
    return found


def _shifts(halves: Sequence[Half], slot_minutes: int) -> tuple[Shift, ...]:
    found = []
    for level in range(1, max(half.counters for half in halves) + 1):
        for begin, end in _runs([half.counters >= level for half in halves]):
            found.append(Shift(halves[begin].start, minutes_on(halves[end - 1].start, slot_minutes)))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))
