"""What happens between one customer and the screen; it knows the lobby, and nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from config.schema import Branch, TicketClass
from kiosk.event import Event, Kind
from kiosk.help import HelpKind
from kiosk.hours import Opening, Openness
from kiosk.issuing import IssueRequest
from kiosk.lobby import Overview, ServiceView
from kiosk.routing import Route
from kiosk.scanning import is_for
from kiosk.ticket import Ticket
from ui.touch.bell import Bell
from ui.touch.desk import ticket_for_appointment, ticket_or_hours
from ui.touch.forms_here import FormsHere
from ui.touch.given import Given
from ui.touch.idle import Idle
from ui.touch.lookout import Lookout
from ui.touch.paper_watch import PaperWatch
from ui.touch.patience import Patience, warned_at, warned_s
from ui.touch.picking import Picking
from ui.touch.restraint import Restraint
from ui.touch.revisits import Revisits
from ui.touch.surroundings import Surroundings
from ui.touch.topic import About, Topic
from ui.touch.visit import Visit
from ui.touch.wish import Wish, Wishes

SOONEST_S = 0.05


class Reception:
    """One customer after the other: what was picked, asked and given."""

    def __init__(self, branch: Branch, around: Surroundings, changed: Callable[[], None]) -> None:
        self.branch = branch
        self.topic = Topic()
        self._around = around
        self._changed = changed
        self._patience = Patience.of(branch.rules)
        self.picking = Picking(branch, around, changed)
        self.idle = Idle(self._patience, around.monotonic)
        self._paper = PaperWatch(around, self._patience, changed)
        self._lookout = Lookout(around, self._seen)
        forms = FormsHere(self.picking, lambda: self.given, self.start_over)
        self.revisits = Revisits(branch, around, self._slid_in, self._refused, forms)
        self._ticket = Wish(around, "No ticket could be given", self._refused)
        self._bell = Bell(self.picking, around, self._answer, self._refused)
        self._restraint = Restraint(around)
        self._wishes = Wishes(self._ticket, self._bell.wish, *self.revisits.wishes)
        self._shut = False

    # What is pressed

    def pick(self, card: str) -> None:
        """A card was pressed: picked or left out, or an answer why it cannot be."""
        if self.issuing:
            return
        if elsewhere := next((each for each in self.branch.elsewhere if each.id == card), None):
            self._answer(Topic(About.ELSEWHERE, elsewhere=elsewhere))
            return
        view = self._view(card)
        if view and not view.opening.state.gives_tickets:
            self._answer(Topic(About.NOT_NOW, service=self.branch.service(card), opening=view.opening))
            return
        self.picking.pick(card)
        self._changed()

    def clear(self) -> None:
        """Choose again."""
        if not self.issuing:
            self.picking.clear()
            self._changed()

    def toggle_care(self) -> None:
        """Care is asked for, with no reason; staff are told, once a visit."""
        if self.issuing:
            return
        if self.picking.toggle_care():
            self._bell.tell(HelpKind.CARE)
        self._changed()

    def arrange(self, **how: Any) -> None:  # noqa: ANN401 - any field of a visit
        """The screen as this customer wants it: language, large, low, page."""
        self.picking.arrange(**how)
        self._changed()

    def take(self) -> None:
        """Ask for the ticket; pressed again while it is on its way, nothing more happens."""
        if not self.visit.picks or self.issuing or self.given:
            return
        if pause_s := self._restraint.pause_s(self.visit):
            self._answer(Topic(About.PAUSE, seconds=pause_s))
            return
        request = self.visit.request
        self._ticket.send(lambda desk: ticket_or_hours(desk, request), self._issued_for(request))
        self._changed()

    def take_appointment(self) -> None:
        """The ticket of the appointment that is shown; what it will be was told before."""
        appointment, visit = self.revisits.now.appointment, self.visit
        if appointment is None or self.issuing or not self.idle.is_settled:
            return
        # A ticket that is still on the screen is the one before: with it the wish for this one would go.
        self._paper.take_back()
        request = visit.taking_up(appointment, self._around.clock(), self._around.new_id())
        self._ticket.send(lambda desk: ticket_for_appointment(desk, request), self._issued_for(request))
        self._changed()

    def go_to_machine(self) -> None:
        """The offer is taken: no ticket, but the way there."""
        if not self.issuing and self.route and self.route.machine:
            machine = self.route.machine
            self.picking.put_down()
            self._answer(Topic(About.MACHINE, machine=machine))

    def ask_help(self) -> None:
        """Somebody shall come."""
        self._bell.ask()
        self._changed()

    def cancel_help(self) -> None:
        """The customer manages alone after all; staff are told."""
        self._bell.cancel()

    def close_answer(self) -> None:
        if self.idle.is_settled:
            self._answer(Topic())

    def revisit(self, deed: Callable[[Revisits], None]) -> None:
        """What is pressed by somebody with a ticket or an appointment."""
        if not self.issuing:
            deed(self.revisits)
            self._changed()

    def revisit_settled(self, deed: Callable[[Revisits], None] = Revisits.close) -> None:
        """The same, but not by the second half of a double tap that opened the page."""
        if self.idle.is_settled:
            self.revisit(deed)

    def reprint(self) -> None:
        """Another copy of the paper, marked as one."""
        self._paper.reprint()

    def close_ticket(self) -> None:
        if self.given and self.idle.is_settled:
            self.start_over()

    def again(self) -> None:
        """Try once more exactly what the store refused, and look whether it can be read."""
        self._wishes.repeat(alone=self._lookout.is_alone)
        self._lookout.look()
        self._changed()

    def stay(self) -> None:
        """Somebody is still there."""
        self.idle.stay()
        self._changed()

    def start_over(self) -> None:
        """The next customer finds the screen as if nobody had been there."""
        self.picking.start_over()
        self.topic = Topic()
        self._paper.take_back()
        self.idle.asking = False
        self.revisits.close()
        self._wishes.forget()
        self._changed()

    def shut(self) -> None:
        """The store is broken: the calm page stands until the process ends."""
        self._shut = True
        self._changed()

    # What the screen asks

    @property
    def visit(self) -> Visit:
        """What this customer has asked for so far."""
        return self.picking.visit

    @property
    def route(self) -> Route | None:
        """Where the picks would lead; None until the lobby has said so."""
        return self.picking.route

    @property
    def overview(self) -> Overview | None:
        """The last look into the lobby; None before the first."""
        return self._lookout.overview

    @property
    def given(self) -> Given | None:
        """The ticket on the screen."""
        return self._paper.given

    @property
    def asking(self) -> bool:
        """Whether the screen asks if somebody is still there."""
        return self.idle.asking

    @property
    def issuing(self) -> bool:
        """Whether a ticket is on its way."""
        return self._ticket.pending

    @property
    def in_trouble(self) -> bool:
        """Whether this machine can give no numbers now."""
        return self._shut or self._lookout.unreadable or self._wishes.refused

    @property
    def is_unheard(self) -> bool:
        """Whether something is wished that nobody hears while this box is cut off; numbers come."""
        return not self._shut and self._wishes.is_unheard(alone=self._lookout.is_alone)

    @property
    def is_free(self) -> bool:
        """Whether no customer has anything on the screen."""
        return not (self.given or self.issuing or self.asking or self.in_trouble or self._in_use)

    @property
    def seconds_left(self) -> int:
        """Until the screen goes home by itself; 0 while that is far away."""
        return self.idle.seconds_left if self.asking else warned_s(self._goes_at, self._around.monotonic())

    @property
    def _goes_at(self) -> float:
        """When a ticket, or a place in the queue, goes by itself."""
        touched_at = self.idle.touched_at
        return min(self._paper.goes_at(touched_at), self.revisits.goes_at(touched_at))

    # What happens in the lobby

    def heard(self, events: list[Event]) -> None:
        """The log has grown, or is heard again after a silence."""
        self._paper.heard(events)
        self._restraint.heard(events)
        now = self._around.clock()
        if here := [event for event in events if is_for(event, self._around.kiosk, now)]:
            self._read(here[-1])
        self._lookout.look()

    def _read(self, event: Event) -> None:
        """The scanner or a card reader of this kiosk has read something, a moment ago."""
        if self.issuing or self.in_trouble:
            return
        if event.kind is Kind.CLASS_SHOWN and not self.given:
            self.picking.preset(TicketClass(event.facts["class"]))
        elif not (event.kind is Kind.SCANNED and self.revisits.scanned(event)):
            return
        self.idle.stay()
        self._changed()

    # Time

    def touched(self) -> None:
        """A finger or a key; while the question stands only an answer to it counts."""
        self.idle.touched()

    def tick(self) -> None:
        """Do whatever is due by now."""
        if self._around.monotonic() >= self._goes_at:
            self.start_over()
        elif self.given:
            self._paper.look(self.overview)
        elif self._in_use and self.idle.is_gone(may_ask=not self.in_trouble):
            self.start_over()
        self._wishes.tick()
        if self._around.monotonic() >= self._lookout.due_at:
            self._lookout.look()
        self._changed()

    def next_tick_s(self) -> float:
        """How long nothing is due."""
        wall, now = self._around.clock(), self._around.monotonic()
        to_the_minute = 60 - wall.second - wall.microsecond / 1e6
        return max(SOONEST_S, min([to_the_minute, *(due - now for due in self._due())]))

    def _due(self) -> Iterator[float]:
        """Moments still to come: what is done at each moves it on."""
        yield self._lookout.due_at
        yield self._wishes.due_at
        if self._goes_at < math.inf:
            yield warned_at(self._goes_at, self._around.monotonic())
        elif self.given:
            yield self.given.slow_at
        elif self._in_use:
            yield self.idle.due_at

    @property
    def _in_use(self) -> bool:
        if self.issuing:
            return False
        touched = not self.picking.is_untouched
        return touched or self._wishes.is_someones or self.revisits.is_open or self.topic != Topic()

    def _seen(self) -> None:
        if not (self._lookout.unreadable or self._lookout.is_alone):
            self._wishes.store_is_back()
        # The question would lie over the calm page and its button.
        self.idle.asking = self.asking and not self.in_trouble
        self.picking.check()
        self._paper.look(self.overview)
        self._changed()

    def _issued_for(self, request: IssueRequest) -> Callable[[Ticket | Opening | None], None]:
        def issued(found: Ticket | Opening | None) -> None:
            self.revisits.close()
            if isinstance(found, Ticket):
                self._give(found)
            elif found is None:
                self.revisits.nothing_there()
            else:
                service = self.branch.service(request.services[0])
                self.topic = Topic(About.NOT_NOW, service=service, opening=found)
                self._lookout.look()
            self._changed()

        return issued

    def _refused(self) -> None:
        """The store may be full, or away altogether; a look tells which."""
        self._lookout.look()
        self._changed()

    def _give(self, ticket: Ticket) -> None:
        view = self._view(ticket.services[0])
        early = view.opening.opens_at if view and view.opening.state is Openness.EARLY else None
        self.idle.stay()
        self.idle.shown()
        self._restraint.gave(ticket)
        self.picking.put_down()
        self._paper.give(ticket, early, has_printer=self.branch.printer is not None)

    def _answer(self, topic: Topic) -> None:
        self.topic = topic
        self._slid_in()

    def _slid_in(self) -> None:
        self.idle.shown()
        self._changed()

    def _view(self, service: str) -> ServiceView | None:
        return self.overview.services.get(service) if self.overview else None
