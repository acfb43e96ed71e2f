"""Which share of a day's people comes in each slot, from few days: shrunk by how wildly they scatter. Pure.

Counts that scatter more widely than Poisson's (as negative binomial ones do) prove less: what a
weekday must outweigh grows with the measured scatter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import pairwise

from kiosk.peaks.level import middle, weights_of

_TEMPLATE_ARRIVALS = 20.0
_CHOSEN_ARRIVALS = 60.0
_WEEKDAY_ARRIVALS = 480.0
_POISSON_SLOTS = 20.0
"""The scatter begins at Poisson's, as if so many slots had shown it."""
_LEAST_EXPECTED = 0.5
_SMOOTH = (0.2, 0.6, 0.2)

Counts = Mapping[date, Sequence[float]]

SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "two-peaks": (
        (0.0, 0.6), (9.0, 0.8), (10.0, 1.35), (11.0, 1.25), (12.5, 0.75), (14.5, 1.1), (16.0, 0.9),
        (24.0, 0.5),
    ),
    "morning": (
        (0.0, 0.8), (8.5, 1.3), (9.5, 1.6), (10.5, 1.4), (12.0, 0.8), (14.0, 0.8), (16.0, 0.6), (24.0, 0.4),
    ),
    "afternoon": (
        (0.0, 0.5), (9.0, 0.7), (11.0, 0.9), (13.0, 0.9), (14.5, 1.4), (16.0, 1.4), (17.0, 1.0), (24.0, 0.6),
    ),
}  # fmt: skip
"""Hour of the day and how busy, by the name of the shape; a branch may choose one."""
USUAL_SHAPE = "two-peaks"


def shape_of(slots: Sequence[time], name: str = USUAL_SHAPE) -> list[float]:
    """A shape's share of each slot."""
    return shares([_at(SHAPES[name], slot.hour + slot.minute / 60) for slot in slots])


def shares(counts: Sequence[float]) -> list[float]:
    """Each count as a part of all; even where there are none."""
    total = sum(counts)
    return [count / total for count in counts] if total else [1 / len(counts)] * len(counts)


def profile_of(past: Counts, weekday: int, shape: Sequence[float], *, chosen: bool = False) -> list[float]:
    """The share of each slot: the template, outweighed by all days, outweighed by this weekday's."""
    if not past:
        return shares(shape)
    weights = weights_of(past)
    scatter = scatter_of(past)
    prior = (_CHOSEN_ARRIVALS if chosen else _TEMPLATE_ARRIVALS) * scatter
    common = shares(
        [count + prior * share for count, share in zip(_usual(past, weights), shape, strict=True)]
    )
    alike = {each: counts for each, counts in past.items() if each.weekday() == weekday}
    own = _summed(alike, weights, len(shape))
    heavy = _WEEKDAY_ARRIVALS * scatter
    return shares(_smooth([count + heavy * share for count, share in zip(own, common, strict=True)]))


def scatter_of(past: Counts) -> float:
    """How many times as widely the counts of a slot scatter as Poisson's would; at least once."""
    totals = {each: sum(counts) for each, counts in past.items()}
    columns = [sum(column) for column in zip(*past.values(), strict=True)]
    common = shares(columns)
    off = cells = 0.0
    for each, counts in past.items():
        for count, share in zip(counts, common, strict=True):
            expected = totals[each] * share
            if expected >= _LEAST_EXPECTED:
                off += (count - expected) ** 2 / expected
                cells += 1
    free = cells * (1 - 1 / len(past))
    return max(1.0, (off + _POISSON_SLOTS) / (free + _POISSON_SLOTS))


def _usual(past: Counts, weights: Mapping[date, float]) -> list[float]:
    """People by slot on the usual day: half the mean, half the median of what each day says."""
    people = sum(weights[each] * sum(counts) for each, counts in past.items())
    parts = {each: shares(counts) for each, counts in past.items()}
    whole = sum(weights.values())
    return [
        people
        * (
            sum(weights[each] * part[slot] for each, part in parts.items()) / whole
            + middle((part[slot], weights[each]) for each, part in parts.items())
        )
        / 2
        for slot in range(len(next(iter(past.values()))))
    ]


def _summed(past: Counts, weights: Mapping[date, float], slots: int) -> list[float]:
    return [sum(weights[each] * counts[slot] for each, counts in past.items()) for slot in range(slots)]


def _smooth(counts: Sequence[float]) -> list[float]:
    padded = [counts[0], *counts, counts[-1]]
    before, here, after = _SMOOTH
    return [
        before * first + here * second + after * third
        for first, second, third in zip(padded, padded[1:], padded[2:], strict=False)
    ]


def _at(shape: Sequence[tuple[float, float]], hour: float) -> float:
    for (begin, low), (end, high) in pairwise(shape):
        if begin <= hour < end:
            return low + (high - low) * (hour - begin) / (end - begin)
    return shape[-1][1]
