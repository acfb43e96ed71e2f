"""What happens between one customer and the screen; it knows the lobby, and nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from config.schema import Branch
from kiosk.event import Event
from kiosk.help import HelpKind
from kiosk.hours import Opening, Openness
from kiosk.lobby import Overview, ServiceView
from kiosk.print_job import PrintState
from kiosk.routing import Route
from kiosk.ticket import Ticket
from ui.touch.desk import ticket_or_hours
from ui.touch.double_tap import DoubleTap
from ui.touch.given import Given
from ui.touch.lookout import Lookout
from ui.touch.paper_word import printer_state
from ui.touch.patience import Patience, Stage
from ui.touch.surroundings import Surroundings
from ui.touch.topic import About, Topic
from ui.touch.visit import Visit
from ui.touch.wish import Wish

SETTLED_S = 0.4
"""What has just slid in is not closed by the second half of a double tap."""
SOONEST_S = 0.05

_UNTOLD = "Staff could not be told that a customer needs them"


class Reception:
    """One customer after the other: what was picked, asked and given."""

    def __init__(self, branch: Branch, around: Surroundings, changed: Callable[[], None]) -> None:
        self.branch = branch
        self.visit = Visit(around.new_id(), branch.languages[0])
        self.route: Route | None = None
        self.given: Given | None = None
        self.topic = Topic()
        self.at_limit = self.asking = False
        self._around = around
        self._changed = changed
        self._patience = Patience.of(branch.rules)
        self._lookout = Lookout(around, self._seen)
        self._ticket = Wish(around, "No ticket could be given", self._refused)
        self._help = Wish(around, _UNTOLD, self._refused)
        self._wishes = (self._ticket, self._help)
        self._touched_at = self._shown_at = around.monotonic()
        self._taps = DoubleTap(around.monotonic)
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
        full = len(self.visit.picks) >= self.branch.rules.services_per_ticket
        self.at_limit = full and card not in self.visit.picks
        if not (self.at_limit or self._taps.is_second(card)):
            self._rearrange(self.visit.toggled(card, self._around.new_id()))
        self._changed()

    def clear(self) -> None:
        """Choose again."""
        if self.issuing:
            return
        self._taps.forget()
        self._rearrange(self.visit.without_picks(self._around.new_id()))
        self._changed()

    def toggle_care(self) -> None:
        """Care is asked for, with no reason; staff are told, once a visit."""
        if self.issuing:
            return
        self._rearrange(self.visit.with_care(self._around.new_id()))
        if self.visit.care and HelpKind.CARE not in self.visit.asked:
            self.visit = self.visit.having_asked(HelpKind.CARE)
            self._around.send(lambda desk: desk.ask_help(HelpKind.CARE), self._told)
        self._changed()

    def arrange(self, **how: Any) -> None:  # noqa: ANN401 - any field of a visit
        """The screen as this customer wants it: language, large, low, page."""
        self.visit = replace(self.visit, **how)
        self._changed()

    def take(self) -> None:
        """Ask for the ticket; pressed again while it is on its way, nothing more happens."""
        if not self.visit.picks or self.issuing or self.given:
            return
        request = self.visit.request
        self._ticket.send(lambda desk: ticket_or_hours(desk, request), self._issued)
        self._changed()

    def go_to_machine(self) -> None:
        """The offer is taken: no ticket, but the way there."""
        if self.route and self.route.machine:
            machine = self.route.machine
            self._rearrange(self.visit.without_picks(self._around.new_id()))
            self._answer(Topic(About.MACHINE, machine=machine))

    def ask_help(self) -> None:
        """Staff are told first, and once a visit; only then the customer is told that they were."""
        if HelpKind.HELP in self.visit.asked:
            self._answer(Topic(About.HELP))
        else:
            self._help.send(lambda desk: desk.ask_help(HelpKind.HELP), self._help_asked)
            self._changed()

    def cancel_help(self) -> None:
        """The customer manages alone after all; staff are told."""
        if HelpKind.HELP in self.visit.asked:
            self.visit = self.visit.having_asked(HelpKind.CANCELLED)
            self._around.send(lambda desk: desk.ask_help(HelpKind.CANCELLED), self._told)
        self._answer(Topic())

    def close_answer(self) -> None:
        if self._is_settled:
            self._answer(Topic())

    def reprint(self) -> None:
        """Another copy of the paper, marked as one."""
        if self.given and self.given.word.value.can_reprint:
            ticket_id = self.given.ticket.id
            self._around.send(lambda desk: desk.reprint(ticket_id).state, self._paper_known)

    def close_ticket(self) -> None:
        if self.given and self._is_settled:
            self.start_over()

    def again(self) -> None:
        """Try once more exactly what the store refused, and look whether it can be read."""
        for wish in self._wishes:
            wish.repeat()
        self._lookout.look()
        self._changed()

    def stay(self) -> None:
        """Somebody is still there."""
        self.asking = False
        self._touched_at = self._around.monotonic()
        self._changed()

    def start_over(self) -> None:
        """The next customer finds the screen as if nobody had been there."""
        self.visit = Visit(self._around.new_id(), self.branch.languages[0])
        self.route = self.given = None
        self.topic = Topic()
        self._taps.forget()
        self.at_limit = self.asking = False
        for wish in self._wishes:
            wish.forget()
        self._changed()

    def shut(self) -> None:
        """The store is broken: the calm page stands until the process ends."""
        self._shut = True
        self._changed()

    # What the screen asks

    @property
    def overview(self) -> Overview | None:
        """The last look into the lobby; None before the first."""
        return self._lookout.overview

    @property
    def issuing(self) -> bool:
        """Whether a ticket is on its way."""
        return self._ticket.pending

    @property
    def in_trouble(self) -> bool:
        """Whether this machine can give no numbers now."""
        return self._shut or self._lookout.unreadable or self._is_refused

    @property
    def seconds_left(self) -> int:
        """Until the screen goes home by itself."""
        return self._patience.seconds_left(self._quiet_s)

    # What happens in the lobby

    def heard(self, events: list[Event]) -> None:
        """The log has grown, or is heard again after a silence."""
        if self.given and (not events or any(map(self.given.is_told_of, events))):
            self._ask_for_paper(self.given.ticket.id)
        self._lookout.look()

    # Time

    def touched(self) -> None:
        """A finger or a key; while the question stands only an answer to it counts."""
        if not self.asking:
            self._touched_at = self._around.monotonic()

    def tick(self) -> None:
        """Do whatever is due by now."""
        now = self._around.monotonic()
        if self.given and self.given.is_over(self._patience, self._touched_at, now):
            self.start_over()
        elif self.given:
            self._note_paper(self.given.job)
        elif self._in_use:
            self._tick_idle()
        for wish in self._wishes:
            wish.tick()
        if now >= self._lookout.due_at:
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
        yield from (wish.due_at for wish in self._wishes)
        if self.given:
            yield self.given.due_at(self._patience, self._touched_at)
        elif self.asking:
            yield self._around.monotonic() + 1.0 - self._quiet_s % 1.0
        elif self._in_use:
            yield self._touched_at + self._patience.stage_ends(self._quiet_s)

    def _tick_idle(self) -> None:
        stage = self._patience.stage(self._quiet_s)
        self.asking = stage is Stage.ASKING and not self.in_trouble
        if stage is Stage.GONE:
            self.start_over()

    @property
    def _quiet_s(self) -> float:
        return self._around.monotonic() - self._touched_at

    @property
    def _is_settled(self) -> bool:
        """Whether a customer has had the time to see what slid in."""
        return self._around.monotonic() - self._shown_at >= SETTLED_S

    @property
    def _in_use(self) -> bool:
        if self.issuing:
            return False
        touched = not self.visit.is_untouched(self.branch.languages[0])
        return touched or self._is_refused or self.topic != Topic()

    @property
    def _is_refused(self) -> bool:
        return any(wish.refused for wish in self._wishes)

    def _seen(self) -> None:
        if not self._lookout.unreadable:
            for wish in self._wishes:
                wish.store_is_back()
        # The question would lie over the calm page and its button.
        self.asking = self.asking and not self.in_trouble
        self._check()
        if self.given:
            self._note_paper(self.given.job)
        self._changed()

    def _check(self) -> None:
        """Where the picks would lead now, and which machine could do it too."""
        picks, ticket_class = self.visit.picks, self.visit.ticket_class
        if not picks:
            return

        def checked(found: Route | Exception) -> None:
            if (picks, ticket_class) == (self.visit.picks, self.visit.ticket_class):
                self.route = None if isinstance(found, Exception) else found
                self._changed()

        self._around.send(lambda desk: desk.check(picks, ticket_class), checked)

    def _issued(self, found: Ticket | Opening) -> None:
        if isinstance(found, Ticket):
            self._give(found)
        else:
            service = self.branch.service(self.visit.picks[0]) if self.visit.picks else None
            self.topic = Topic(About.NOT_NOW, service=service, opening=found)
            self._lookout.look()
        self._changed()

    def _refused(self) -> None:
        """The store may be full, or away altogether; a look tells which."""
        self._lookout.look()
        self._changed()

    def _give(self, ticket: Ticket) -> None:
        now = self._around.monotonic()
        view = self._view(ticket.services[0])
        early = view.opening.opens_at if view and view.opening.state is Openness.EARLY else None
        self.given = Given(ticket, early, now, has_printer=self.branch.printer is not None, word_at=now)
        self.asking = False
        self._touched_at = self._shown_at = now
        self._rearrange(self.visit.without_picks(self._around.new_id()))
        self._ask_for_paper(ticket.id)

    def _ask_for_paper(self, ticket_id: int) -> None:
        self._around.send(lambda desk: desk.print_state(ticket_id), self._paper_known)

    def _paper_known(self, found: PrintState | Exception) -> None:
        if isinstance(found, Exception):
            self._around.failed("What became of the paper is not known", found)
        else:
            self._note_paper(found)
        self._changed()

    def _note_paper(self, job: PrintState) -> None:
        printer = printer_state(self.overview.printer if self.overview else None)
        if self.given:
            self.given = self.given.noted(job, printer, self._around.monotonic())

    def _help_asked(self, _found: None) -> None:
        self.visit = self.visit.having_asked(HelpKind.HELP)
        self._answer(Topic(About.HELP))

    def _told(self, found: Exception | None) -> None:
        if isinstance(found, Exception):
            self._around.failed(_UNTOLD, found)

    def _answer(self, topic: Topic) -> None:
        self.topic = topic
        self._shown_at = self._around.monotonic()
        self._changed()

    def _rearrange(self, visit: Visit) -> None:
        self.visit = visit
        self.route = None
        self.at_limit = False
        self._check()

    def _view(self, service: str) -> ServiceView | None:
        return self.overview.services.get(service) if self.overview else None
