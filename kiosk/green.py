"""The green channel (绿色通道): staff lift a customer before the others, by name and for a reason."""

from __future__ import annotations

import math
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from config.schema import Counter, Green, Rules
from kiosk import counters, rows, turns
from kiosk.calling import Waiting, rule_of, serves, waiting_of
from kiosk.clock import elapsed_s
from kiosk.duty import named
from kiosk.errors import LobbyError, UnknownTicketError
from kiosk.event import Event, Kind
from kiosk.journal import Journal
from kiosk.queue import view
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState
from kiosk.wait import step_time


class Reason(StrEnum):
    """Why a customer is lifted: a code, never a word on health or person."""

    CARE = "care"
    VIP = "vip"
    RECOVERY = "recovery"
    """A mistake of ours is made good."""
    OPERATIONAL = "operational"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a lift takes from the others: so many people wait so much longer, each."""

    people: int
    extra_s: int

    @property
    def minutes(self) -> int:
        """Rounded to whole minutes, and never to none."""
        return max(1, round(self.extra_s / 60)) if self.people else 0

    def __str__(self) -> str:
        if not self.people:
            return "Nobody waits longer."
        people = "1 person waits" if self.people == 1 else f"{self.people} people wait"
        return f"{people} about {self.minutes} minute{'s' if self.minutes > 1 else ''} longer."


@dataclass(frozen=True, slots=True)
class Lift:
    """A lift that was made, its price, and how the day's quota stands."""

    ticket: Ticket
    cost: Cost
    today: int
    quota: int

    @property
    def over_quota(self) -> bool:
        return self.today > self.quota


class AlreadyLiftedError(LobbyError):
    """Somebody else was quicker; the sentence says who."""


def cost_of(
    ticket: Waiting, people: Iterable[Waiting], open_counters: Iterable[Counter], takes_s: float, rules: Rules
) -> Cost:
    """What lifting a ticket costs the others, by the queue-length rule.

    Everybody who would have been called before it, and can be called by one of its counters, waits for
    one more service, shared among the counters that can give it. Who is lifted has passed them already.
    """
    if ticket.lifted:
        return Cost(0, 0)
    able = [counter for counter in open_counters if serves(counter, ticket)]
    place = rule_of(rules).place
    passed = [
        other
        for other in people
        if other.id != ticket.id
        and not other.lifted
        and place(other, rules) < place(ticket, rules)
        and any(serves(counter, other) for counter in able)
    ]
    return Cost(len(passed), math.ceil(takes_s / len(able)) if passed else 0)


def preview(site: Site, ticket_id: int) -> Cost:
    """What a lift would cost now, to be shown before it is confirmed."""
    with site.store.read() as cursor:
        found = rows.ticket(cursor, ticket_id)
        if found is None:
            raise UnknownTicketError(f"There is no ticket {ticket_id}.")
        if found.state is not TicketState.WAITING:
            raise LobbyError(f"Ticket {found.label} is {found.state.value}: only one who waits is lifted.")
        return _cost(site, cursor, found)


def lift(site: Site, ticket_id: int, staff: str, reason: Reason) -> Lift:
    """Put a waiting customer before all others."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.lifted:
            raise AlreadyLiftedError(_who_lifted(journal.cursor, ticket))
        cost, today = _record(site, journal, ticket, staff, reason)
        return Lift(journal.ticket(ticket_id), cost, today, site.branch.green.daily_quota)


def call_now(site: Site, ticket_id: int, counter_id: str, staff: str, reason: Reason) -> Lift:
    """Call a waiting customer to a counter at once."""
    counter = site.counter(counter_id)
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.lifted and ticket.state.at_counter:
            raise AlreadyLiftedError(_who_lifted(journal.cursor, ticket))
        counters.refuse_unskilled(counter, ticket)
        counters.refuse_unready(journal, counter_id)
        # Who was lifted before has been counted, and the others have paid for it.
        again = Cost(0, 0), _used(journal)
        cost, today = again if ticket.lifted else _record(site, journal, ticket, staff, reason)
        why = f"was called here through the green channel by {staff}, reason {reason}"
        counters.call_ticket(journal, ticket, counter_id, why, staff)
        return Lift(journal.ticket(ticket_id), cost, today, site.branch.green.daily_quota)


def undo(site: Site, ticket_id: int, staff: str = "") -> Ticket:
    """Take a lift back, soon and before the customer was called; the log keeps both."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        made = _last_lift(journal.cursor, ticket)
        if made is None:
            raise LobbyError(f"Ticket {ticket.label} is not lifted: there is nothing to undo.")
        if ticket.state is not TicketState.WAITING or _was_called(journal.cursor, made):
            raise LobbyError(
                f"Ticket {ticket.label} {_since_then(ticket)}: a lift is undone only before the call."
            )
        within_s = site.branch.green.undo_s
        if elapsed_s(made.at, journal.now) > within_s:
            raise LobbyError(
                f"Ticket {ticket.label} was lifted more than {within_s} s ago, too long to undo it."
            )
        by = named(staff or made.facts["staff"])
        journal.record(Kind.LIFT_UNDONE, ticket_id, facts={"staff": by, "lifted_by": made.facts["staff"]})
        return journal.ticket(ticket_id)


@dataclass(slots=True)
class Lifter:
    """What one of the staff did through the green channel on a day."""

    staff: str
    lifts: int = 0
    undone: int = 0
    reasons: Tally[str] = field(default_factory=Tally)
    people: int = 0
    """How often somebody was made to wait longer."""
    added_s: int = 0
    """All the waiting that was added, everybody's together."""


def report(events: Iterable[Event]) -> list[Lifter]:
    """Who lifted how many, why, and what it added to the waits of the others; most lifts first."""
    found: dict[str, Lifter] = {}
    last: dict[int | None, Event] = {}
    for event in events:
        if event.kind is Kind.LIFTED:
            last[event.ticket_id] = event
            _count(found.setdefault(event.facts["staff"], Lifter(event.facts["staff"])), event, 1)
        elif event.ticket_id in last:
            made = last.pop(event.ticket_id)
            lifter = found[made.facts["staff"]]
            lifter.undone += 1
            _count(lifter, made, -1)
    return sorted(found.values(), key=lambda lifter: (-lifter.lifts, lifter.staff))


def events_of_day(site: Site, day: date | None = None) -> list[Event]:
    """The green channel's rows of the log on one business day; by default the latest."""
    with site.store.read() as cursor:
        return _events(cursor, day)


def _count(lifter: Lifter, made: Event, sign: int) -> None:
    lifter.lifts += sign
    lifter.reasons[made.facts["reason"]] += sign
    lifter.people += sign * made.facts["people"]
    lifter.added_s += sign * made.facts["people"] * made.facts["extra_s"]


def _record(site: Site, journal: Journal, ticket: Ticket, staff: str, reason: Reason) -> tuple[Cost, int]:
    cost = _cost(site, journal.cursor, ticket)
    today = 1 + _used(journal)
    _refuse_beyond(site.branch.green, today)
    facts = {
        "staff": named(staff),
        "reason": reason.value,
        "people": cost.people,
        "extra_s": cost.extra_s,
        "over_quota": today > site.branch.green.daily_quota,
    }
    journal.record(Kind.LIFTED, ticket.id, facts=facts)
    return cost, today


def _refuse_beyond(green: Green, today: int) -> None:
    if green.hard and today > green.daily_quota:
        raise LobbyError(f"The green channel's quota of {green.daily_quota} a day is used up.")


def _used(journal: Journal) -> int:
    kinds = Tally(event.kind for event in _events(journal.cursor, journal.day))
    return kinds[Kind.LIFTED] - kinds[Kind.LIFT_UNDONE]


def _events(cursor: Cursor, day: date | None) -> list[Event]:
    if day is None:
        found = cursor.one("SELECT max(day) FROM business_day")
        day = date.fromisoformat(found[0]) if found and found[0] else date.min
    return rows.green_events(cursor, day)


def _cost(site: Site, cursor: Cursor, ticket: Ticket) -> Cost:
    branch = site.branch
    queue = view(cursor, branch)
    takes_s = step_time(ticket.current, queue.mean)
    there = [counter for counter in branch.counters if counter.id in queue.floor]
    people = turns.everybody_waiting(cursor, branch)
    return cost_of(waiting_of(branch, ticket), people, there, takes_s, branch.rules)


def _last_lift(cursor: Cursor, ticket: Ticket) -> Event | None:
    if not ticket.lifted:
        return None
    return next((event for event in rows.events_of(cursor, ticket.id) if event.seq == ticket.lifted), None)


def _was_called(cursor: Cursor, made: Event) -> bool:
    """Whether somebody called the customer since: back in the queue, they have had what the lift gave."""
    later = (event for event in rows.events_of(cursor, made.ticket_id or 0) if event.seq > made.seq)
    return any(event.kind is Kind.CALLED for event in later)


def _since_then(ticket: Ticket) -> str:
    return "was called since" if ticket.state is TicketState.WAITING else f"is {ticket.state.value}"


def _who_lifted(cursor: Cursor, ticket: Ticket) -> str:
    made = _last_lift(cursor, ticket)
    who = f" by {made.facts['staff']} at {made.at:%H:%M}" if made else ""
    return f"Ticket {ticket.label} was already lifted{who}."
