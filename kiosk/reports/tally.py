"""Figures that add up: counts and sums by name, and a histogram of seconds for percentiles over any range."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

WIDTH_S = 10
"""A histogram's step: a percentile told from it is less than so many seconds off."""

Part = dict[str, "Tally"]
Parts = dict[str, Part]
"""The figures of a span of days: by part of the report, then by key."""


@dataclass(slots=True)
class Tally:
    """Two of them make one by adding; nothing else is ever done to them."""

    sums: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, int] = field(default_factory=dict)
    """How many lasted so many steps of `WIDTH_S`; the keys are text, as JSON has them."""

    def __getitem__(self, name: str) -> float:
        return self.sums.get(name, 0)

    def add(self, **values: float) -> None:
        """Add to the sums by name."""
        for name, value in values.items():
            if value:
                self.sums[name] = self.sums.get(name, 0) + value

    def note(self, seconds: float) -> None:
        """Count one that lasted so long."""
        step = str(int(max(0.0, seconds) // WIDTH_S))
        self.seconds[step] = self.seconds.get(step, 0) + 1

    def join(self, other: Tally) -> None:
        """Take another's figures in."""
        _plus(self.sums, other.sums)
        _plus(self.seconds, other.seconds)

    def share(self, name: str, of: str) -> float | None:
        """One sum out of another; None of nothing."""
        return self[name] / self[of] if self[of] else None

    def percentile(self, share: float) -> float | None:
        """The wait that `share` of all stay within (nearest rank); None where nobody was counted."""
        total = sum(self.seconds.values())
        if not total:
            return None
        rank, before = max(1, math.ceil(share * total - 1e-9)), 0
        for step in sorted(map(int, self.seconds)):
            here = self.seconds[str(step)]
            if before + here >= rank:
                return WIDTH_S * (step + (rank - before - 0.5) / here)
            before += here
        return None


def _plus(one: dict[str, Any], other: Mapping[str, Any]) -> None:
    known = one.get
    for name, value in other.items():
        one[name] = known(name, 0) + value


def tally_at(parts: Parts, part: str, key: str) -> Tally:
    """Where a figure belongs, made if it is the first."""
    return parts.setdefault(part, {}).setdefault(key, Tally())


def joined(many: Iterable[Parts]) -> Parts:
    """The figures of several spans together."""
    whole: Parts = {}
    for parts in many:
        for part, tallies in parts.items():
            mine = whole.setdefault(part, {})
            for key, tally in tallies.items():
                if key not in mine:
                    mine[key] = Tally()
                mine[key].join(tally)
    return whole


def regrouped(part: Part, place: int) -> Part:
    """The tallies of a part by one word of their keys, `cash|ordinary|9` by its second for instance."""
    groups: Part = {}
    for key, tally in part.items():
        groups.setdefault(key.split("|")[place], Tally()).join(tally)
    return groups


def total(part: Part) -> Tally:
    """All tallies of a part together."""
    whole = Tally()
    for tally in part.values():
        whole.join(tally)
    return whole


def as_facts(parts: Parts) -> dict[str, Any]:
    """JSON values, in an order that does not depend on how they came together."""
    return {
        part: {key: [_exact(tallies[key].sums), _sorted(tallies[key].seconds)] for key in sorted(tallies)}
        for part, tallies in sorted(parts.items())
    }


def from_facts(facts: Mapping[str, Any]) -> Parts:
    """The same back."""
    return {
        part: {key: Tally(sums, seconds) for key, (sums, seconds) in tallies.items()}
        for part, tallies in facts.items()
    }


def _exact(sums: Mapping[str, float]) -> dict[str, float]:
    # To the millisecond: what is added in another order must not differ in its last digit.
    return {name: round(sums[name], 3) for name in sorted(sums)}


def _sorted(seconds: Mapping[str, int]) -> dict[str, int]:
    return {step: seconds[step] for step in sorted(seconds, key=int)}
