"""The calling rule as the log shows it: how much earlier a class counts, and who goes before whom.

A branch that knows its rule hands the head starts in; a recorded log names none, and they are
found by asking under which of some head starts most calls took the first in line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_STARTS_S = (30.0, 60.0, 90.0, 120.0, 180.0, 300.0, 480.0, 600.0, 900.0, 1800.0, 1e6)
HEAD_STARTS_S = (0.0, *(sign * start for start in _STARTS_S for sign in (1, -1)))
"""Asked for, the least first; below zero the others have it."""
_FADE = 0.998
_SLACK_S = 2.0
_PRIOR = 4.0
_SURE = 0.97
_CALLS_LEAST = 10


class Place(NamedTuple):
    """One who waits, as far as the order goes."""

    issued: float
    service: str
    ticket_class: str


@dataclass(slots=True)
class Order:
    """What is known of the order in which people are called."""

    fixed: Mapping[str, float] | None = None
    """Head starts by class where the branch's rule is known."""
    agreed: dict[str, list[float]] = field(default_factory=dict)
    """By class: the calls looked at, then under each head start those that took the first."""
    went: dict[tuple[str, str, bool], list[float]] = field(default_factory=dict)
    """By service, my service, and whether it was due before mine: how many, and how many went first."""
    passed: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    """By service and class: seconds waited, and how many passed who came later."""
    calls: dict[str, int] = field(default_factory=dict)
    _found: dict[str, float] = field(default_factory=dict)

    def head_start(self, ticket_class: str) -> float:
        """By how much earlier than it came a ticket of the class counts, in seconds."""
        if self.fixed is not None:
            return self.fixed.get(ticket_class, 0.0)
        return self._found.get(ticket_class, 0.0)

    def due(self, place: Place) -> float:
        return place.issued - self.head_start(place.ticket_class)

    def chance(self, other: Place, mine: Place) -> float:
        """How likely one who waits already is called before me."""
        first = self.due(other) <= self.due(mine)
        seen, before = self.went.get((other.service, mine.service, first), (0.0, 0.0))
        prior = _SURE if first else 1 - _SURE
        return (before + _PRIOR * prior) / (seen + _PRIOR)

    def chances(self, others: Iterable[Place], mine: Place) -> list[float]:
        """The same of many: hundreds wait, of a few kinds."""
        kinds: dict[tuple[str, str], tuple[float, float, float]] = {}
        found, due = [], self.due(mine)
        for other in others:
            kind = (other.service, other.ticket_class)
            known = kinds.get(kind)
            if known is None:
                start = self.head_start(other.ticket_class)
                first, later = (
                    self.chance(other._replace(issued=due + start + late), mine) for late in (0.0, 1.0)
                )
                known = kinds[kind] = (start, first, later)
            found.append(known[1] if other.issued - known[0] <= due else known[2])
        return found

    def overtakers_a_second(self, mine: Place) -> float:
        """How many who come later are called before one like me, for each second of the wait."""
        waited, people = self.passed.get((mine.service, mine.ticket_class), (0.0, 0.0))
        return people / (waited + 3_600.0)

    def learn_pairs(self, mine: Place, others: Iterable[tuple[Place, bool, bool]]) -> None:
        """Of those who waited when I came: whether each was due before me, and was called before me."""
        for other, first, before in others:
            tally = self.went.setdefault((other.service, mine.service, first), [0.0, 0.0])
            tally[0] = _FADE * tally[0] + 1
            tally[1] = _FADE * tally[1] + before

    def learn_wait(self, mine: Place, waited: float, passed_by: int) -> None:
        tally = self.passed.setdefault((mine.service, mine.ticket_class), [0.0, 0.0])
        tally[0] = _FADE * tally[0] + waited
        tally[1] = _FADE * tally[1] + passed_by

    def learn_call(self, chosen: Place, waiting: Iterable[Place]) -> None:
        """Under which head starts a call was right, where others waited for the same service."""
        if self.fixed is not None:
            return
        self.calls[chosen.ticket_class] = self.calls.get(chosen.ticket_class, 0) + 1
        usual = max(self.calls, key=self.calls.__getitem__)
        self._found[usual] = 0.0
        rivals = [place for place in waiting if place.service == chosen.service]
        # Head starts count from that of the class most people have.
        for ticket_class in ({place.ticket_class for place in rivals} | {chosen.ticket_class}) - {usual}:
            mixed = {place.ticket_class == ticket_class for place in (*rivals, chosen)}
            if len(mixed) > 1:
                self._judge(ticket_class, chosen, rivals)

    def _judge(self, ticket_class: str, chosen: Place, rivals: list[Place]) -> None:
        tally = self.agreed.setdefault(ticket_class, [0.0] * (1 + len(HEAD_STARTS_S)))
        tally[:] = [_FADE * count for count in tally]
        tally[0] += 1
        plus = [1.0 if place.ticket_class == ticket_class else 0.0 for place in rivals]
        base = [self._base(place, ticket_class) for place in rivals]
        mine, own = self._base(chosen, ticket_class), float(chosen.ticket_class == ticket_class)
        for number, start in enumerate(HEAD_STARTS_S, 1):
            first = min(at - start * share for at, share in zip(base, plus, strict=True))
            tally[number] += mine - start * own <= first + _SLACK_S
        best = max(tally[1:])
        if tally[0] >= _CALLS_LEAST:
            self._found[ticket_class] = HEAD_STARTS_S[tally.index(best, 1) - 1]

    def _base(self, place: Place, ticket_class: str) -> float:
        own = place.ticket_class == ticket_class
        return place.issued - (0.0 if own else self.head_start(place.ticket_class))

    def snapshot(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "agreed": self.agreed,
            "went": [[*key, *value] for key, value in self.went.items()],
            "passed": [[*key, *value] for key, value in self.passed.items()],
            "calls": self.calls,
            "found": self._found,
        }

    def restore(self, kept: Mapping[str, object]) -> None:
        self.agreed = {key: list(value) for key, value in kept["agreed"].items()}  # type: ignore[attr-defined]
        self.went = {(a, b, c): [d, e] for a, b, c, d, e in kept["went"]}  # type: ignore[attr-defined]
        self.passed = {(a, b): [c, d] for a, b, c, d in kept["passed"]}  # type: ignore[attr-defined]
        self.calls = dict(kept["calls"])  # type: ignore[call-overload]
        self._found = dict(kept["found"])  # type: ignore[call-overload]
