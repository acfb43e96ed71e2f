"""What a customer's phone may know: their own ticket, its place and its wait; nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.schema import Branch, Rules
from kiosk import floor_rows, rows, turns
from kiosk.calling import Waiting, rule_of, serves, waiting_of
from kiosk.duty import Outage, outage_of
from kiosk.queue import view
from kiosk.recalls import is_still_valid
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.telling import Telling, telling_again
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
    outage: Outage | None
    """What everybody is told, while the visit lasts."""


def progress(site: Site, token: str) -> Progress | None:
    """The ticket a token names; None for every token that is not today's and ours, whatever is wrong."""
    site.foresight.catch_up(site.store, site.branch)
    with site.store.read() as cursor:
        ticket = _named(site, cursor, token)
        if ticket is None:
            return None
        now, rules = site.clock(), site.branch.rules
        waits = ticket.state is TicketState.WAITING
        promise = telling_now(site, cursor, ticket).promise if waits else None
        return Progress(
            ticket=ticket,
            now=now,
            ahead=promise.ahead if promise else None,
            wait=promise.wait if promise else None,
            may_step_out=waits and ticket.outs < rules.step_out_times,
            back_by=_back_by(site, ticket, now),
            outage=None if ticket.state.over else outage_of(floor_rows.matters(cursor)),
        )


def telling_now(site: Site, cursor: Cursor, ticket: Ticket) -> Telling:
    """What one who waits would be promised now: those before it are those the branch's rule calls first."""
    branch, mine = site.branch, waiting_of(site.branch, ticket)
    first = before(mine, turns.everybody_waiting(cursor, branch), branch)
    return telling_again(mine, view(cursor, branch), first, ticket.day, site.foresee)


def before(mine: Waiting, people: Iterable[Waiting], branch: Branch) -> list[Waiting]:
    """Those of `people` who are called before a ticket under the branch's rule, as things stand."""
    rules = branch.rules
    others = sorted(
        (other for other in people if other.id != mine.id), key=lambda other: _place(other, rules)
    )
    first = sum(_place(other, rules) < _place(mine, rules) for other in others)
    return others[:first] + _let_by(mine, others[first:], branch)


def _let_by(mine: Waiting, later: list[Waiting], branch: Branch) -> list[Waiting]:
    """Of those whose place is after mine the ones I let by, missed once and back: at my own counters."""
    if mine.lifted or not mine.behind:
        return []
    own = [counter for counter in branch.counters if serves(counter, mine)]
    return [other for other in later if any(serves(counter, other) for counter in own)][: mine.behind]


def _place(ticket: Waiting, rules: Rules) -> tuple[float, ...]:
    return (not ticket.lifted, ticket.lifted, *rule_of(rules).place(ticket, rules))


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
