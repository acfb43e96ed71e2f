"""How many come on a day as a whole: level x weekday x calendar, shrunk by how far days scatter. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.peaks.calendar import Calendar, Turn

USUAL_A_DAY = 150.0
HALF_LIFE_DAYS = 15.0
DAYS_MOST = 90
"""Older open days would weigh less than a fiftieth: they are not looked at."""
_WEEKDAY_DAYS, _WEEKDAY_DAYS_MOST = 3.0, 15.0
"""A weekday starts as like the others as so many days would prove."""
_STEADY = 0.12
"""Where the totals of days scatter by no more than this, that is enough; where by more, it takes more."""
_RECURS = 2
_PLAIN_DAYS = 0.5
"""A weekday that was seen so often, and each time as far from the others, is believed at once."""
_PRIOR_PAIRS = 2.0
_ODD = 1.3
"""A day further off than this from the middle one counts as if it were no further: it may not come again."""
_ROUNDS = 4
_TO_DEVIATION = 1.4826


def weights_of(dates: Iterable[date]) -> dict[date, float]:
    """How much each day counts: half as much every fifteen open days back."""
    newest_first = sorted(dates, reverse=True)
    return {each: 0.5 ** (age / HALF_LIFE_DAYS) for age, each in enumerate(newest_first)}


def middle(pairs: Iterable[tuple[float, float]]) -> float:
    """The weighted median of (value, weight)."""
    ordered = sorted(pairs)
    half = sum(weight for _, weight in ordered) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return ordered[-1][0] if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Level:
    """What a usual day brings, and what weekday and calendar make of it."""

    usual: float
    weekdays: Mapping[int, float]
    calendar: Calendar

    def of(self, day: date) -> float:
        """How many are expected on a day."""
        return self.usual * self.weekdays.get(day.weekday(), 1.0) * self.calendar.factor(day)


def level_of(totals: Mapping[date, float], calendar: Calendar) -> Level:
    """What the totals of open days teach; the start values where there are none."""
    weights = weights_of(totals)
    found = Level(USUAL_A_DAY, {}, calendar)
    doubt = _doubt(totals, weights)
    for _ in range(_ROUNDS if totals else 0):
        plain = {each: total / (found.of(each) / found.usual) for each, total in totals.items()}
        found = replace(found, usual=_usual(plain, weights))
        found = replace(found, weekdays=_weekdays(totals, weights, found, doubt))
        found = replace(found, calendar=_taught(totals, found))
    return found


def _doubt(totals: Mapping[date, float], weights: Mapping[date, float]) -> float:
    """How many days' worth of proof a weekday needs, by how far the days scatter."""
    centre = middle((total, weights[each]) for each, total in totals.items())
    if not centre:
        return _WEEKDAY_DAYS
    apart = middle((abs(total - centre), weights[each]) for each, total in totals.items())
    scatter = _TO_DEVIATION * apart / centre
    return min(_WEEKDAY_DAYS * max(1.0, (scatter / _STEADY) ** 2), _WEEKDAY_DAYS_MOST)


def _usual(plain: Mapping[date, float], weights: Mapping[date, float]) -> float:
    centre = middle((total, weights[each]) for each, total in plain.items())
    held = (weights[each] * min(max(total, centre / _ODD), centre * _ODD) for each, total in plain.items())
    return sum(held) / sum(weights.values())


def _weekdays(
    totals: Mapping[date, float], weights: Mapping[date, float], found: Level, doubt: float
) -> dict[int, float]:
    """How full each weekday is beside the others, shrunk by how far days of one weekday differ."""
    seen: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for each, total in totals.items():
        seen[each.weekday()].append((total / found.usual / found.calendar.factor(each), weights[each]))
    noise = _noise([[ratio for ratio, _ in days] for days in seen.values()])
    return {number: _shrunk(days, noise, doubt) for number, days in seen.items()}


def _noise(weekdays: Iterable[list[float]]) -> float:
    """The variance of days of one weekday, as parts of the usual day."""
    off = _PRIOR_PAIRS * _STEADY**2
    free = _PRIOR_PAIRS
    for ratios in weekdays:
        mean = sum(ratios) / len(ratios)
        off += sum((ratio - mean) ** 2 for ratio in ratios)
        free += len(ratios) - 1
    return off / free


def _shrunk(days: list[tuple[float, float]], noise: float, doubt: float) -> float:
    weight = sum(weight for _, weight in days)
    mean = sum(ratio * weight for ratio, weight in days) / weight
    proof = doubt
    if len(days) >= _RECURS and mean != 1:
        proof = min(doubt, max(_PLAIN_DAYS, noise / (mean - 1) ** 2))
    return (mean * weight + proof) / (weight + proof)


def _taught(totals: Mapping[date, float], found: Level) -> Calendar:
    seen: defaultdict[Turn, list[float]] = defaultdict(list)
    calendar = found.calendar
    for each, total in totals.items():
        if turn := calendar.turn(each):
            expected = found.usual * found.weekdays[each.weekday()] * calendar.period(each)
            seen[turn].append(total / expected)
    own = {turn: calendar.taught(turn, len(ratios), sum(ratios)) for turn, ratios in seen.items()}
    return replace(calendar, learned={**calendar.learned, **own})
