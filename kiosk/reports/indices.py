"""The indices by which machines are given to branches: 个人业务量大、等候时间长、业务可替代率高.

All three by hour:

volume       personal tickets of the hour, in % of the mean hour; 100 is average
wait         mean wait of those called, in % of the wait that their classes are owed; 100 is in target
replaceable  the share of tickets for services that a machine of the branch can do, in %; care is left out
"""

from __future__ import annotations

from dataclasses import dataclass

from config.schema import Branch, Customers, TicketClass
from kiosk.reports.tally import Part, Tally
from kiosk.routing import may_be_diverted

_AVERAGE = 100.0


@dataclass(frozen=True, slots=True)
class Index:
    """One hour's three indices."""

    hour: int
    arrivals: int
    volume: float
    wait: float | None
    replaceable: float
    stands_out: bool
    """Whether all three are above those of the whole day: an hour for which a machine would help most."""


def indices(waits: Part, branch: Branch) -> list[Index]:
    """By hour, of the tallies by service, class and hour."""
    personal = {service.id for service in branch.services if service.customers is Customers.PERSONAL}
    by_machine = {service for machine in branch.machines for service in machine.services}
    hours = sorted({int(key.split("|")[2]) for key in waits})
    whole, rows = _Sum(), {hour: _Sum() for hour in hours}
    for key, tally in waits.items():
        service, named, hour = key.split("|")
        for row in (whole, rows[int(hour)]):
            row.take(tally, is_personal=service in personal)
            if may_be_diverted(TicketClass(named)):
                row.divert(tally, is_replaceable=service in by_machine)
    mean = whole.personal / len(hours) if hours else 0.0
    return [_index(hour, rows[hour], whole, mean) for hour in hours]


@dataclass(slots=True)
class _Sum:
    arrivals: float = 0.0
    personal: float = 0.0
    divertible: float = 0.0
    """All whom a machine could be offered to, whether there is one or not."""
    replaceable: float = 0.0
    wait_s: float = 0.0
    owed_s: float = 0.0

    def take(self, tally: Tally, *, is_personal: bool) -> None:
        self.arrivals += tally["arrivals"]
        self.personal += tally["arrivals"] if is_personal else 0
        self.wait_s += tally["wait_s"]
        self.owed_s += tally["owed_s"]

    def divert(self, tally: Tally, *, is_replaceable: bool) -> None:
        self.divertible += tally["arrivals"]
        self.replaceable += tally["arrivals"] if is_replaceable else 0

    @property
    def wait(self) -> float | None:
        return 100 * self.wait_s / self.owed_s if self.owed_s else None

    @property
    def share(self) -> float:
        return 100 * self.replaceable / self.divertible if self.divertible else 0.0


def _index(hour: int, row: _Sum, whole: _Sum, mean: float) -> Index:
    volume = 100 * row.personal / mean if mean else 0.0
    stands_out = volume > _AVERAGE and (row.wait or 0) > (whole.wait or 0) and row.share >= whole.share
    return Index(hour, int(row.arrivals), volume, row.wait, row.share, stands_out)
