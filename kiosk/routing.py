"""Which way a customer goes: services → steps → zone and counters. Pure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from config.schema import Branch, Counter, Machine, TicketClass
from kiosk.ticket import Step, WaitRange


@dataclass(frozen=True, slots=True)
class Floor:
    """What is open and what works at this moment."""

    closed_counters: AbstractSet[str] = frozenset()
    machines_up: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Route:
    """Where a visit leads: its steps in order, and a machine that could replace the counter."""

    steps: tuple[Step, ...]
    machine: Machine | None = None
    wait: WaitRange | None = None
    """How long whoever takes it now would wait for the first step, if that was asked and is known."""


def may_be_diverted(ticket_class: TicketClass) -> bool:
    """Nobody in care is sent to a screen, nor counted in any figure of who could be."""
    return ticket_class is not TicketClass.CARE


def saves(machine: Machine, wait_s: float, gain_s: float) -> bool:
    """Whether a machine is quicker than the counters by so much: only the wait there is certain."""
    return wait_s - machine.service_s >= gain_s


class NoRouteError(Exception):
    """No counter of the branch can do a service for a class; the sentence says which."""


def route(branch: Branch, services: tuple[str, ...], ticket_class: TicketClass, floor: Floor) -> Route:
    """The way of a visit: one counter that can do all, else an itinerary in the order picked."""
    groups = _groups(branch, services, ticket_class, floor)
    steps = tuple(_step(branch, group, counters, ticket_class) for group, counters in groups)
    return Route(steps, _machine(branch, services, ticket_class, floor))


def _groups(
    branch: Branch, services: tuple[str, ...], ticket_class: TicketClass, floor: Floor
) -> list[tuple[tuple[str, ...], tuple[Counter, ...]]]:
    """Services that one counter can do together, each group as large as it can be, first pick first."""
    left = list(services)
    groups: list[tuple[tuple[str, ...], tuple[Counter, ...]]] = []
    while left:
        group: tuple[str, ...] = (left[0],)
        counters = _able(branch, group, ticket_class, floor)
        if not counters:
            raise NoRouteError(
                f"No counter of this branch does {left[0]!r} for {ticket_class.value} tickets."
            )
        for service in left[1:]:
            both = _able(branch, (*group, service), ticket_class, floor)
            alone = _able(branch, (service,), ticket_class, floor)
            # What an open counter can do is never given to a closed one that can do all.
            if both and (_is_open(both, floor) or not _is_open((*counters, *alone), floor)):
                group, counters = (*group, service), both
        groups.append((group, counters))
        left = [service for service in left if service not in group]
    return groups


def _able(
    branch: Branch, services: tuple[str, ...], ticket_class: TicketClass, floor: Floor
) -> tuple[Counter, ...]:
    """Counters that can do all of these for the class: those open now, else those that will open."""
    able = tuple(
        counter
        for counter in branch.counters
        if ticket_class in counter.classes and all(service in counter.services for service in services)
    )
    now_open = tuple(counter for counter in able if counter.id not in floor.closed_counters)
    return now_open or able


def _is_open(counters: tuple[Counter, ...], floor: Floor) -> bool:
    return any(counter.id not in floor.closed_counters for counter in counters)


def _step(
    branch: Branch, services: tuple[str, ...], counters: tuple[Counter, ...], ticket_class: TicketClass
) -> Step:
    kept_for_class = tuple(counter for counter in counters if _is_vips_own(counter, ticket_class))
    chosen = kept_for_class or counters
    home = branch.service(services[0]).zone
    zone = chosen[0].zone if kept_for_class or all(counter.zone != home for counter in chosen) else home
    # Windows elsewhere may call the ticket as well, and say so then; who looks for one is sent to one place.
    return Step(services, zone, tuple(counter.id for counter in chosen if counter.zone == zone))


def _is_vips_own(counter: Counter, ticket_class: TicketClass) -> bool:
    """The VIP counter helps with care and appointments, but only VIP customers are sent to it at once."""
    return ticket_class is TicketClass.VIP and TicketClass.ORDINARY not in counter.classes


def _machine(
    branch: Branch, services: tuple[str, ...], ticket_class: TicketClass, floor: Floor
) -> Machine | None:
    """The quickest machine that works and can do all that was picked."""
    if not may_be_diverted(ticket_class):
        return None
    up = [machine for machine in branch.machines if machine.id in floor.machines_up]
    able = [machine for machine in up if all(service in machine.services for service in services)]
    return min(able, key=lambda machine: machine.service_s, default=None)
