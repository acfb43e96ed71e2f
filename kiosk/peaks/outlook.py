"""What a day will be like, in the facts that ticket, screen and poster tell: windows and minutes. Pure.

No hint rather than a wrong one: where the forecast is flat, or the branch too new, no window is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from kiosk.clock import minute_of, minutes_on

WINDOW_MIN = 90
_WINDOW_MOST_MIN = 150
_ALIKE = 0.8
"""A slot beside the busiest window belongs to it if it is so nearly as busy."""
_HALF = 0.5
"""To come at another time has to halve the wait."""
_PEOPLE_PART = 0.75
"""Where no wait is known: the quiet window sees at most such a part of the busy one's people."""
_WORTH_MIN = 5.0
"""And to save at least so many minutes."""
_COARSE_MIN, _COARSE_STEP = 10, 5


@dataclass(frozen=True, slots=True)
class Slot:
    """A half hour of the day that is served: who is expected, and how long they will wait."""

    start: time
    people: float
    minutes: float | None
    """The wait to expect; None where the branch's record does not tell it yet."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window of a day, and the wait in it as people are told it."""

    start: time
    end: time
    minutes: int | None
    to_close: bool = False
    """Whether it lasts until the branch closes: then one says "after" its start."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A day to come. `busy` and `quiet` are both there, or neither is: nothing honest can be said then."""

    day: date
    slots: tuple[Slot, ...]
    slot_minutes: int
    busy: Stretch | None = None
    quiet: Stretch | None = None
    days: int = 0
    """How many open days it was learned from."""

    @property
    def is_told(self) -> bool:
        """Whether there is a hint to give."""
        return self.busy is not None

    def bars(self) -> tuple[float, ...]:
        """How high each slot's bar stands, from 0 to 1: by the wait, or by the people if no wait is known."""
        return heights(_measures(self.slots))

    def place_of(self, at: time) -> int | None:
        """The slot that holds a time of day."""
        minute = minute_of(at)
        begins = [minute_of(slot.start) for slot in self.slots]
        return next(
            (n for n, start in enumerate(begins) if start <= minute < start + self.slot_minutes), None
        )


def outlook_of(
    day: date, slots: Sequence[Slot], slot_minutes: int, *, days: int = 0, is_known: bool = True
) -> Outlook:
    """The outlook of a day; without windows while too little is known, or where no window stands out."""
    bare = Outlook(day, tuple(slots), slot_minutes, days=days)
    width = -(-WINDOW_MIN // slot_minutes)
    if not is_known or len(slots) < 2 * width:
        return bare
    measures = _measures(slots)
    busy = _widened(measures, _fullest(measures, width), _WINDOW_MOST_MIN // slot_minutes)
    quiet = _quiet(slots, measures, busy, width)
    if quiet is None:
        return bare
    told, calm = (_stretch(slots, slot_minutes, each) for each in (busy, quiet))
    return Outlook(day, tuple(slots), slot_minutes, told, calm, days)


def typical(week: Sequence[Outlook]) -> Outlook | None:
    """The days of a week as one: the mean of each half hour that most of them have; None without waits."""
    told = [each for each in week if each.slots and all(slot.minutes is not None for slot in each.slots)]
    if not told:
        return None
    found: dict[time, list[Slot]] = {}
    for each in told:
        for slot in each.slots:
            found.setdefault(slot.start, []).append(slot)
    # A half hour that only the odd day is open for is no usual one.
    usual = {start: slots for start, slots in found.items() if 2 * len(slots) > len(told)}
    slots = [_joined(start, slots) for start, slots in sorted(usual.items())]
    return outlook_of(told[0].day, slots, told[0].slot_minutes, days=told[0].days)


def _joined(start: time, slots: Sequence[Slot]) -> Slot:
    """One half hour of several days."""
    return Slot(start, sum(slot.people for slot in slots) / len(slots), _mean_wait(slots))


def heights(measures: Sequence[float]) -> tuple[float, ...]:
    """Each as a part of the highest."""
    most = max(measures, default=0.0)
    return tuple(each / most if most else 0.0 for each in measures)


def told_minutes(minutes: float) -> int:
    """To one minute below ten, to five from there, and never nothing: nobody trusts a wait of 17 minutes."""
    whole = max(1, round(minutes))
    return whole if whole < _COARSE_MIN else round(minutes / _COARSE_STEP) * _COARSE_STEP


def _measures(slots: Sequence[Slot]) -> list[float]:
    if any(slot.minutes is None for slot in slots):
        return [slot.people for slot in slots]
    return [slot.minutes or 0.0 for slot in slots]


def _fullest(measures: Sequence[float], width: int) -> range:
    starts = range(len(measures) - width + 1)
    best = max(starts, key=lambda start: sum(measures[start : start + width]))
    return range(best, best + width)


def _widened(measures: Sequence[float], window: range, most: int) -> range:
    """With the neighbours that are nearly as busy."""
    bar = _ALIKE * _mean(measures, window)
    while len(window) < most:
        before, after = window.start - 1, window.stop
        ways = [n for n in (before, after) if 0 <= n < len(measures) and measures[n] >= bar]
        if not ways:
            break
        way = max(ways, key=measures.__getitem__)
        window = range(min(way, window.start), max(way + 1, window.stop))
    return window


def _quiet(slots: Sequence[Slot], measures: Sequence[float], busy: range, width: int) -> range | None:
    """The rest of the day from where it is quiet; else the quietest window; None where none is worth it."""
    most = _mean(measures, busy)
    is_wait = slots[0].minutes is not None and all(slot.minutes is not None for slot in slots)
    bound = min(most * _HALF, most - _WORTH_MIN) if is_wait else most * _PEOPLE_PART
    tail = len(measures)
    while tail > busy.stop and measures[tail - 1] <= bound:
        tail -= 1
    if len(measures) - tail >= width:
        return range(tail, len(measures))
    apart = [
        range(start, start + width)
        for start in range(len(measures) - width + 1)
        if start >= busy.stop or start + width <= busy.start
    ]
    best = min(apart, key=lambda window: _mean(measures, window), default=None)
    return best if best is not None and _mean(measures, best) <= bound else None


def _stretch(slots: Sequence[Slot], slot_minutes: int, window: range) -> Stretch:
    inside = [slots[n] for n in window]
    people = sum(slot.people for slot in inside)
    minutes = None
    if all(slot.minutes is not None for slot in inside):
        weighed = sum(slot.people * (slot.minutes or 0.0) for slot in inside)
        minutes = told_minutes(weighed / people if people else _mean_wait(inside))
    end = minutes_on(inside[-1].start, slot_minutes)
    return Stretch(inside[0].start, end, minutes, to_close=window.stop == len(slots))


def _mean(measures: Sequence[float], window: range) -> float:
    return sum(measures[n] for n in window) / len(window)


def _mean_wait(slots: Sequence[Slot]) -> float:
    return sum(slot.minutes or 0.0 for slot in slots) / len(slots)
