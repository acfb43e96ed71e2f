"""The queue as the store has it: who waits for what, who is being served, what counters are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from config.schema import Branch, TicketClass
from kiosk import floor_rows, rows
from kiosk.calling import Waiting, can_serve
from kiosk.store import Cursor
from kiosk.ticket import Step, TicketState
from kiosk.wait import Group, learned_mean

_USUAL_S = 300
"""The time of a service that was configured away while people waited for it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A view of the lobby, small enough to take at every ticket."""

    waiting: tuple[Group, ...]
    serving: Mapping[str, Step]
    closed_counters: frozenset[str]
    taught: Mapping[str, tuple[int, float]]
    branch: Branch
    helpers: frozenset[str] = frozenset()
    """Counters kept for some classes, none of whom waits, and without a customer: they help the others."""

    @property
    def floor(self) -> frozenset[str]:
        """The counters that are open."""
        return frozenset(counter.id for counter in self.branch.counters) - self.closed_counters

    def mean(self, service: str) -> float:
        """The learned mean time of a service, in seconds."""
        priors = (known.service_s for known in self.branch.services if known.id == service)
        return learned_mean(next(priors, _USUAL_S), *self.taught.get(service, (0, 0.0)))

    def with_waiting(self, people: Iterable[Waiting]) -> Queue:
        """The same floor with these waiting."""
        kinds = Counter((each.services, each.ticket_class, each.only_at) for each in people)
        groups = []
        for (services, ticket_class, only_at), count in kinds.items():
            able = (only_at,) if only_at else _able(self.branch, services, ticket_class, self.helpers)
            groups.append(Group(Step(services, "", able), count))
        return replace(self, waiting=tuple(groups))

    def help_for(self, services: tuple[str, ...]) -> frozenset[str]:
        """The counters that help with these services, whatever the class."""
        able = (counter for counter in self.branch.counters if set(services) <= set(counter.services))
        return self.helpers & {counter.id for counter in able}

    def emptied(self) -> Queue:
        """The same floor with nobody about: what was left of a day that is over."""
        return replace(self, waiting=(), serving={})


def view(cursor: Cursor, branch: Branch, before: tuple[int, float] | None = None) -> Queue:
    """The queue now; with `before` (rank, due) only those who are called before such a ticket."""
    rank, due = before or (2, 0.0)
    grouped = cursor.all(
        "SELECT class, steps, step, count(*) FROM ticket WHERE live = 1 AND state = ?"
        " AND (rank < ? OR (rank = ? AND due <= ?)) GROUP BY class, steps, step",
        TicketState.WAITING.value,
        rank,
        rank,
        due,
    )
    serving = cursor.all(
        "SELECT counter, steps, step FROM ticket WHERE live = 1 AND state IN (?, ?)",
        TicketState.CALLED.value,
        TicketState.SERVING.value,
    )
    waiting = [
        (TicketClass(named), rows.read_steps(steps)[step], people) for named, steps, step, people in grouped
    ]
    closed = floor_rows.closed_counters(cursor)
    helpers = _helpers(branch, waiting, closed | {counter for counter, _, _ in serving})
    return Queue(
        waiting=tuple(
            Group(_callable(branch, kind, step, helpers), people) for kind, step, people in waiting
        ),
        serving={counter: rows.read_steps(steps)[step] for counter, steps, step in serving},
        closed_counters=closed,
        taught={
            row[0]: (row[1], row[2])
            for row in cursor.all("SELECT service, tickets, total_s FROM service_time")
        },
        branch=branch,
        helpers=helpers,
    )


def _helpers(
    branch: Branch, waiting: Iterable[tuple[TicketClass, Step, int]], away: AbstractSet[str]
) -> frozenset[str]:
    """The counters that help: kept for some classes, open, free, and with none of their own waiting."""
    kept = [
        counter for counter in branch.counters if counter.helps and set(counter.classes) != set(TicketClass)
    ]
    free = [counter for counter in kept if counter.id not in away]
    people = [(step.services, kind) for kind, step, _ in waiting]
    return frozenset(counter.id for counter in free if not any(can_serve(counter, *each) for each in people))


def _callable(branch: Branch, ticket_class: TicketClass, step: Step, helpers: AbstractSet[str]) -> Step:
    """A step with every counter that may call it, which can be more than those the customer was sent to."""
    able = _able(branch, step.services, ticket_class, helpers)
    return Step(step.services, step.zone, able or step.counters)


def _able(
    branch: Branch, services: tuple[str, ...], ticket_class: TicketClass, helpers: AbstractSet[str]
) -> tuple[str, ...]:
    return tuple(
        counter.id
        for counter in branch.counters
        if can_serve(counter, services, ticket_class)
        or (counter.id in helpers and set(services) <= set(counter.services))
    )
