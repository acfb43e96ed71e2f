"""Which services now belong at the machines (分流): by what works and by the queue. Pure.

It is a word to staff and to customers, never a rule, and no figure of it counts anybody in care: older
customers may not be measured by how many were sent to a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from config.schema import Branch, Machine
from kiosk.calling import Waiting
from kiosk.routing import may_be_diverted, saves


@dataclass(frozen=True, slots=True)
class Diverted:
    """A service that machines do sooner now."""

    service: str
    machines: tuple[str, ...]
    counter_s: float
    """What a newcomer would wait at the counters."""
    machine_s: float
    people: int
    """Who wait for it and could go there: nobody in care."""


def diverted(
    branch: Branch,
    up: AbstractSet[str],
    waits: Mapping[str, float],
    waiting: Iterable[Waiting],
    gain_s: float,
) -> tuple[Diverted, ...]:
    """The services that belong there now, longest wait first; `up` are the machines that say they work."""
    able = [each for each in waiting if may_be_diverted(each.ticket_class) and each.only_at is None]
    found = []
    for service in branch.services:
        machines = [each for each in branch.machines if each.id in up and service.id in each.services]
        wait_s = waits.get(service.id)
        if not machines or wait_s is None:
            continue
        people = [each for each in able if _all_done(each, machines)]
        own = sum(service.id in each.services for each in people)
        quickest = min(machines, key=lambda machine: machine.service_s)
        if saves(quickest, wait_s, gain_s):
            names = tuple(machine.id for machine in machines)
            found.append(Diverted(service.id, names, wait_s, float(quickest.service_s), own))
    return tuple(sorted(found, key=lambda each: -each.counter_s))


def _all_done(ticket: Waiting, machines: Iterable[Machine]) -> bool:
    return any(set(ticket.services) <= set(machine.services) for machine in machines)
