"""What an event of the log is worth saying aloud; never a name, a reason or a class. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from config.schema import Rules
from kiosk.event import Event, Kind
from kiosk.ticket import Ticket, TicketState

_MINUTE_S = 60


class Sentence(StrEnum):
    """The sentences that exist, by their phrases."""

    CALL = "voice.call"
    LAST_CALL = "voice.last_call"
    MISSED = "voice.missed"
    OUTAGE = "voice.outage"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to say."""

    sentence: Sentence
    at: datetime
    number: str = ""
    counter: str = ""
    minutes: int = 0
    ticket_id: int | None = None

    @property
    def is_call(self) -> bool:
        """Whether somebody is asked to a counter."""
        return self.sentence in {Sentence.CALL, Sentence.LAST_CALL}


def announcement_of(event: Event, ticket: Ticket | None, rules: Rules) -> Announcement | None:
    """What to say of an event, given its ticket as it stands now; None where there is nothing to say."""
    if event.kind is Kind.OUTAGE_TOLD:
        return Announcement(Sentence.OUTAGE, event.at, minutes=event.facts["minutes"])
    if ticket is None or event.counter is None:
        return None
    if event.kind in {Kind.CALLED, Kind.RECALLED} and is_still_called(ticket, event.counter):
        sentence = Sentence.LAST_CALL if _is_last(event, ticket, rules) else Sentence.CALL
        return Announcement(sentence, event.at, ticket.label, event.counter, ticket_id=ticket.id)
    if event.kind is Kind.MISSED and _may_come_back(ticket, rules):
        minutes = rules.missed_valid_s // _MINUTE_S
        return Announcement(Sentence.MISSED, event.at, ticket.label, minutes=minutes, ticket_id=ticket.id)
    return None


def is_still_called(ticket: Ticket, counter: str) -> bool:
    """Whether a call to a counter still stands: nobody is called who is there, or was missed."""
    return ticket.state is TicketState.CALLED and ticket.counter == counter


def _is_last(event: Event, ticket: Ticket, rules: Rules) -> bool:
    """Whether no further call follows by itself: the customer should know."""
    made = int(event.facts.get("recalled", ticket.recalled))
    return event.kind is Kind.RECALLED and bool(rules.recalls_s) and made >= len(rules.recalls_s)


def _may_come_back(ticket: Ticket, rules: Rules) -> bool:
    missed = ticket.state is TicketState.MISSED and ticket.misses <= rules.back_times
    return missed and rules.missed_valid_s >= _MINUTE_S
