"""A case: an unhappy customer, the person who answers for it, a clock and a result. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from kiosk.errors import LobbyError
from kiosk.event import Event, Kind


class Rung(IntEnum):
    """Who is asked to see to it: the ladder 窗口 → 大堂经理 → 网点负责人 → 上级."""

    COUNTER = 0
    MANAGER = 1
    HEAD = 2
    SUPERIOR = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One unhappy customer's matter, at most one a ticket."""

    ticket_id: int
    reference: str
    opened_at: datetime
    called_at: datetime
    """When it last called for somebody."""
    score: int
    call_manager: bool
    """The customer asked for a manager to come now."""
    due_on: date
    """The working day by whose end the customer has an answer."""
    owner: str | None = None
    """The first person asked (首问负责制), until it is handed over by name."""
    contact: str = ""
    """How the customer reaches the owner, once it was handed over."""
    taken_at: datetime | None = None
    """When the owner went to it; None while it calls."""
    closed_at: datetime | None = None
    result: str = ""
    """What the customer is told who asks by the reference."""
    rung: int = Rung.MANAGER.value
    """How far up it was told that it calls: see `kiosk.rating.escalation`."""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def calls(self) -> bool:
        """Whether nobody has gone to it yet."""
        return self.is_open and self.taken_at is None


def case_after(case: Case | None, event: Event) -> Case:
    """The case once the event has happened."""
    facts = event.facts
    if event.kind is Kind.CASE_OPENED:
        return Case(
            ticket_id=event.ticket_id or 0,
            reference=facts["reference"],
            opened_at=event.at,
            called_at=event.at,
            score=facts["score"],
            call_manager=facts["call_manager"],
            due_on=date.fromisoformat(facts["due_on"]),
            owner=facts["owner"],
            rung=facts.get("rung", Rung.MANAGER.value),
        )
    if case is None:
        raise LobbyError(f"The log tells of the case of ticket {event.ticket_id} before it was opened.")
    return _moved(case, event)


def _moved(case: Case, event: Event) -> Case:
    facts = event.facts
    match event.kind:
        case Kind.CASE_RAISED:
            return replace(
                case,
                called_at=event.at,
                score=facts["score"],
                call_manager=facts["call_manager"],
                due_on=date.fromisoformat(facts["due_on"]),
                taken_at=None,
                closed_at=None,
                rung=facts.get("rung", case.rung),
            )
        case Kind.CASE_TAKEN:
            return replace(case, owner=facts["staff"], taken_at=event.at)
        case Kind.CASE_ESCALATED:
            return replace(case, rung=facts["rung"])
        case Kind.CASE_HANDED:
            handed = replace(case, owner=facts["to"], contact=facts["contact"], taken_at=None)
            # It calls anew, for somebody else. In older rows it went on from the first call.
            return replace(handed, called_at=event.at, rung=facts["rung"]) if "rung" in facts else handed
        case _:
            return replace(case, closed_at=event.at, result=facts["result"])


KINDS = frozenset({Kind.CASE_OPENED, Kind.CASE_RAISED, Kind.CASE_TAKEN, Kind.CASE_HANDED}) | {
    Kind.CASE_CLOSED,
    Kind.CASE_ESCALATED,
}
"""The kinds of events that a case is made of."""
