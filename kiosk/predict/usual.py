"""How fast a lane usually calls at each hour: the counters' lunch, the slow start, the last hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HALF_HOUR_S = 1_800.0
_A_DAY = 48
_PRIOR_S = HALF_HOUR_S
"""A half hour's own record weighs against the lane's whole one like so much time in which somebody waited."""
_FIRST_S, _FIRST_CALLS = 600.0, 2.0
_LEAST = 1e-5
_LONGEST_S = 6 * 3_600.0


@dataclass(slots=True)
class Usual:
    """Calls while somebody waited, and that time, by lane and half hour of the day."""

    days: dict[str, list[list[float]]] = field(default_factory=dict)
    """By lane: 48 times calls and seconds, of the days that are over."""
    today: dict[str, list[list[float]]] = field(default_factory=dict)
    _paces: dict[str, list[float]] = field(default_factory=dict)

    def learn(self, lane: str, at: float, calls: float, spent_s: float) -> None:
        cell = self.today.setdefault(lane, _blank())[_place(at)]
        cell[0] += calls
        cell[1] += spent_s

    def turn(self) -> None:
        """The day is over: from now on it counts."""
        for lane, cells in self.today.items():
            for known, new in zip(self.days.setdefault(lane, _blank()), cells, strict=True):
                known[0] += new[0]
                known[1] += new[1]
        self.today, self._paces = {}, {}

    def wait_s(self, lane: str, at: float, calls: float) -> float | None:
        """How long so many calls usually take from this hour on; None of a lane without a record."""
        if lane not in self.days:
            return None
        paces = self._paces.get(lane) or self._paces.setdefault(lane, _paces(self.days[lane]))
        spent = 0.0
        while spent < _LONGEST_S:
            pace, left = paces[_place(at + spent)], HALF_HOUR_S - (at + spent) % HALF_HOUR_S
            if calls <= left * pace:
                return spent + calls / pace
            calls -= left * pace
            spent += left
        return _LONGEST_S

    def today_s(self, lane: str, calls: float) -> float:
        """How long so many calls take at today's pace; before the lane has called much, at its usual one."""
        called, spent = _sums(self.today.get(lane, []))
        usual_s = _FIRST_CALLS * _a_call_s(self.days.get(lane, []))
        return calls * (spent + usual_s) / (called + _FIRST_CALLS)

    def snapshot(self) -> dict[str, object]:
        return {lane: [[round(x, 2) for x in cell] for cell in cells] for lane, cells in self.days.items()}

    def restore(self, kept: Mapping[str, list[list[float]]]) -> None:
        self.days = {lane: [[float(a), float(b)] for a, b in cells] for lane, cells in kept.items()}
        self.today, self._paces = {}, {}


def _blank() -> list[list[float]]:
    return [[0.0, 0.0] for _ in range(_A_DAY)]


def _place(at: float) -> int:
    return int(at // HALF_HOUR_S) % _A_DAY


def _paces(cells: list[list[float]]) -> list[float]:
    whole = 1 / _a_call_s(cells)
    return [max(_LEAST, (cell[0] + _PRIOR_S * whole) / (cell[1] + _PRIOR_S)) for cell in cells]


def _a_call_s(cells: list[list[float]]) -> float:
    calls, spent = _sums(cells)
    return (spent + _FIRST_CALLS * _FIRST_S) / (calls + _FIRST_CALLS)


def _sums(cells: list[list[float]]) -> tuple[float, float]:
    return sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
