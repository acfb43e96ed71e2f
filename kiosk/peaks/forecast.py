"""How many will come in each slot of a day: level x weekday x profile x calendar, all shrunk. Pure.

Fewer than some weeks of history carry no fine pattern: each factor begins at what is usual and
gives way to the branch's own record only as that grows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.calendar import Calendar, Turn

HALF_LIFE_DAYS = 15.0
_WEEKDAY_TICKETS = 3.0
_TEMPLATE_ARRIVALS = 60.0
_PROFILE_ARRIVALS = 240.0
_USUAL_A_DAY = 150.0
_DAYS_LEAST = 3
_LEVEL_ROUNDS = 4

TEMPLATE = (
    (0.0, 0.6),
    (9.0, 0.8),
    (10.0, 1.35),
    (11.0, 1.25),
    (12.5, 0.75),
    (14.5, 1.1),
    (16.0, 0.9),
    (24.0, 0.5),
)
"""Hour of the day and how busy: two peaks, a quiet noon. Only where a branch chose it."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """People expected by slot, and how many open days that was learned from."""

    slots: tuple[time, ...]
    expected: tuple[float, ...]
    slot_minutes: int
    days: int

    @property
    def is_known(self) -> bool:
        """Whether there is record enough for a hint."""
        return self.days >= _DAYS_LEAST


def forecast(
    arrivals: Arrivals,
    day: date,
    calendar: Calendar | None = None,
    template: Sequence[float] | None = None,
) -> Forecast:
    """What a day will bring, from the open days before it; a day nobody came on was no open day.

    `template` says how busy each slot is where a branch chose a shape; it counts as 60 arrivals.
    """
    past = {each: counts for each, counts in arrivals.days.items() if each < day and sum(counts) > 0}
    dates = sorted(past)
    calendar = calendar or Calendar()
    shape = _shape(template or _generic(arrivals.slots))
    weights = {each: 0.5 ** (age / HALF_LIFE_DAYS) for age, each in enumerate(reversed(dates))}
    weekdays = dict.fromkeys(range(7), 1.0)
    level = _USUAL_A_DAY
    for _ in range(_LEVEL_ROUNDS if dates else 0):
        usual = {each: weekdays[each.weekday()] * calendar.factor(each) for each in dates}
        level = sum(weights[each] * sum(past[each]) / usual[each] for each in dates) / sum(weights.values())
        weekdays = _weekdays(past, weights, level, calendar)
        calendar = _taught(past, level, weekdays, calendar)
    profile = _profile(past, weights, day.weekday(), shape)
    total = level * weekdays[day.weekday()] * calendar.factor(day)
    return Forecast(
        arrivals.slots, tuple(total * share for share in profile), arrivals.slot_minutes, len(dates)
    )


def _weekdays(
    past: Mapping[date, Sequence[float]], weights: Mapping[date, float], level: float, calendar: Calendar
) -> dict[int, float]:
    found: dict[int, list[float]] = {number: [0.0, 0.0] for number in range(7)}
    for each, counts in past.items():
        tally = found[each.weekday()]
        tally[0] += weights[each]
        tally[1] += weights[each] * sum(counts) / level / calendar.factor(each)
    return {
        number: (ratios + _WEEKDAY_TICKETS) / (weight + _WEEKDAY_TICKETS)
        for number, (weight, ratios) in found.items()
    }


def _taught(
    past: Mapping[date, Sequence[float]], level: float, weekdays: Mapping[int, float], calendar: Calendar
) -> Calendar:
    found: defaultdict[Turn, list[float]] = defaultdict(list)
    for each, counts in past.items():
        if turn := calendar.turn(each):
            found[turn].append(sum(counts) / (level * weekdays[each.weekday()]))
    own = {turn: calendar.taught(turn, len(ratios), sum(ratios)) for turn, ratios in found.items()}
    return replace(calendar, learned={**calendar.learned, **own})


def _profile(
    past: Mapping[date, Sequence[float]], weights: Mapping[date, float], weekday: int, shape: Sequence[float]
) -> list[float]:
    """The share of each slot: the template, outweighed by all days, outweighed by this weekday's."""
    everybody = _counted(past, weights, past)
    alike = _counted(past, weights, [each for each in past if each.weekday() == weekday])
    common = _shape(
        [count + _TEMPLATE_ARRIVALS * share for count, share in zip(everybody, shape, strict=True)]
        if everybody
        else shape
    )
    own = [
        count + _PROFILE_ARRIVALS * share
        for count, share in zip(alike or [0.0] * len(shape), common, strict=True)
    ]
    return _shape(_smooth(own))


def _counted(
    past: Mapping[date, Sequence[float]], weights: Mapping[date, float], dates: object
) -> list[float]:
    chosen = [each for each in past if each in dates]  # type: ignore[operator]
    return [
        sum(column)
        for column in zip(*([weights[each] * count for count in past[each]] for each in chosen), strict=True)
    ]


def _smooth(counts: Sequence[float]) -> list[float]:
    padded = [counts[0], *counts, counts[-1]]
    return [
        before / 4 + here / 2 + after / 4
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
    ]


def _shape(counts: Sequence[float]) -> list[float]:
    total = sum(counts)
    return [count / total for count in counts] if total else [1 / len(counts)] * len(counts)


def _generic(slots: Sequence[time]) -> list[float]:
    return [_at(slot.hour + slot.minute / 60) for slot in slots]


def _at(hour: float) -> float:
    for (begin, low), (end, high) in pairwise(TEMPLATE):
        if begin <= hour < end:
            return low + (high - low) * (hour - begin) / (end - begin)
    return TEMPLATE[-1][1]
