"""One row of the append-only log: something that happened in the lobby."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Everything the log can say."""

    DAY_OPENED = "day_opened"
    DAY_CLOSED = "day_closed"
    ISSUED = "issued"
    CALLED = "called"
    RECALLED = "recalled"
    STARTED = "started"
    FINISHED = "finished"
    STEP_DONE = "step_done"
    """One service of several is done; the ticket waits for the next with its number kept."""
    FORM_ADDED = "form_added"
    """A form that was filled in before was shown after the ticket was given."""
    MISSED = "missed"
    RETURNED = "returned"
    PARKED = "parked"
    STEPPED_OUT = "stepped_out"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LIFTED = "lifted"
    """The green channel: staff put a ticket before all others."""
    LIFT_UNDONE = "lift_undone"
    CARE_VISITED = "care_visited"
    PRESENT = "present"
    """Asked during a presence sweep, the customer was there."""
    SWEEP_STARTED = "sweep_started"
    COUNTER_OPENED = "counter_opened"
    COUNTER_PAUSED = "counter_paused"
    COUNTER_CLOSED = "counter_closed"
    PRINT_QUEUED = "print_queued"
    PRINT_MARKED = "print_marked"
    DEVICE_CHANGED = "device_changed"
    HELP_ASKED = "help_asked"
    HELP_ANSWERED = "help_answered"
    DUTY_STARTED = "duty_started"
    DUTY_ENDED = "duty_ended"
    OUTAGE_TOLD = "outage_told"
    OUTAGE_ENDED = "outage_ended"
    RATED = "rated"
    """The customer judged the visit, or changed that word."""
    CASE_OPENED = "case_opened"
    CASE_RAISED = "case_raised"
    """Unhappy once more: the case calls again."""
    CASE_ESCALATED = "case_escalated"
    """Nobody has gone for too long: the next one up is told."""
    CASE_TAKEN = "case_taken"
    CASE_HANDED = "case_handed"
    CASE_CLOSED = "case_closed"
    NOTICE_ASKED = "notice_asked"
    """A customer wants to be told that the turn is near; where to is not for the log."""
    NOTICE_DUE = "notice_due"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    CHECKED = "checked"
    """A lobby manager looked whether all is there and works."""
    APPOINTMENT_MADE = "appointment_made"
    APPOINTMENT_USED = "appointment_used"
    SCANNED = "scanned"
    """Something was held before a kiosk's scanner: what it was, and never what it said."""
    CLASS_SHOWN = "class_shown"
    """A card at a kiosk earns a class; nothing else of the card is known."""
    ADVICE_GIVEN = "advice_given"
    """To open or close a counter, with the waits that were foreseen."""
    ADVICE_ESCALATED = "advice_escalated"
    """Nobody answered for too long: the one in charge is told."""
    ADVICE_FOLLOWED = "advice_followed"
    ADVICE_DECLINED = "advice_declined"
    ADVICE_WITHDRAWN = "advice_withdrawn"
    """The lobby has changed: it holds no more."""
    SUPPORT_ASKED = "support_asked"
    """Help from the second line, with the queue's figures."""
    SUPPORT_ANSWERED = "support_answered"
    SERVICED = "serviced"
    """A technician did something to the box itself; no ticket was touched."""

    @classmethod
    def _missing_(cls, value: object) -> Kind | None:
        """What a newer program wrote keeps its word, is none of these, and makes nothing of any state."""
        if not isinstance(value, str):
            return None
        made = str.__new__(cls, value)
        made._name_ = made._value_ = value
        return made

    @property
    def is_known(self) -> bool:
        """Whether this program knows what it means."""
        return self in _KNOWN


_KNOWN = frozenset(Kind)


MISTAKEN = "mistaken"
"""A fact of a day's end: it never was, since a clock lied."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, to which ticket, when. `seq` orders the log; `at` is the clock's word."""

    seq: int
    at: datetime
    day: date
    kind: Kind
    ticket_id: int | None = None
    counter: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """What a replay needs to rebuild the state; JSON values only."""
