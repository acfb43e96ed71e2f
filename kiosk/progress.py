"""What a customer's phone may know: their own ticket, its place and its wait; nothing of anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk import rows
from kiosk.calling import rule_of, serves, waiting_of
from kiosk.issuing import promise
from kiosk.queue import view
from kiosk.recalls import is_still_valid
from kiosk.scene import Scene, scene_at
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState, WaitRange
from kiosk.token import read_token


@dataclass(frozen=True, slots=True)
class Progress:
    """One ticket at one moment."""

    ticket: Ticket
    now: datetime
    ahead: int | None
    """People who would be called before it as things stand; None unless it waits."""
    wait: WaitRange | None
    may_step_out: bool
    back_by: datetime | None
    """Until when the place of one who stepped out, or the number of one who was missed, is kept."""


def progress(site: Site, token: str) -> Progress | None:
    """The ticket a token names; None for every token that is not today's and ours, whatever is wrong."""
    with site.store.read() as cursor:
        ticket = _named(site, cursor, token)
        if ticket is None:
            return None
        now, rules = site.clock(), site.branch.rules
        waits = ticket.state is TicketState.WAITING
        return Progress(
            ticket=ticket,
            now=now,
            ahead=people_ahead(ticket, scene_at(cursor, site.branch, now)) if waits else None,
            wait=_wait(site, cursor, ticket) if waits else None,
            may_step_out=waits and ticket.outs < rules.step_out_times,
            back_by=_back_by(site, ticket, now),
        )


def people_ahead(ticket: Ticket, scene: Scene) -> int:
    """How many go before a ticket under the branch's rule, of those its counters may call."""
    rules, own = scene.branch.rules, waiting_of(scene.branch, ticket)
    place = rule_of(rules).place
    mine = (not own.lifted, own.lifted, place(own, rules))
    able = [counter for counter in scene.open_counters() if serves(counter, own)]
    return sum(
        any(serves(counter, other) for counter in able)
        for other in scene.waiting()
        if other.id != own.id and (not other.lifted, other.lifted, place(other, rules)) < mine
    )


def _wait(site: Site, cursor: Cursor, ticket: Ticket) -> WaitRange | None:
    rank, due, _ = rows.standing(ticket)
    # Just before its own due time, so that it does not wait for itself.
    return promise(ticket.current, view(cursor, site.branch, (rank, due - 1e-3)), 0.0).wait


def _back_by(site: Site, ticket: Ticket, now: datetime) -> datetime | None:
    rules = site.branch.rules
    if ticket.aside_since is None:
        return None
    if ticket.state is TicketState.AWAY:
        return ticket.aside_since + timedelta(seconds=rules.step_out_s)
    if is_still_valid(ticket, now, rules):
        return ticket.aside_since + timedelta(seconds=rules.missed_valid_s)
    return None


def _named(site: Site, cursor: Cursor, token: str) -> Ticket | None:
    secrets = {kid: bytes.fromhex(secret) for kid, secret in cursor.all("SELECT kid, secret FROM token_key")}
    claim = read_token(secrets, token)
    if claim is None or claim.branch != site.branch.code:
        return None
    found = rows.tickets(
        cursor,
        "day = ? AND day = (SELECT max(day) FROM business_day) AND prefix = ? AND number = ?",
        claim.day.isoformat(),
        claim.prefix,
        claim.number,
    )
    return found[0] if found else None
