"""What staff do with cases, and what a customer may know of one by its reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import rows
from kiosk.clock import elapsed_s
from kiosk.duty import named
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.rating import tables
from kiosk.rating.case import Case, Rung
from kiosk.rating.verdict import clean
from kiosk.site import Site
from kiosk.store import Cursor

CONTACT_MOST = 60
RESULT_MOST = 300
_REFERENCE = re.compile(r"F[0-9]{4,9}-[A-Z2-7]{5}")


class UnknownCaseError(LobbyError):
    """A case that is not there."""


@dataclass(frozen=True, slots=True)
class Calling:
    """An open case as the tablet shows it."""

    case: Case
    number: str
    """The number on the ticket."""
    counter: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a customer may know who asks by the reference."""

    reference: str
    rated_at: datetime
    case: Case | None
    """None where nobody was asked to do anything."""
    due_on: date | None
    result: str


def open_cases(cursor: Cursor) -> tuple[Calling, ...]:
    """The cases that wait for somebody or for an answer, oldest first: one look into a small index."""
    found = tables.cases(cursor, "closed_at IS NULL")
    tickets = ((case, rows.ticket(cursor, case.ticket_id)) for case in found)
    return tuple(Calling(case, ticket.label, ticket.counter) for case, ticket in tickets if ticket)


def is_late(case: Case, today: date) -> bool:
    """Whether the customer should have had an answer by now."""
    return case.is_open and today > case.due_on


def called_for_s(case: Case, now: datetime) -> float:
    """How long it has called for somebody; none once somebody went."""
    return elapsed_s(case.called_at, now) if case.calls else 0.0


def take(site: Site, ticket_id: int, staff: str) -> Case:
    """Somebody goes to the customer; whoever is asked first owns the case."""
    who = named(staff)
    with site.writing() as journal:
        case = _open(journal, ticket_id)
        _require_owner(case, who)
        if case.taken_at is None:
            journal.record(Kind.CASE_TAKEN, ticket_id, facts={"staff": who})
        return _kept(journal, ticket_id)


def hand_over(site: Site, ticket_id: int, staff: str, to: str, contact: str) -> Case:
    """Give a case to a named person, whom the customer can reach."""
    reach = _words(contact, CONTACT_MOST, "A contact", site, blot=False)
    with site.writing() as journal:
        case = _open(journal, ticket_id)
        new = named(to)
        if new == case.owner:
            raise LobbyError(f"Case {case.reference} is {new}'s already.")
        # It is told further up only once it has called anew for too long.
        facts = {"staff": named(staff), "to": new, "contact": reach, "rung": Rung.MANAGER.value}
        journal.record(Kind.CASE_HANDED, ticket_id, facts=facts)
        return _kept(journal, ticket_id)


def close(site: Site, ticket_id: int, staff: str, result: str, *, head: bool = False) -> Case:
    """The customer has an answer: the owner's, or by name that of the branch's `head`."""
    who = named(staff)
    words = _words(result, RESULT_MOST, "A result", site)
    with site.writing() as journal:
        case = _open(journal, ticket_id)
        if not head:
            _require_owner(case, who)
        journal.record(Kind.CASE_CLOSED, ticket_id, facts={"staff": who, "result": words})
        return _kept(journal, ticket_id)


def look_up(site: Site, reference: str) -> Answer | None:
    """How it stands with a customer's word; None for every reference that is not ours."""
    wanted = reference.strip().upper()
    if not _REFERENCE.fullmatch(wanted):
        return None
    with site.store.read() as cursor:
        found = tables.ratings(cursor, "reference = ?", wanted)
        case = tables.case_of(cursor, found[0].ticket_id) if found else None
    if not found:
        return None
    return Answer(wanted, found[0].rated_at, case, case.due_on if case else None, case.result if case else "")


def _open(journal: Journal, ticket_id: int) -> Case:
    case = tables.case_of(journal.cursor, ticket_id)
    if case is None:
        raise UnknownCaseError(f"Ticket {ticket_id} has no case.")
    if not case.is_open:
        raise LobbyError(f"Case {case.reference} is closed already.")
    return case


def _require_owner(case: Case, who: str) -> None:
    if case.owner not in {None, who}:
        raise LobbyError(f"Case {case.reference} is {case.owner}'s: let it be handed over by name.")


def _kept(journal: Journal, ticket_id: int) -> Case:
    case = tables.case_of(journal.cursor, ticket_id)
    if case is None:
        raise UnknownCaseError(f"Ticket {ticket_id} has no case.")
    return case


def _words(text: str, most: int, what: str, site: Site, *, blot: bool = True) -> str:
    words = clean(text) if blot else " ".join(text.split())
    if not (0 < len(words) <= most and words.isprintable()):
        raise LobbyError(
            f"{what} of a case at {site.branch.id} has 1 to {most} printable characters; {len(words)} given."
        )
    return words
