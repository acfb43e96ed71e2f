"""Visits by the thousand that were judged: all through the lobby's own journal, many in a transaction."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random

from config.schema import TicketClass
from kiosk.event import Kind
from kiosk.evolve import issued_facts
from kiosk.journal import Journal
from kiosk.rating.rating import Rating, rated_facts
from kiosk.rating.verdict import Channel, Verdict
from kiosk.site import Site
from kiosk.ticket import Promise, Step, Ticket

_AT_ONCE = 1_000
_CHANGES = 0.05
"""So many change their word once."""


def judge(site: Site, visits: int, seed: int = 1) -> list[str]:
    """So many visits from the door to the verdict; the names of all that has to be sent, in their order."""
    chance, uids = Random(seed), []
    for first in range(0, visits, _AT_ONCE):
        with site.writing() as journal:
            for _ in range(first, min(visits, first + _AT_ONCE)):
                uids += _visit(site, journal, chance)
    return uids


def _visit(site: Site, journal: Journal, chance: Random) -> list[str]:
    ticket = _taken(journal)
    journal.record(Kind.ISSUED, ticket.id, facts=issued_facts(ticket))
    journal.record(Kind.CALLED, ticket.id, "1", {"class": "ordinary", "services": ["cash"], "overtook": []})
    journal.record(Kind.FINISHED, ticket.id, "1")
    said = [_word(journal, ticket, chance)]
    if chance.random() < _CHANGES:
        said.append(_word(journal, ticket, chance, said[0]))
    for before, rating in zip([None, *said], said, strict=False):
        facts = rated_facts(rating, before.uid if before else None, site.branch.id, None)
        journal.record(Kind.RATED, ticket.id, facts=facts)
    return [rating.uid for rating in said]


def _taken(journal: Journal) -> Ticket:
    number = journal.next_number("A")
    return Ticket(
        id=journal.next_id("ticket"),
        day=journal.day,
        prefix="A",
        number=number,
        ticket_class=TicketClass.ORDINARY,
        steps=(Step(("cash",), "cash", ("1", "2", "3")),),
        issued_at=journal.now,
        due_at=journal.now + timedelta(minutes=20),
        promise=Promise(0, None),
        request_id=f"visit-{number}",
        waiting_since=journal.now,
    )


def _word(journal: Journal, ticket: Ticket, chance: Random, before: Rating | None = None) -> Rating:
    number = before.id if before else journal.next_id("rating")
    return Rating(
        id=number,
        ticket_id=ticket.id,
        uid=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        version=2 if before else 1,
        reference=f"F{number:04d}-QRSTU",
        day=ticket.day,
        counter="1",
        # Nobody here is unhappy: what is tried is the way out, and a case is no part of it.
        verdict=Verdict(chance.randint(3, 5), ("waiting",), "还行，就是等得久了一点"),
        channel=Channel.PHONE,
        first_at=journal.now,
        rated_at=journal.now,
    )
