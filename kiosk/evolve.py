"""What an event makes of a ticket, a print job, a device: the only way state ever changes.

The live lobby writes what these functions answer, and a replay of the log folds them,
so that state and log agree by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from config.schema import TicketClass
from kiosk.errors import LobbyError
from kiosk.event import MISTAKEN, Event, Kind
from kiosk.print_job import PrintJob, PrintState
from kiosk.ticket import Promise, Step, Ticket, TicketState, WaitRange

_S = TicketState
_ALIVE = frozenset(state for state in TicketState if not state.over)

LEGAL: dict[Kind, frozenset[TicketState]] = {
    Kind.CALLED: frozenset({_S.WAITING, _S.MISSED, _S.PARKED}),
    Kind.RECALLED: frozenset({_S.CALLED}),
    Kind.STARTED: frozenset({_S.CALLED}),
    Kind.FINISHED: frozenset({_S.CALLED, _S.SERVING}),
    Kind.STEP_DONE: frozenset({_S.CALLED, _S.SERVING}),
    # One who waits is missed when nobody answers in a presence sweep.
    Kind.MISSED: frozenset({_S.CALLED, _S.WAITING}),
    Kind.RETURNED: frozenset({_S.MISSED, _S.PARKED, _S.AWAY}),
    Kind.PARKED: frozenset({_S.WAITING, _S.CALLED, _S.SERVING}),
    Kind.STEPPED_OUT: frozenset({_S.WAITING}),
    Kind.TRANSFERRED: frozenset({_S.WAITING, _S.CALLED, _S.SERVING}),
    Kind.CANCELLED: _ALIVE,
    Kind.LIFTED: frozenset({_S.WAITING}),
    Kind.LIFT_UNDONE: frozenset({_S.WAITING}),
    Kind.CARE_VISITED: frozenset({_S.WAITING}),
    Kind.PRESENT: frozenset({_S.WAITING}),
    Kind.FORM_ADDED: _ALIVE,
    Kind.EXPIRED: _ALIVE,
}
"""From which states each step of a ticket's life is allowed."""


class IllegalStepError(LobbyError):
    """A step that a ticket in its state can't take; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Device:
    """What is known of one plugged-in part, or of the clock."""

    id: str
    state: str
    detail: str
    since: datetime


def issued_facts(ticket: Ticket) -> dict[str, Any]:
    """All that a replay needs to build the ticket again."""
    wait = ticket.promise.wait
    return {
        "prefix": ticket.prefix,
        "number": ticket.number,
        "class": ticket.ticket_class,
        "steps": [[list(step.services), step.zone, list(step.counters)] for step in ticket.steps],
        "due_at": ticket.due_at.isoformat(),
        "ahead": ticket.promise.ahead,
        "wait": [wait.p50_s, wait.p90_s] if wait else None,
        "request_id": ticket.request_id,
        "language": ticket.language,
        "large": ticket.large,
        **({"slot": ticket.slot.isoformat()} if ticket.slot else {}),
        **({"forms": list(ticket.forms)} if ticket.forms else {}),
    }


def ticket_after(ticket: Ticket | None, event: Event) -> Ticket:
    """The ticket once the event has happened; `ticket` is None only before it was issued."""
    if event.kind is Kind.ISSUED:
        return _issued(event)
    if ticket is None:
        raise IllegalStepError(f"The log tells of ticket {event.ticket_id} before it was issued.")
    if event.ticket_id != ticket.id:
        return _passed_by(ticket, event)
    if ticket.state not in LEGAL[event.kind]:
        raise IllegalStepError(
            f"Ticket {ticket.label} is {ticket.state.value}; it can't be {event.kind.value} from there."
        )
    return _STEPS[event.kind](ticket, event)


def touched(event: Event) -> tuple[int, ...]:
    """The tickets an event changes: its own, and those it passes by."""
    if event.ticket_id is None or event.kind not in _TICKET_KINDS:
        return ()
    return (event.ticket_id, *event.facts.get("overtook", ()), *event.facts.get("let_by", ()))


def _passed_by(ticket: Ticket, event: Event) -> Ticket:
    """One who is overtaken, or who let another by after coming back late."""
    if ticket.id in event.facts.get("let_by", ()):
        return replace(ticket, behind=ticket.behind - 1)
    return replace(ticket, overtaken=ticket.overtaken + 1)


def _issued(event: Event) -> Ticket:
    facts = event.facts
    wait = facts["wait"]
    return Ticket(
        id=event.ticket_id or 0,
        day=event.day,
        prefix=facts["prefix"],
        number=facts["number"],
        ticket_class=TicketClass(facts["class"]),
        steps=steps_from(facts["steps"]),
        issued_at=event.at,
        due_at=datetime.fromisoformat(facts["due_at"]),
        promise=Promise(facts["ahead"], WaitRange(*wait) if wait else None),
        request_id=facts["request_id"],
        language=facts["language"],
        large=facts["large"],
        waiting_since=event.at,
        slot=datetime.fromisoformat(facts["slot"]) if "slot" in facts else None,
        place=facts.get("place", 0.0),
        forms=tuple(facts.get("forms", ())),
    )


def steps_from(listed: list[Any]) -> tuple[Step, ...]:
    """The itinerary as the log and the store write it: [[services], zone, [counters]] a step."""
    return tuple(Step(tuple(services), zone, tuple(counters)) for services, zone, counters in listed)


def sent_to(facts: dict[str, Any]) -> tuple[Step, ...]:
    """The steps that a transfer puts in the place of the one at hand."""
    return steps_from([facts["to"], *facts.get("then", ())])


def _called(ticket: Ticket, event: Event) -> Ticket:
    return replace(
        ticket,
        state=_S.CALLED,
        counter=event.counter,
        called_at=event.at,
        started_at=None,
        calls=ticket.calls + 1,
        recalled=0,
        behind=0,
        aside_since=None,
    )


def _recalled(ticket: Ticket, event: Event) -> Ticket:
    # Calls that fell due while nobody looked are made as one.
    recalled = event.facts.get("recalled", ticket.recalled + 1)
    return replace(ticket, calls=ticket.calls + 1, recalled=recalled)


def _started(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.SERVING, started_at=event.at)


def _finished(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.FINISHED, finished_at=event.at)


def _missed(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.MISSED, misses=ticket.misses + 1, lifted=0, aside_since=event.at)


def _step_done(ticket: Ticket, event: Event) -> Ticket:
    return replace(_waits_again(ticket, event), step=ticket.step + 1, only_at=None, lifted=0)


def _waits_again(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.WAITING, counter=None, waiting_since=event.at, aside_since=None, visits=0)


def _returned(ticket: Ticket, event: Event) -> Ticket:
    # Who goes out while letting others by has not let them by yet.
    return replace(_waits_again(ticket, event), behind=event.facts.get("behind", ticket.behind))


def _transferred(ticket: Ticket, event: Event) -> Ticket:
    done = ticket.steps[: ticket.step]
    moved = sent_to(event.facts)
    rest = ticket.steps[ticket.step + 1 :]
    # Nobody's wait begins anew because they wait elsewhere.
    back = ticket if ticket.state is _S.WAITING else replace(_waits_again(ticket, event), lifted=0)
    return replace(back, steps=(*done, *moved, *rest), only_at=event.facts.get("only_at"))


def _parked(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.PARKED, aside_since=event.at)


def _stepped_out(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, state=_S.AWAY, aside_since=event.at, outs=ticket.outs + 1)


def _over(state: TicketState) -> Callable[[Ticket, Event], Ticket]:
    return lambda ticket, _: replace(ticket, state=state, aside_since=None)


def _lifted(ticket: Ticket, event: Event) -> Ticket:
    # By its place in the log: the clock may be set back between two lifts.
    return replace(ticket, lifted=event.seq)


def _lift_undone(ticket: Ticket, _: Event) -> Ticket:
    return replace(ticket, lifted=0)


def _visited(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, visits=event.facts["visits"])


def _with_form(ticket: Ticket, event: Event) -> Ticket:
    return replace(ticket, forms=(*ticket.forms, event.facts["form"]))


def _there(ticket: Ticket, _: Event) -> Ticket:
    return ticket


_STEPS: dict[Kind, Callable[[Ticket, Event], Ticket]] = {
    Kind.CALLED: _called,
    Kind.RECALLED: _recalled,
    Kind.STARTED: _started,
    Kind.FINISHED: _finished,
    Kind.STEP_DONE: _step_done,
    Kind.MISSED: _missed,
    Kind.RETURNED: _returned,
    Kind.PARKED: _parked,
    Kind.STEPPED_OUT: _stepped_out,
    Kind.TRANSFERRED: _transferred,
    Kind.CANCELLED: _over(_S.CANCELLED),
    Kind.EXPIRED: _over(_S.EXPIRED),
    Kind.LIFTED: _lifted,
    Kind.LIFT_UNDONE: _lift_undone,
    Kind.CARE_VISITED: _visited,
    Kind.PRESENT: _there,
    Kind.FORM_ADDED: _with_form,
}
_TICKET_KINDS = frozenset({Kind.ISSUED, *_STEPS})


def job_after(job: PrintJob | None, event: Event) -> PrintJob:
    """The print job once the event has happened."""
    facts = event.facts
    if event.kind is Kind.PRINT_QUEUED:
        return PrintJob(
            id=facts["job"],
            ticket_id=event.ticket_id or 0,
            copy=facts["copy"],
            state=PrintState.QUEUED,
            queued_at=event.at,
            expires_at=datetime.fromisoformat(facts["expires_at"]),
            box=facts.get("box", ""),
        )
    if job is None:
        raise IllegalStepError(f"The log tells of print job {facts['job']} before it was queued.")
    if job.state.settled:
        raise IllegalStepError(
            f"Print job {job.id} is {job.state.value}; it can't become {facts['state']} any more."
        )
    state = PrintState(facts["state"])
    if state is PrintState.SENT and job.state is not PrintState.QUEUED:
        raise IllegalStepError(f"Print job {job.id} is {job.state.value}: it is on the wire already.")
    return replace(job, state=state, detail=facts["detail"])


def device_after(event: Event) -> Device:
    """The device once it has reported a change."""
    return Device(event.facts["device"], event.facts["state"], event.facts["detail"], event.at)


@dataclass(frozen=True, slots=True)
class Day:
    """One business day of the branch."""

    day: date
    opened_at: datetime
    closed_at: datetime | None = None


def day_after(day: Day | None, event: Event) -> Day | None:
    """The business day once it was opened or closed; None of one that a lying clock had opened."""
    if event.facts.get(MISTAKEN):
        return None
    if day is None:
        return Day(event.day, event.at)
    # Opened once more it is the same day, and goes on.
    return replace(day, closed_at=None if event.kind is Kind.DAY_OPENED else event.at)
