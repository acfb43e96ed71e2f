"""The lobby: what customers and staff can do, each deed one transaction of state and log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from config.advice import Advice
from config.schema import Branch, TicketClass
from kiosk import (
    counters,
    desks,
    devices,
    duty,
    green,
    issuing,
    papers,
    presence,
    rows,
    tending,
    transfers,
    visits,
)
from kiosk.alarms import Alarm, AtRisk, alarms_of, at_risk
from kiosk.board import Board, board_of
from kiosk.business_day import is_believable
from kiosk.clock import Clock, elapsed_s
from kiosk.desk import Desk
from kiosk.errors import UnknownTicketError
from kiosk.event import Event, Kind
from kiosk.evolve import Device
from kiosk.green import Cost, Lift, Lifter, Reason
from kiosk.help import HelpKind
from kiosk.hours import Holidays, Opening, Openness, no_holidays
from kiosk.issuing import IssueRequest
from kiosk.journal import days
from kiosk.presence import Sweep
from kiosk.print_job import PrintJob, PrintState
from kiosk.progress import Progress, progress
from kiosk.queue import view
from kiosk.recalls import Due
from kiosk.routing import Floor, Route
from kiosk.scene import Scene, scene
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store import Store
from kiosk.telling import telling
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

    def __init__(
        self,
        store: Store,
        branch: Branch,
        clock: Clock,
        holidays: Holidays = no_holidays,
        advice: Advice = Advice(),  # noqa: B008  (it never changes)
    ) -> None:
        self.site = Site(store, branch, clock, holidays, 60.0 * advice.machine_gain_min)
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
        site.foresight.catch_up(site.store, site.branch)
        with site.store.read() as cursor:
            queue, known = view(cursor, site.branch), devices.own_devices(site, cursor)
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
            told = telling(step, TicketClass.ORDINARY, queue, until_s, site.foresee).promise
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

    # `staff` is who pressed, for the log; `meant` the number they looked at, lest a late press hit another.

    def call_next(self, counter_id: str, staff: str = "") -> Ticket | None:
        """Call whoever is next for a counter; None where nobody waits for it."""
        return counters.call_next(self.site, counter_id, staff)

    def finish_and_call(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket | None:
        """One press for both: the customer there is done, and the next is called."""
        return counters.finish_and_call(self.site, counter_id, staff, meant)

    def recall(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
        """Call the same customer again."""
        return counters.step(self.site, Kind.RECALLED, counter_id, staff, meant)

    def start(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
        """The customer has come; serving begins."""
        return counters.step(self.site, Kind.STARTED, counter_id, staff, meant)

    def finish(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
        """Done here: the visit ends, or goes on to its next step."""
        return counters.finish(self.site, counter_id, staff, meant)

    def miss(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
        """The customer did not come."""
        return counters.miss(self.site, counter_id, staff, meant)

    def park(self, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
        """Set the ticket at the counter aside."""
        return counters.step(self.site, Kind.PARKED, counter_id, staff, meant)

    def call_parked(self, counter_id: str, ticket_id: int, staff: str = "") -> Ticket:
        """Take a parked ticket up again at this counter."""
        return counters.call_parked(self.site, counter_id, ticket_id, staff)

    def transfer(self, counter_id: str, to: str, staff: str = "", meant: str = "") -> Ticket:
        """Send the customer at this counter on to a service or a counter, with the number kept."""
        return counters.transfer(self.site, counter_id, to, staff, meant)

    def open_counter(self, counter_id: str, staff: str = "") -> Desk:
        """A counter begins to serve."""
        return desks.set_desk(self.site, Kind.COUNTER_OPENED, counter_id, "", staff)

    def pause_counter(self, counter_id: str, reason: str, staff: str = "") -> Desk:
        """A counter stops calling for a while."""
        return desks.set_desk(self.site, Kind.COUNTER_PAUSED, counter_id, reason, staff)

    def close_counter(self, counter_id: str, reason: str = "", staff: str = "") -> Desk:
        """A counter stops serving."""
        return desks.set_desk(self.site, Kind.COUNTER_CLOSED, counter_id, reason, staff)

    def desks(self) -> dict[str, Desk]:
        """Every counter: open or not, why not, and since when it is idle."""
        return desks.all_desks(self.site)

    # Wherever the customer is

    def bring_back(self, ticket_id: int, staff: str = "") -> Ticket:
        """A missed, parked or absent customer waits again."""
        return visits.bring_back(self.site, ticket_id, staff)

    def step_out(self, ticket_id: int) -> Ticket:
        """The customer goes out for a while; the place is kept."""
        return visits.step_out(self.site, ticket_id)

    def transfer_waiting(self, ticket_id: int, to: str, staff: str = "") -> Ticket:
        """Send a customer who waits to a service or a counter, with the number kept."""
        return transfers.transfer_waiting(self.site, ticket_id, to, staff)

    def cancel(self, ticket_id: int, staff: str = "") -> Ticket:
        """The customer left, or the number is void."""
        return visits.cancel(self.site, ticket_id, staff)

    def visit_care(self, ticket_id: int, staff: str, care: visits.Care | None = None) -> Ticket:
        """Staff have looked after one who waits, in this way if they say so."""
        return visits.visit_care(self.site, ticket_id, staff, care)

    def sweep(self) -> Sweep | None:
        """Whose presence staff are asked to look for; None where no sweep is under way."""
        return presence.sweep(self.site)

    def answer_presence(self, ticket_id: int, *, is_here: bool, staff: str = "") -> Ticket:
        """A customer was looked for during a sweep."""
        return presence.answer(self.site, ticket_id, is_here=is_here, staff=staff)

    def tend(self) -> list[Due]:
        """Call again, miss and let back in whatever time has made due; any process may, nothing twice."""
        return tending.tend(self.site)

    def end_day(self) -> list[Ticket]:
        """Whatever is left over when nobody is about any more expires."""
        return visits.end_day(self.site)

    # The green channel

    def lift_cost(self, ticket_id: int) -> Cost:
        """What lifting a ticket would cost the others."""
        return green.preview(self.site, ticket_id)

    def lift(self, ticket_id: int, staff: str, reason: Reason) -> Lift:
        """Put a waiting customer before all others."""
        return green.lift(self.site, ticket_id, staff, reason)

    def call_now(self, ticket_id: int, counter_id: str, staff: str, reason: Reason) -> Lift:
        """Call a waiting customer to a counter at once."""
        return green.call_now(self.site, ticket_id, counter_id, staff, reason)

    def undo_lift(self, ticket_id: int, staff: str = "") -> Ticket:
        """Take a lift back."""
        return green.undo(self.site, ticket_id, staff)

    def green_report(self, day: date | None = None) -> list[Lifter]:
        """Who lifted how many on a business day, and what it added; by default the latest day."""
        return green.report(green.events_of_day(self.site, day))

    # On the floor

    def start_duty(self, staff: str) -> None:
        """Somebody comes on duty."""
        duty.start(self.site, staff)

    def end_duty(self, staff: str) -> None:
        """Somebody goes off duty."""
        duty.end(self.site, staff)

    def answer_help(self, kind: str, staff: str) -> None:
        """Somebody goes to the customer who asked for help."""
        duty.answer_help(self.site, kind, staff)

    def tell_outage(self, text: Mapping[str, str], minutes: int, staff: str) -> None:
        """Tell everybody, in every language of the branch, that service is slow and for how long."""
        duty.tell_outage(self.site, text, minutes, staff)

    def end_outage(self, staff: str) -> None:
        """Everything works again."""
        duty.end_outage(self.site, staff)

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

    def scene(self) -> Scene:
        """The whole floor at this moment, for `kiosk.board` and `kiosk.alarms` to look at."""
        return scene(self.site)

    def board(self) -> Board:
        """What everybody in the hall may see."""
        return board_of(scene(self.site))

    def alarms(self) -> tuple[Alarm, ...]:
        """What staff must see to, the most urgent first."""
        return alarms_of(scene(self.site))

    def at_risk(self) -> tuple[AtRisk, ...]:
        """All who wait, those most behind their promise first."""
        return at_risk(scene(self.site))

    def progress(self, token: str) -> Progress | None:
        """What a customer's phone may know of the ticket that a token names; None for any other token."""
        return progress(self.site, token)

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
