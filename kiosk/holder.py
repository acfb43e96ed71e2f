"""What the kiosk may tell whoever holds a ticket: its place as long as the visit lasts, then the rating."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk import rows
from kiosk.progress import Progress, progress
from kiosk.rating import giving
from kiosk.rating.cases import Answer, look_up
from kiosk.rating.finding import numbered
from kiosk.rating.giving import NotOpenError
from kiosk.rating.rating import Standing
from kiosk.rating.verdict import Channel, Verdict
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket in somebody's hand that is still good for something."""

    token: str
    ticket: Ticket
    progress: Progress | None
    """None once the visit is over: then it may be judged."""
    may_judge: bool = False
    """Whether it may be judged though its place is told: it was noted as missed."""


def held(site: Site, token: str) -> Held | None:
    """What a token is good for; None for one that is unknown, used up or too old. Looking redeems nothing."""
    view = giving.look(site, token)
    if view is None:
        return None
    if view.ticket.state.over:
        return Held(token, view.ticket, None)
    place = progress(site, token)
    return Held(token, view.ticket, place, view.standing is not Standing.NOT_YET) if place else None


def held_by_id(site: Site, ticket_id: int) -> Held | None:
    """The same of a ticket that was scanned at the kiosk."""
    with site.store.read() as cursor:
        ticket = rows.ticket(cursor, ticket_id)
    return held(site, Seal(site).token(ticket)) if ticket else None


def held_by_number(site: Site, label: str, code: str) -> Held | None:
    """The same of a number and the code beside it on the paper."""
    token = numbered(site, Seal(site), label, code)
    return held(site, token) if token else None


def judge(site: Site, token: str, verdict: Verdict) -> Answer:
    """Judge the visit at the kiosk; what the customer is told then."""
    said = giving.rate(site, token, verdict, Channel.KIOSK)
    answer = look_up(site, said.reference)
    if answer is None:
        raise NotOpenError
    return answer
