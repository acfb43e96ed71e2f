"""Kinds of customers, as far as it matters who may call them, and their places in line. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from config.schema import Counter, Rules, TicketClass
from kiosk.calling import Waiting, may_come_to, rule_of, serves

_NEWCOMER = 2**40
"""Behind everybody who has a number already."""


class Kind(NamedTuple):
    """Customers whom the same counters may call."""

    services: tuple[str, ...]
    ticket_class: TicketClass
    only_at: str | None = None

    @classmethod
    def of(cls, ticket: Waiting) -> Kind:
        return cls(ticket.services, ticket.ticket_class, ticket.only_at)

    def __lt__(self, other: tuple[object, ...]) -> bool:
        return _named(self) < _named(other)


def _named(kind: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(part or "") for part in kind)


@dataclass(slots=True)
class Orders:
    """Who stands where under a branch's rule."""

    rules: Rules
    targets: Mapping[TicketClass, float]
    _able: dict[tuple[str, Kind], tuple[bool, bool]] = field(default_factory=dict)

    def place(self, ticket: Waiting) -> tuple[float, ...]:
        """The least goes first; whom staff lifted goes before every rule."""
        if ticket.lifted:
            return (-2.0, float(ticket.lifted))
        if ticket.behind:
            return (9.0, float(ticket.id))
        return rule_of(self.rules).place(ticket, self.rules)

    def newcomer(self, kind: Kind, at: float) -> tuple[float, ...]:
        """The place of one of a kind who comes at a moment."""
        due = at + self.targets.get(kind.ticket_class, 0.0)
        return self.place(
            Waiting(_NEWCOMER, kind.ticket_class, kind.services, due, at, 0, 0, 0, kind.only_at)
        )

    def serves(self, counter: Counter, kind: Kind) -> bool:
        """Whether the counter calls them as its own."""
        return self._known(counter, kind)[0]

    def can(self, counter: Counter, kind: Kind) -> bool:
        """Whether the counter calls them at all, as its own or to help."""
        return self._known(counter, kind)[1]

    def _known(self, counter: Counter, kind: Kind) -> tuple[bool, bool]:
        found = self._able.get((counter.id, kind))
        if found is None:
            one = Waiting(0, kind.ticket_class, kind.services, 0.0, 0.0, 0, 0, 0, kind.only_at)
            found = self._able[counter.id, kind] = serves(counter, one), may_come_to(counter, one)
        return found
