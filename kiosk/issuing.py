"""How a touch becomes a durable number with its route, its promise and the paper it is owed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from config.schema import TicketClass
from kiosk import forms, papers, rows
from kiosk.business_day import is_believable
from kiosk.clock import elapsed_s
from kiosk.errors import ClosedError, LobbyError, NotOfferedError
from kiosk.event import Kind
from kiosk.evolve import issued_facts
from kiosk.hours import Opening
from kiosk.journal import Journal
from kiosk.predict.from_store import WHY
from kiosk.queue import view
from kiosk.routing import Floor, Route, saves
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.telling import Telling, telling
from kiosk.ticket import UNKNOWN_AHEAD, Promise, Step, Ticket

_REQUEST_ID_MOST = 100
DOUBLED = "~"
"""Ends the request of a ticket that a box gave while its first answer was lost on the way."""


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What a customer touched. The same `request_id` never makes a second ticket."""

    services: tuple[str, ...]
    request_id: str
    ticket_class: TicketClass = TicketClass.ORDINARY
    language: str = "zh_CN"
    large: bool = False
    slot: datetime | None = None
    """An appointment's time, of the day at hand; without one it is the moment of issue."""
    appointment: int | None = None
    """The appointment of the book that this ticket uses up."""
    forms: tuple[str, ...] = field(default=(), repr=False)
    """The codes of forms that were filled in before; one that another ticket has stays with that."""


def issue(site: Site, request: IssueRequest) -> Ticket:
    """A durable ticket and its print job, or the one this request already made."""
    wanted = _sensible(site, request)
    site.foresight.catch_up(site.store, site.branch)
    with site.writing() as journal:
        return _already(journal, wanted.request_id) or _issue(site, journal, wanted)


def check(site: Site, services: tuple[str, ...], ticket_class: TicketClass) -> Route:
    """Where a pick would lead, how long it takes, and the machine that is quicker by far."""
    _refuse_unknown(site, services, ticket_class)
    target_s = site.branch.class_rule(ticket_class).target_s
    site.foresight.catch_up(site.store, site.branch)
    now = site.clock()
    with site.store.read() as cursor:
        due_at = _due_at(cursor, ticket_class, now, target_s)
        way = site.route(services, ticket_class, site.floor(cursor))
        queue = view(cursor, site.branch, (rows.rank(ticket_class), due_at.timestamp()))
        believable = is_believable(now, rows.last_event(cursor)[1])
    hours = {each: site.hours_of(each, now, believable=believable) for each in way.steps[0].services}
    shut = any(not each.state.gives_tickets for each in hours.values())
    until_s = 0.0 if shut else _until_open_s(way.steps[0], hours, now)
    wait = telling(way.steps[0], ticket_class, queue, until_s, site.foresee).promise.wait
    # Where no counter can say when, a machine that works is the better word in any case.
    idle = way.machine and wait and not saves(way.machine, wait.p50_s, site.machine_gain_s)
    return replace(way, wait=wait, machine=None if idle else way.machine)


def _sensible(site: Site, request: IssueRequest) -> IssueRequest:
    services = tuple(dict.fromkeys(request.services))
    _refuse_unknown(site, services, request.ticket_class)
    if not 0 < len(request.request_id) <= _REQUEST_ID_MOST:
        raise LobbyError(
            f"A request id has 1 to {_REQUEST_ID_MOST} characters; this one has {len(request.request_id)}."
        )
    if not request.request_id.isprintable():
        raise LobbyError(f"A request id is of printable characters; {request.request_id!r} is not.")
    if request.language not in site.branch.languages:
        msg = (
            f"Language {request.language!r} is not spoken here; there are {', '.join(site.branch.languages)}."
        )
        raise NotOfferedError(msg)
    _refuse_slot(site, request)
    return replace(request, services=services, forms=forms.sensible(request.forms))


def _refuse_slot(site: Site, request: IssueRequest) -> None:
    if request.slot is None:
        return
    if request.ticket_class is not TicketClass.APPOINTMENT:
        raise LobbyError(
            f"Only an appointment has a time; a ticket of class {request.ticket_class} has none."
        )
    today = site.clock().date()
    if request.slot.tzinfo is None or request.slot.date() != today:
        raise LobbyError(
            f"An appointment is taken up on its day; {request.slot:%Y-%m-%d %H:%M} is not on {today}."
        )


def _refuse_unknown(site: Site, services: tuple[str, ...], ticket_class: TicketClass) -> None:
    offered = {service.id for service in site.branch.services}
    most = site.branch.rules.services_per_ticket
    if not 1 <= len(services) <= most:
        raise LobbyError(f"A ticket is for 1 to {most} services; {len(services)} were asked for.")
    if unknown := [service for service in services if service not in offered]:
        raise NotOfferedError(
            f"Service {unknown[0]!r} is not offered here; there are {', '.join(sorted(offered))}."
        )
    if ticket_class not in {rule.id for rule in site.branch.classes}:
        raise NotOfferedError(f"This branch has no tickets of class {ticket_class.value!r}.")


def _already(journal: Journal, request_id: str) -> Ticket | None:
    # Yesterday's as well: a touch may be repeated across the roll of the day.
    days = journal.cursor.all("SELECT day FROM business_day ORDER BY day DESC LIMIT 2")
    asked = (request_id, request_id + DOUBLED)
    for (day,) in days:
        if found := rows.tickets(journal.cursor, "day = ? AND request_id IN (?, ?)", day, *asked):
            # Of two the one with the number that the customer was told.
            return found[-1]
    return None


def _issue(site: Site, journal: Journal, request: IssueRequest) -> Ticket:
    hours = _hours(site, journal, request.services)
    _refuse_closed(hours)
    rule = site.branch.class_rule(request.ticket_class)
    due_at = (
        request.slot + timedelta(seconds=rule.target_s)
        if request.slot
        else _due_at(journal.cursor, request.ticket_class, journal.now, rule.target_s)
    )
    queue = view(journal.cursor, site.branch, (rows.rank(request.ticket_class), due_at.timestamp()))
    way = site.route(request.services, request.ticket_class, Floor(queue.closed_counters))
    prefix = rule.prefix or site.branch.service(request.services[0]).prefix
    site.foresight.look(journal.cursor)
    if site.store.whose.alone:
        told = Telling(Promise(UNKNOWN_AHEAD, None), None)
    else:
        until_s = _until_open_s(way.steps[0], hours, journal.now)
        told = telling(way.steps[0], request.ticket_class, queue, until_s, site.foresee)
    ticket = Ticket(
        id=journal.next_id("ticket"),
        day=journal.day,
        prefix=prefix,
        number=journal.next_number(prefix),
        ticket_class=request.ticket_class,
        steps=way.steps,
        issued_at=journal.now,
        due_at=due_at,
        promise=told.promise,
        request_id=request.request_id,
        language=request.language,
        large=request.large,
        waiting_since=journal.now,
        slot=request.slot,
        forms=forms.free(journal.cursor, request.forms),
    )
    why = {WHY: told.why} if told.why else {}
    reserved = {"reserved": True} if site.store.whose.alone else {}
    journal.record(Kind.ISSUED, ticket.id, facts={**issued_facts(ticket), **why, **reserved})
    if request.appointment is not None:
        _use_up(journal, request.appointment, ticket)
    papers.queue_copy(journal, ticket.id, 0, site.branch.paper.expires_s, site.store.whose.box)
    return ticket


def _use_up(journal: Journal, appointment: int, ticket: Ticket) -> None:
    """An appointment becomes one ticket, whoever shows its code first."""
    found = journal.cursor.one("SELECT ticket_id, service FROM appointment WHERE id = ?", appointment)
    if found is None or found[0] is not None or found[1] not in ticket.services:
        raise LobbyError(f"Appointment {appointment} is not there to be taken up, or its ticket was taken.")
    journal.record(Kind.APPOINTMENT_USED, ticket.id, facts={"appointment": appointment})


def _hours(site: Site, journal: Journal, services: Iterable[str]) -> dict[str, Opening]:
    return {
        service: site.hours_of(service, journal.now, believable=journal.believable) for service in services
    }


def _refuse_closed(hours: Mapping[str, Opening]) -> None:
    for service, opening in hours.items():
        if not opening.state.gives_tickets:
            back = opening.opens_at
            when = f"back at {back:%Y-%m-%d %H:%M}" if back else "no opening is planned"
            raise ClosedError(f"Tickets for {service!r} are closed; {when}.", opening)


def _until_open_s(step: Step, hours: Mapping[str, Opening], now: datetime) -> float:
    opens = [hours[service].opens_at for service in step.services]
    return max(elapsed_s(now, opens_at) if opens_at else 0.0 for opens_at in opens)


def _due_at(cursor: Cursor, ticket_class: TicketClass, now: datetime, target_s: float) -> datetime:
    """Issue plus the target, yet not before those of the class who came earlier: a clock may be set back."""
    due_at = now + timedelta(seconds=target_s)
    latest = rows.latest_due(cursor, ticket_class)
    return max(due_at, datetime.fromtimestamp(latest, due_at.tzinfo)) if latest is not None else due_at
