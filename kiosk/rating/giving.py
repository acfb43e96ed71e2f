"""How a verdict is given: by the ticket's token, or at the counter between its end and the next call.

A change is a new version with a name of its own that says which one it replaces. Under the old
name the scoring server would take it for a repetition and answer that it has it already, so the
customer's last word would be lost; held back until it can't be changed any more, a bad word would
come a day late.
"""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk import rows
from kiosk.clock import elapsed_s
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.journal import Journal
from kiosk.rating import opening, tables
from kiosk.rating.finding import named
from kiosk.rating.rating import Rating, Standing, open_since, rated_facts, standing
from kiosk.rating.verdict import Channel, Verdict, sensible
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState

Name = Callable[[], str]
"""A fresh name, never given before."""

_CHECK_BYTES = 3


class NotOpenError(LobbyError):
    """There is nothing to judge under this token, whatever is wrong with it."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to judge here: the time for it is over, or the address is not ours."
        )


class NotYetError(LobbyError):
    """The visit goes on."""


class MeanwhileError(LobbyError):
    """The ticket was judged elsewhere since its holder looked."""

    def __init__(self, said: Rating) -> None:
        super().__init__(
            f"This ticket was judged elsewhere meanwhile ({said.reference}): nothing was changed. Look again."
        )
        self.said = said


@dataclass(frozen=True, slots=True)
class View:
    """What the holder of a token may know before judging."""

    ticket: Ticket
    standing: Standing
    said: Rating | None
    """The word in force, as long as it can be changed."""
    until: datetime | None
    """Up to when it may be said or changed; None while the visit goes on."""


def fresh_uid() -> str:
    return str(uuid.uuid4())


def fresh_check() -> str:
    """Five characters that nobody guesses who only knows the number before them."""
    return base64.b32encode(secrets.token_bytes(_CHECK_BYTES)).decode().rstrip("=")


def look(site: Site, token: str) -> View | None:
    """Whether a token may judge, without redeeming it; None for every one that may not, whatever is wrong."""
    with site.store.read() as cursor:
        ticket = named(site, cursor, token)
        said = tables.rating_of(cursor, ticket.id) if ticket else None
    if ticket is None:
        return None
    stands = standing(ticket, said, site.clock(), site.branch.rating)
    if stands is Standing.CLOSED:
        return None
    return View(ticket, stands, said, _until(site, ticket, said))


def rate(
    site: Site,
    token: str,
    verdict: Verdict,
    channel: Channel,
    uid: Name = fresh_uid,
    check: Name = fresh_check,
    version: int | None = None,
) -> Rating:
    """Judge, or change one's word; the same word again changes nothing.

    `version` is that of the word the customer saw when judging, 0 for none: if another one is in force
    by now, MeanwhileError tells so and that one stays. None changes whatever is there.
    """
    said = sensible(verdict, site.branch.rating)
    # Forged tokens by the million must not queue up for the right to write.
    view = look(site, token)
    if view is None:
        raise NotOpenError
    with site.writing() as journal:
        before = tables.rating_of(journal.cursor, view.ticket.id)
        if before and version not in {None, before.version} and before.verdict != said:
            raise MeanwhileError(before)
        return _rate(site, journal, journal.ticket(view.ticket.id), said, (channel, uid, check))


def prompt(site: Site, counter_id: str) -> Ticket | None:
    """The ticket whose customer may judge now at a counter; None before an end and after the next call."""
    site.counter(counter_id)
    with site.store.read() as cursor:
        return _prompted(site, cursor, counter_id, site.clock())


def rate_at_counter(
    site: Site,
    counter_id: str,
    ticket_id: int,
    verdict: Verdict,
    uid: Name = fresh_uid,
    check: Name = fresh_check,
) -> Rating:
    """Judge by the counter's own keys; only whoever was served there last, and only until the next call."""
    said = sensible(verdict, site.branch.rating)
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = _prompted(site, journal.cursor, counter_id, journal.now)
        if ticket is None or ticket.id != ticket_id:
            raise NotOpenError
        return _rate(site, journal, ticket, said, (Channel.COUNTER, uid, check))


def _until(site: Site, ticket: Ticket, said: Rating | None) -> datetime | None:
    rules = site.branch.rating
    if said:
        return said.first_at + timedelta(seconds=rules.change_s)
    since = open_since(ticket)
    return since + timedelta(seconds=rules.open_s) if since else None


def served_last(cursor: Cursor, counter_id: str) -> Ticket | None:
    """Whose visit ended at a counter, until the next is called there."""
    last = cursor.one(
        "SELECT ticket_id, kind FROM event WHERE counter = ? AND kind IN ('called', 'finished')"
        " ORDER BY seq DESC LIMIT 1",
        counter_id,
    )
    ticket = rows.ticket(cursor, last[0]) if last and last[1] == Kind.FINISHED else None
    return ticket if ticket and ticket.state is TicketState.FINISHED else None


def _prompted(site: Site, cursor: Cursor, counter_id: str, now: datetime) -> Ticket | None:
    ticket = served_last(cursor, counter_id)
    if ticket is None or ticket.finished_at is None:
        return None
    # Once said it is for its own ticket alone to change: the keys are in the teller's reach.
    if tables.rating_of(cursor, ticket.id):
        return None
    return ticket if elapsed_s(ticket.finished_at, now) <= site.branch.rating.prompt_s else None


def _rate(
    site: Site, journal: Journal, ticket: Ticket, verdict: Verdict, how: tuple[Channel, Name, Name]
) -> Rating:
    before = tables.rating_of(journal.cursor, ticket.id)
    stands = standing(ticket, before, journal.now, site.branch.rating)
    if stands is Standing.NOT_YET:
        raise NotYetError(f"Ticket {ticket.label} is not done yet: it is judged after the service.")
    if stands is Standing.CLOSED:
        raise NotOpenError
    if before and before.verdict == verdict:
        return before
    rating = _next(journal, ticket, before, verdict, how)
    facts = rated_facts(
        rating, before.uid if before else None, site.branch.id, _teller(journal.cursor, ticket)
    )
    journal.record(Kind.RATED, ticket.id, facts=facts)
    if verdict.is_unhappy:
        opening.call_somebody(site, journal, rating, before)
    return rating


def _next(
    journal: Journal,
    ticket: Ticket,
    before: Rating | None,
    verdict: Verdict,
    how: tuple[Channel, Name, Name],
) -> Rating:
    channel, uid, check = how
    if before:
        changed = replace(before, uid=uid(), version=before.version + 1, verdict=verdict)
        return replace(changed, channel=channel, rated_at=journal.now)
    number = journal.next_id("rating")
    return Rating(
        id=number,
        ticket_id=ticket.id,
        uid=uid(),
        version=1,
        reference=f"F{number:04d}-{check()}",
        day=ticket.day,
        counter=ticket.counter,
        verdict=verdict,
        channel=channel,
        first_at=journal.now,
        rated_at=journal.now,
    )


def _teller(cursor: Cursor, ticket: Ticket) -> str | None:
    """Who served, as far as the log knows."""
    served = (Kind.FINISHED, Kind.STARTED, Kind.CALLED)
    deeds: list[Event] = [event for event in rows.events_of(cursor, ticket.id) if event.kind in served]
    named_by = [event.facts["staff"] for event in reversed(deeds) if "staff" in event.facts]
    return named_by[0] if named_by else None
