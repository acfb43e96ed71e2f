"""Whether another counter should open, or one that was opened on advice may close. Pure.

Care first: customers in care who would wait longer than they are owed ask for a counter as well, and no
counter is closed whose going would make them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from config.advice import Advice
from config.schema import Counter, TicketClass
from kiosk.advice.forward import Floor, Seconds, Station, foreseen, longest
from kiosk.advice.kinds import Kind, Orders

_MINUTE_S = 60.0
_LATER_S = 900.0
_CANDIDATES_MOST = 3
"""Of counters that can do the same only the first is played."""
_ORDINARY, _CARE = TicketClass.ORDINARY, TicketClass.CARE


class Deed(StrEnum):
    """What may be advised."""

    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Advised:
    """One sentence to the manager: this counter, and the wait without and with it."""

    deed: Deed
    counter: str
    before_s: float
    after_s: float
    is_urgent: bool = False
    for_care: bool = False
    """Whether it is customers in care who would wait too long."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that is decided from."""

    floor: Floor
    closed: tuple[Counter, ...] = ()
    """The counters that could be opened, in the order in which they are."""
    spares: Mapping[str, float] | None = None
    """The counters opened on advice: for how many seconds each."""
    given: Advised | None = None
    """What was advised and not answered yet."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly the lobby is played forward."""

    runs: int = 24
    seed: int = 1
    is_time: Callable[[], bool] = lambda: True
    """Whether there is time for another run."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to advise, and the wait that was foreseen; None where the branch was quiet and nothing played."""

    advised: Advised | None
    wait_s: float | None


def decide(case: Case, figures: Advice, effort: Effort) -> Verdict:
    """What to advise at this moment; None leaves the counters as they are."""
    if is_quiet(case):
        return Verdict(None, None)
    judge = _Judge(case, figures, effort)
    before = judge.foresee(case.floor.stations)
    return Verdict(judge.opening(before) or judge.closing(before), longest(before, _ORDINARY))


def is_quiet(case: Case) -> bool:
    """Whether nobody waits whom a free counter does not take at once: nothing is worth playing then."""
    free = sum(each.busy is None and not each.opens_s for each in case.floor.stations)
    return len(case.floor.waiting) <= free and not case.spares and case.given is None


@dataclass(frozen=True, slots=True)
class _Judge:
    case: Case
    figures: Advice
    effort: Effort

    def foresee(self, stations: Iterable[Station], later_s: float = 0.0) -> Seconds:
        """The waits of those who come when a counter could be manned, or so much later."""
        floor, effort = replace(self.case.floor, stations=tuple(stations)), self.effort
        return foreseen(floor, self.figures.man_s + later_s, effort.runs, effort.seed, effort.is_time)

    def opening(self, before: Seconds) -> Advised | None:
        given = self.case.given if self.case.given and self.case.given.deed is Deed.OPEN else None
        slack_s = self._slack_s if given else 0.0
        late = [
            kind for kind in before if kind.ticket_class is _CARE and before[kind] + slack_s > self._owed_s
        ]
        long = [
            kind
            for kind in before
            if kind.ticket_class is _ORDINARY and before[kind] >= self._open_s - slack_s
        ]
        if not late and not self._lasts(before):
            return None
        tried = (
            [(counter, self._with(counter)) for counter in self._candidates(given)] if late or long else []
        )
        return self._helped(late, before, tried) or self._helped(long, before, tried)

    def _helped(
        self, kinds: Sequence[Kind], before: Seconds, tried: Sequence[tuple[Counter, Seconds]]
    ) -> Advised | None:
        """The counter that takes most off the wait of one of these kinds, if it is worth it."""
        gains = [
            (before[kind] - after.get(kind, before[kind]), kind, counter, after)
            for counter, after in tried
            for kind in kinds
        ]
        if not gains:
            return None
        gain_s, kind, counter, after = max(gains, key=lambda each: each[0])
        if gain_s < self.figures.gain_min * _MINUTE_S:
            return None
        is_urgent, for_care = before[kind] >= self._urgent_s, kind.ticket_class is _CARE
        return Advised(Deed.OPEN, counter.id, before[kind], after[kind], is_urgent, for_care)

    def closing(self, before: Seconds) -> Advised | None:
        bound_s = self.figures.close_min * _MINUTE_S
        if self.case.given and self.case.given.deed is Deed.CLOSE:
            bound_s += self._slack_s
        if longest(before, _ORDINARY) >= bound_s or longest(before, _CARE) > self._owed_s:
            return None
        for name, open_s in sorted((self.case.spares or {}).items(), key=lambda each: -each[1]):
            left = [each for each in self.case.floor.stations if each.counter.id != name]
            if open_s < self.figures.stay_s or not self._serves_all(left):
                continue
            after = self.foresee(left)
            if (
                longest(after, _ORDINARY) < self._open_s - self._slack_s
                and longest(after, _CARE) <= self._owed_s
            ):
                return Advised(Deed.CLOSE, name, longest(before, _ORDINARY), longest(after, _ORDINARY))
        return None

    def _lasts(self, before: Seconds) -> bool:
        """Whether a counter is worth its hour: the queue would not melt by itself while it is manned.

        What is urgent now always is, and what is advised stays so. A second counter is only for that.
        """
        if self.case.given or longest(before, _ORDINARY) >= self._urgent_s:
            return True
        if self.case.spares:
            return False
        later = self.foresee(self.case.floor.stations, _LATER_S)
        return longest(later, _ORDINARY) >= self._urgent_s

    @property
    def _urgent_s(self) -> float:
        return self.figures.urgent_min * _MINUTE_S

    @property
    def _slack_s(self) -> float:
        return self.figures.slack_min * _MINUTE_S

    @property
    def _open_s(self) -> float:
        return self.figures.open_min * _MINUTE_S

    @property
    def _owed_s(self) -> float:
        """The wait that those in care are owed."""
        return self.case.floor.targets.get(_CARE, float("inf"))

    def _with(self, counter: Counter) -> Seconds:
        opened = Station(counter, opens_s=float(self.figures.man_s))
        return self.foresee((*self.case.floor.stations, opened))

    def _candidates(self, given: Advised | None) -> list[Counter]:
        """The one that was advised already, so that advice does not jump; else the first of each kind."""
        same = [each for each in self.case.closed if given and each.id == given.counter]
        if same:
            return same
        kinds: dict[tuple[frozenset[str], frozenset[TicketClass]], Counter] = {}
        for counter in self.case.closed:
            kinds.setdefault((frozenset(counter.services), frozenset(counter.classes)), counter)
        return list(kinds.values())[:_CANDIDATES_MOST]

    def _serves_all(self, stations: Sequence[Station]) -> bool:
        """Whether every customer who is here or may come is still served by somebody."""
        floor = self.case.floor
        orders = Orders(floor.rules, floor.targets)
        kinds = {each.kind for each in floor.coming} | {Kind.of(ticket) for ticket in floor.waiting}
        return all(any(orders.can(each.counter, kind) for each in stations) for kind in kinds)
