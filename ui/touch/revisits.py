"""Somebody comes back with a ticket, or with an appointment: scanned or typed; knows nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from config.schema import Branch
from kiosk.appointment.appointment import Appointment
from kiosk.attempts import Attempts
from kiosk.event import Event
from kiosk.forms import Form
from kiosk.holder import Held
from kiosk.rating.cases import Answer
from kiosk.scans import ScanKind
from kiosk.ticket import Ticket
from ui.touch import desk as asking
from ui.touch.forms_here import FormsHere
from ui.touch.patience import Patience
from ui.touch.revisit import Revisit, Step
from ui.touch.surroundings import Errand, Surroundings
from ui.touch.wish import Wish

_PLACES = {"ticket": Step.NUMBER, "appointment": Step.APPOINTMENT, "form": Step.FORM_CODE}
_BEFORE = {
    Step.NUMBER: Step.CHOICE,
    Step.APPOINTMENT: Step.CHOICE,
    Step.FORM_CODE: Step.CHOICE,
    Step.CODE: Step.NUMBER,
    Step.REASONS: Step.FACES,
}


class Revisits:
    """One errand after the other; `shown` hears of each new step."""

    def __init__(
        self,
        branch: Branch,
        around: Surroundings,
        shown: Callable[[], None],
        refused: Callable[[], None],
        forms: FormsHere,
    ) -> None:
        self.now = Revisit()
        self._forms = forms
        self._branch = branch
        self._around = around
        self._shown = shown
        self._attempts = Attempts()
        self._patience = Patience.of(branch.rules)
        self._look = Wish(around, "A ticket or an appointment could not be looked up", refused)
        self._judge = Wish(around, "A rating could not be kept", refused)
        self._join = Wish(around, "A form could not be put with its ticket", refused)
        self.wishes = (self._look, self._judge, self._join)

    @property
    def is_open(self) -> bool:
        """Whether an errand is on the screen."""
        return self.now.step is not Step.NOTHING

    def goes_at(self, touched_at: float) -> float:
        """When it goes by itself: a place in the queue is not for the next customer."""
        if self.now.step is not Step.PLACE:
            return math.inf
        return touched_at + self._patience.shows_ticket_for(troubled=False)

    # What is pressed

    def begin(self) -> None:
        """Somebody has a ticket or an appointment."""
        self._show(Revisit(Step.CHOICE))

    def choose(self, what: str) -> None:
        """Which of the two, by typing."""
        if self.now.step is Step.CHOICE:
            self._show(Revisit(_PLACES[what]))

    def press(self, key: str) -> None:
        """A key of the keypad."""
        self.now = self.now.pressed(key, self._branch)

    def confirm(self) -> None:
        """What was typed is complete: look it up."""
        now = self.now
        if not now.is_complete or self._look.pending:
            return
        if now.step is Step.NUMBER:
            self._show(Revisit(Step.CODE, number=now.typed))
        elif not self._attempts.may_try(self._around.monotonic()):
            self._show(Revisit(Step.REST))
        elif now.step is Step.CODE:
            self._ask(lambda desk: asking.held_by_number(desk, now.number, now.typed), typed=True)
        elif now.step is Step.APPOINTMENT:
            self._ask(lambda desk: asking.appointment_by_code(desk, now.typed), typed=True)
        elif now.step is Step.FORM_CODE:
            self._look.send(lambda desk: asking.form_typed(desk, now.typed), self._form_typed)

    def judge_yet(self) -> None:
        """Noted as missed, and served all the same."""
        held = self.now.held
        if self.now.step is Step.PLACE and held and held.may_judge:
            self._show(Revisit(Step.FACES, held=held))

    def judge(self, score: int) -> None:
        """One of the five faces."""
        if self.now.step is Step.FACES:
            self._show(self.now.judged(score))

    def pick_reason(self, reason: str) -> None:
        """One of the reasons, at most three."""
        if self.now.step is Step.REASONS and not self._judge.pending:
            self.now = self.now.with_reason(reason)

    def toggle_manager(self) -> None:
        """A manager shall come now, or need not."""
        if self.now.step is Step.REASONS and not self._judge.pending:
            self.now = replace(self.now, call_manager=not self.now.call_manager)

    def send(self) -> None:
        """The verdict is given: only now is the ticket's right to judge used."""
        held, verdict = self.now.held, self.now.verdict
        if self.now.step is Step.REASONS and held and not self._judge.pending:
            self._judge.send(lambda desk: asking.judged(desk, held.token, verdict), self._judged)

    def join(self) -> None:
        """The form goes with the ticket that is here."""
        ticket, code = self.now.ticket, self.now.form
        if self.now.step is Step.FORM_JOIN and ticket and not self._join.pending:
            self._join.send(lambda desk: asking.form_added(desk, ticket.id, code), self._joined)

    def apart(self) -> None:
        """The form is for another ticket, which is taken now."""
        code = self.now.form
        if self.now.step is Step.FORM_JOIN and not self._join.pending:
            self._show(self._forms.for_another(code))

    def back(self) -> None:
        """One step back; from the first the errand is over."""
        now, before = self.now, _BEFORE.get(self.now.step, self.now.retype)
        if self._judge.pending:
            return
        # What was looked up for the step that is left would come up later, before whoever stands there then.
        self.close()
        stays = before is not Step.NOTHING
        self._show(Revisit(before, typed=now.number, held=now.held) if stays else Revisit())

    def close(self) -> None:
        """The errand is over, and nothing of it stays."""
        self.now = Revisit()
        for wish in self.wishes:
            wish.forget()

    # What is scanned

    def scanned(self, event: Event) -> bool:
        """Answer what was held before the scanner; a verdict that has begun is not disturbed."""
        if self.now.step is Step.REASONS or any(wish.pending for wish in self.wishes):
            return False
        kind = ScanKind(event.facts["scan"])
        if kind is ScanKind.TICKET and event.ticket_id is not None:
            ticket_id = event.ticket_id
            self._ask(lambda desk: asking.held_by_id(desk, ticket_id))
        elif kind is ScanKind.APPOINTMENT:
            appointment_id = event.facts["appointment"]
            self._ask(lambda desk: asking.appointment_by_id(desk, appointment_id))
        elif kind is ScanKind.FORM:
            self._look.send(lambda desk: asking.form_read(desk, event), self._form_shown)
        else:
            self._show(Revisit(Step.UNKNOWN))
        return True

    def nothing_there(self, retype: Step = Step.NOTHING) -> None:
        """What was asked for is not to be had; what was typed may have been mistyped."""
        self._show(Revisit(Step.UNKNOWN, number=self.now.number, retype=retype))

    def _ask(self, errand: Errand, *, typed: bool = False) -> None:
        self._look.send(errand, lambda found: self._found(found, typed=typed))

    def _found(self, found: Held | Appointment | None, *, typed: bool) -> None:
        match found:
            case Held(progress=None):
                self._show(Revisit(Step.FACES, held=found))
            case Held():
                self._show(Revisit(Step.PLACE, held=found))
            case Appointment():
                self._show(Revisit(Step.OFFER, appointment=found))
            case None:
                if typed:
                    self._attempts = self._attempts.failed(self._around.monotonic())
                # A number is looked at again before its code is.
                first = {Step.CODE: Step.NUMBER}.get(self.now.step, self.now.step)
                self.nothing_there(first if typed else Step.NOTHING)

    def _form_shown(self, form: Form | None) -> None:
        # Of those that were read at once the last one is told, and told once.
        if form:
            self._show(self._forms.shown(form, self.now))

    def _form_typed(self, form: Form) -> None:
        if form.ticket_id is not None:
            # Nobody finds out by trying which forms are about.
            self._attempts = self._attempts.failed(self._around.monotonic())
        self._form_shown(form)

    def _joined(self, ticket: Ticket | None) -> None:
        if ticket:
            self._forms.joined(ticket)
        self._show(Revisit(Step.FORM_THERE, ticket=ticket) if ticket else Revisit(Step.UNKNOWN))

    def _judged(self, answer: Answer | None) -> None:
        self._show(
            Revisit(Step.THANKS, answer=answer, score=self.now.score) if answer else Revisit(Step.UNKNOWN)
        )

    def _show(self, now: Revisit) -> None:
        self.now = now
        self._shown()
