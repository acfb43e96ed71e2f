"""One appointment, and what coming early, on time or late makes of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from config.schema import TicketClass
from kiosk.event import Event
from kiosk.issuing import IssueRequest

EARLY_S = 600
LATE_S = 900
"""The usual grace of bank branches: ten minutes before the time to fifteen after it."""

_CODE = re.compile(r"[0-9]{4,6}")


class Arrival(Enum):
    """When somebody comes for an appointment."""

    EARLY = "early"
    """The ticket keeps its place for the time that was agreed."""
    ON_TIME = "on_time"
    LATE = "late"
    """The time has gone by: an ordinary ticket, as for anybody who comes now."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What was agreed, with nobody's name or number."""

    id: int
    service: str
    slot: datetime
    code: str | None = None
    """What the customer shows; gone once the ticket is taken, or weeks after nobody came for it."""
    ticket_id: int | None = None

    @property
    def day(self) -> date:
        return self.slot.date()


def is_code(text: str) -> bool:
    """Whether a text could be an appointment's code."""
    return text.isascii() and _CODE.fullmatch(text) is not None


def arrival(slot: datetime, now: datetime) -> Arrival:
    """How a moment stands to the time that was agreed."""
    if now < slot - timedelta(seconds=EARLY_S):
        return Arrival.EARLY
    return Arrival.LATE if now > slot + timedelta(seconds=LATE_S) else Arrival.ON_TIME


def request_for(
    appointment: Appointment,
    now: datetime,
    request_id: str,
    *,
    language: str,
    large: bool,
    forms: tuple[str, ...] = (),
) -> IssueRequest:
    """The ticket that is due to whoever comes for it now."""
    late = arrival(appointment.slot, now) is Arrival.LATE
    return IssueRequest(
        (appointment.service,),
        request_id,
        TicketClass.ORDINARY if late else TicketClass.APPOINTMENT,
        language,
        large,
        None if late else appointment.slot,
        appointment.id,
        forms,
    )


def made_facts(appointment: Appointment) -> dict[str, Any]:
    """All that a replay needs; the code is not for the log."""
    return {
        "appointment": appointment.id,
        "service": appointment.service,
        "slot": appointment.slot.isoformat(),
    }


def made(event: Event) -> Appointment:
    """The appointment once it was made."""
    facts = event.facts
    return Appointment(facts["appointment"], facts["service"], datetime.fromisoformat(facts["slot"]))
