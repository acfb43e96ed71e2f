"""A counter's turn: who waits for it, and what else decides whom it calls. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from config.schema import Branch, Counter, Rules, TicketClass
from kiosk.ticket import Ticket


class Waiting(NamedTuple):
    """One who waits: as much of a ticket as the order of calling needs. Times are seconds since 1970.

    A tuple, since hundreds are made for each call: a frozen dataclass takes four times as long.
    """

    id: int
    ticket_class: TicketClass
    services: tuple[str, ...]
    due: float
    since: float
    """The issue, or an appointment's slot: the due time without the class's target."""
    overtaken: int = 0
    behind: int = 0
    lifted: int = 0
    only_at: str | None = None
    place: float = 0.0
    """Where it stands among all who came, whoever gave its number and when that was brought in."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call made before: whether it was of one in care, and for which services."""

    care: bool
    services: tuple[str, ...]

    def concerns(self, counter: Counter) -> bool:
        """Whether it was for a service that a counter does."""
        return not set(self.services).isdisjoint(counter.services)


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything that decides whom one counter calls next."""

    counter: Counter
    waiting: tuple[Waiting, ...]
    """Those it may call now, oldest first."""
    now: datetime
    rules: Rules
    recent: Sequence[Call] = ()
    """The last calls of the branch, the latest first: as many as a row of care is counted from."""
    held_back: tuple[int, ...] = ()
    """Those it could call who came back late and let others by first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, why in one sentence, the tickets it passes by and those that let it by."""

    ticket: Waiting
    why: str
    overtook: tuple[int, ...] = ()
    let_by: tuple[int, ...] = ()


def turn_of(
    counter: Counter,
    everybody: Iterable[Waiting],
    now: datetime,
    rules: Rules,
    recent: Sequence[Call] = (),
    idle_s: float = 0.0,
) -> Turn:
    """The turn of a counter that has been without a customer for `idle_s`."""
    people = tuple(everybody)
    mine = _for(counter, people)
    if not mine and counter.helps and idle_s >= rules.help_idle_s:
        mine = _for(_helping(counter), people)
    ready = tuple(ticket for ticket in mine if ticket.lifted or not ticket.behind)
    held_back = tuple(ticket.id for ticket in mine if ticket.behind and not ticket.lifted) if ready else ()
    return Turn(counter, ready or mine, now, rules, recent, held_back)


def _for(counter: Counter, people: Iterable[Waiting]) -> tuple[Waiting, ...]:
    # The same few pairs of services and class come again and again.
    known: dict[tuple[tuple[str, ...], TicketClass, str | None], bool] = {}
    found = []
    for ticket in people:
        kind = (ticket.services, ticket.ticket_class, ticket.only_at)
        able = known.get(kind)
        if able is None:
            able = known[kind] = serves(counter, ticket)
        if able:
            found.append(ticket)
    found.sort(key=came)
    return tuple(found)


def came(ticket: Waiting) -> float:
    """The order in which people came: the id, but for one that was brought in later."""
    return ticket.place or ticket.id


def serves(counter: Counter, ticket: Waiting) -> bool:
    """Whether a counter may call a ticket: by skill and class, or because it was sent to this counter."""
    if ticket.only_at is not None:
        return ticket.only_at == counter.id
    return can_serve(counter, ticket.services, ticket.ticket_class)


def may_come_to(counter: Counter, ticket: Waiting) -> bool:
    """Whether a counter calls a ticket at all: as its own, or to help once none of its own wait."""
    return serves(counter, ticket) or (counter.helps and serves(_helping(counter), ticket))


def _helping(counter: Counter) -> Counter:
    """A counter kept for some classes, when it helps the others."""
    return replace(counter, classes=tuple(TicketClass))


def can_serve(counter: Counter, services: Collection[str], ticket_class: TicketClass) -> bool:
    """Whether a counter can do all of these for a class."""
    return ticket_class in counter.classes and all(service in counter.services for service in services)


def waiting_of(branch: Branch, ticket: Ticket) -> Waiting:
    """A whole ticket as one who waits."""
    due = ticket.due_at.timestamp()
    return Waiting(
        ticket.id,
        ticket.ticket_class,
        ticket.current.services,
        due,
        due - target_s(branch, ticket.ticket_class),
        ticket.overtaken,
        ticket.behind,
        ticket.lifted,
        ticket.only_at if ticket.only_at in {counter.id for counter in branch.counters} else None,
        ticket.place or ticket.id,
    )


def target_s(branch: Branch, ticket_class: TicketClass) -> int:
    """The wait a class is owed; 0 for a class that was configured away while somebody waited."""
    return next((rule.target_s for rule in branch.classes if rule.id is ticket_class), 0)
