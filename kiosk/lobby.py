"""The lobby: what customers and staff can do, each deed one transaction of state and log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from config.schema import Branch, TicketClass
from kiosk import counters, devices, issuing, papers, rows
from kiosk.business_day import is_believable
from kiosk.clock import Clock, elapsed_s
from kiosk.errors import UnknownTicketError
from kiosk.event import Event, Kind
from kiosk.evolve import Device
from kiosk.help import HelpKind
from kiosk.hours import Holidays, Opening, Openness, no_holidays
from kiosk.issuing import IssueRequest
from kiosk.journal import days
from kiosk.print_job import PrintJob, PrintState
from kiosk.queue import view
from kiosk.routing import Floor, Route
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store import Store
from kiosk.ticket import Ticket, WaitRange

# No branch gives a million numbers a day, and no store has room for numbers without end.
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class ServiceView:
    """What a service's card says."""

    waiting: int
    wait: WaitRange | None
    opening: Opening


@dataclass(frozen=True, slots=True)
class Overview:
    """The lobby at a glance, for the touch screen."""

    services: Mapping[str, ServiceView]
    machines_up: frozenset[str]
    devices: Mapping[str, Device]

    @property
    def printer(self) -> Device | None:
        """What the printer last reported; None before it ever did."""
        return self.devices.get(devices.PRINTER)


class Lobby:
    """One branch's lobby over one store connection; use one a thread."""

    def __init__(self, store: Store, branch: Branch, clock: Clock, holidays: Holidays = no_holidays) -> None:
        self.site = Site(store, branch, clock, holidays)
        self._seal = Seal(self.site)

    @property
    def branch(self) -> Branch:
        """The branch, as configured."""
        return self.site.branch

    # At the door

    def issue(self, request: IssueRequest) -> Ticket:
        """A durable number, its route and promise, and the print job it is owed."""
        return issuing.issue(self.site, request)

    def check(self, services: tuple[str, ...], ticket_class: TicketClass = TicketClass.ORDINARY) -> Route:
        """Where a pick would lead, and the machine that could replace the counter."""
        return issuing.check(self.site, services, ticket_class)

    def overview(self) -> Overview:
        """The lobby at a glance."""
        site, now = self.site, self.site.clock()
        with site.store.read() as cursor:
            queue, known = view(cursor, site.branch), rows.devices(cursor)
            believable = is_believable(now, rows.last_event(cursor)[1])
            open_day, due_day = days(cursor, now, site.branch.hours.cutoff, believable=believable)
        if open_day and due_day:
            queue = queue.emptied()
        floor = Floor(queue.closed_counters, site.machines_up(known))
        services = {}
        for service in site.branch.services:
            hours = site.hours_of(service.id, now, believable=believable)
            until_s = (
                elapsed_s(now, hours.opens_at) if hours.opens_at and hours.state is Openness.EARLY else 0.0
            )
            step = site.route((service.id,), TicketClass.ORDINARY, floor).steps[0]
            told = issuing.promise(step, TicketClass.ORDINARY, queue, until_s)
            services[service.id] = ServiceView(told.ahead, told.wait, hours)
        return Overview(services, frozenset(floor.machines_up), known)

    def ask_help(self, kind: HelpKind) -> None:
        """A customer asks for a person; staff are told."""
        with self.site.writing() as journal:
            journal.record(Kind.HELP_ASKED, facts={"kind": kind})

    # Paper

    def print_job(self, ticket_id: int) -> PrintJob:
        """The latest paper of a ticket."""
        with self.site.store.read() as cursor:
            return papers.latest(cursor, ticket_id)

    def print_state(self, ticket_id: int) -> PrintState:
        """What is known of the latest paper of a ticket."""
        return self.print_job(ticket_id).state

    def reprint(self, ticket_id: int) -> PrintJob:
        """Another copy, marked as one; a copy still to come is not doubled."""
        return papers.reprint(self.site, ticket_id)

    def link(self, ticket: Ticket) -> str | None:
        """The customer's page of a ticket, as its QR code says it; None where the branch has none."""
        return self._seal.link(ticket)

    def token(self, ticket: Ticket) -> str:
        """The ticket's sealed token."""
        return self._seal.token(ticket)

    # At the counter

    def call_next(self, counter_id: str) -> Ticket | None:
        """Call whoever is next for a counter; None where nobody waits for it."""
        return counters.call_next(self.site, counter_id)

    def recall(self, counter_id: str) -> Ticket:
        """Call the same customer again."""
        return counters.step(self.site, Kind.RECALLED, counter_id)

    def start(self, counter_id: str) -> Ticket:
        """The customer has come; serving begins."""
        return counters.step(self.site, Kind.STARTED, counter_id)

    def finish(self, counter_id: str) -> Ticket:
        """Done here: the visit ends, or goes on to its next step."""
        return counters.finish(self.site, counter_id)

    def miss(self, counter_id: str) -> Ticket:
        """The customer did not come."""
        return counters.step(self.site, Kind.MISSED, counter_id)

    def park(self, counter_id: str) -> Ticket:
        """Set the ticket at the counter aside."""
        return counters.step(self.site, Kind.PARKED, counter_id)

    def bring_back(self, ticket_id: int) -> Ticket:
        """A missed or parked ticket waits again."""
        return counters.change(self.site, Kind.RETURNED, ticket_id)

    def cancel(self, ticket_id: int) -> Ticket:
        """The customer left, or the number is void."""
        return counters.change(self.site, Kind.CANCELLED, ticket_id)

    def open_counter(self, counter_id: str) -> None:
        """A counter begins to serve."""
        counters.set_open(self.site, counter_id, is_open=True)

    def close_counter(self, counter_id: str) -> None:
        """A counter stops serving."""
        counters.set_open(self.site, counter_id, is_open=False)

    # What is known

    def find(self, label: str) -> Ticket:
        """The ticket of a number such as A023 in the business day that is open."""
        prefix, digits = label[:1].upper(), label[1:]
        if not (prefix.isalpha() and _NUMBER.fullmatch(digits)):
            raise UnknownTicketError(
                f"{label!r} is no ticket number; a number is a letter and digits, such as A023."
            )
        with self.site.store.read() as cursor:
            found = rows.tickets(
                cursor,
                "day = (SELECT max(day) FROM business_day) AND prefix = ? AND number = ?",
                prefix,
                int(digits),
            )
        if not found:
            raise UnknownTicketError(f"Number {label} was not issued today.")
        return found[0]

    def log_of(self, ticket_id: int) -> list[Event]:
        """Everything the log says of one ticket."""
        with self.site.store.read() as cursor:
            return rows.events_of(cursor, ticket_id)

    def report_device(self, device: str, state: str, detail: str = "") -> None:
        """Note a device's state, if it is news."""
        devices.report(self.site, device, state, detail)

    def believe_clock(self) -> None:
        """Staff vouch for a clock that was doubted."""
        with self.site.writing() as journal:
            journal.believe_clock()
