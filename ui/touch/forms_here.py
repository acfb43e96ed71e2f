"""Whom a form that was shown is for: the ticket on the screen, or the one that is still to be taken."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.forms import MOST, Form
from kiosk.ticket import Ticket
from ui.touch.given import Given
from ui.touch.picking import Picking
from ui.touch.revisit import Revisit, Step


class FormsHere:
    """What stands at the screen besides the errand itself."""

    def __init__(
        self, picking: Picking, given: Callable[[], Given | None], start_over: Callable[[], None]
    ) -> None:
        self._picking = picking
        self._given = given
        self._start_over = start_over
        self._joined: Ticket | None = None

    def shown(self, form: Form, now: Revisit) -> Revisit:
        """The errand once a form was shown; its code stays with the visit, and is on no page."""
        ticket = self._ticket(now)
        if form.ticket_id is not None:
            here = ticket is not None and ticket.id == form.ticket_id
            return Revisit(Step.FORM_THERE, ticket=ticket) if here else Revisit(Step.FORM_ELSEWHERE)
        if ticket is not None:
            # Whoever comes next may show a form while the ticket before is still on the screen.
            step = Step.FORM_FULL if len(ticket.forms) >= MOST else Step.FORM_JOIN
            return Revisit(step, ticket=ticket, form=form.code)
        kept = self._kept(form.code)
        if kept.step is Step.FORM and now.step is Step.OFFER:
            return Revisit(Step.OFFER, appointment=now.appointment, form=form.code)
        return kept

    def joined(self, ticket: Ticket) -> None:
        """A form went with the ticket that is here."""
        self._joined = ticket

    def for_another(self, code: str) -> Revisit:
        """The form is for a ticket of its own: the one on the screen goes."""
        if self._given():
            self._start_over()
        return self._kept(code)

    def _kept(self, code: str) -> Revisit:
        """The errand once a form goes with the ticket to come, if that has room for it."""
        return Revisit(Step.FORM if self._picking.keep_form(code) else Step.FORM_FULL)

    def _ticket(self, now: Revisit) -> Ticket | None:
        """Of the holder who is here."""
        if now.ticket:
            return now.ticket
        if given := self._given():
            # Which may have got a form since it was given.
            known = self._joined
            return known if known and known.id == given.ticket.id else given.ticket
        return now.held.ticket if now.held and now.held.progress else None
