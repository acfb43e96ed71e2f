"""What one customer has asked of the screen so far. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from config.schema import TicketClass
from kiosk import forms
from kiosk.appointment.appointment import Appointment, request_for
from kiosk.help import HelpKind
from kiosk.issuing import IssueRequest


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer at the screen; the next one begins a new one."""

    request_id: str
    """Names this basket: the same basket is at most one ticket, however often it is asked for."""
    language: str
    picks: tuple[str, ...] = ()
    care: bool = False
    vip: bool = False
    """A card at the kiosk said so."""
    large: bool = False
    low: bool = False
    strong: bool = False
    """In high contrast."""
    heard: bool = False
    """With everything said aloud."""
    louder: int = 0
    """How many steps louder than every customer begins with."""
    page: int = 0
    choosing: bool = False
    """Whether the languages are offered."""
    asked: frozenset[HelpKind] = frozenset()
    """What staff were asked for, and need not be asked for again."""
    forms: tuple[str, ...] = field(default=(), repr=False)
    """The codes of forms that were shown, for the ticket to come."""

    @property
    def ticket_class(self) -> TicketClass:
        if self.care:
            return TicketClass.CARE
        return TicketClass.VIP if self.vip else TicketClass.ORDINARY

    @property
    def is_favoured(self) -> bool:
        """Whether the ticket will be of a class that is called sooner."""
        return self.ticket_class is not TicketClass.ORDINARY

    @property
    def request(self) -> IssueRequest:
        """The ticket this customer asks for."""
        return IssueRequest(
            self.picks, self.request_id, self.ticket_class, self.language, self.large, forms=self.forms
        )

    def taking_up(self, appointment: Appointment, now: datetime, request_id: str) -> IssueRequest:
        """The ticket that is due to this customer, who comes for an appointment."""
        return request_for(
            appointment, now, request_id, language=self.language, large=self.large, forms=self.forms
        )

    def toggled(self, service: str, request_id: str) -> Visit:
        """With a service picked, or left out if it was; another basket has another name."""
        if service in self.picks:
            picks = tuple(pick for pick in self.picks if pick != service)
        else:
            picks = (*self.picks, service)
        return replace(self, picks=picks, request_id=request_id)

    def with_care(self, request_id: str) -> Visit:
        """Asking for care, or no longer for anything but what everybody gets."""
        return replace(self, care=not self.is_favoured, vip=False, request_id=request_id)

    def with_class(self, ticket_class: TicketClass, request_id: str) -> Visit:
        """With what a card earns; it takes nothing away."""
        care, vip = ticket_class is TicketClass.CARE, ticket_class is TicketClass.VIP
        return replace(self, care=self.care or care, vip=self.vip or vip, request_id=request_id)

    def with_form(self, code: str, request_id: str) -> Visit:
        """With a form more, which counts once; another basket has another name."""
        together = forms.together(self.forms, (code,))
        return replace(self, forms=together, request_id=request_id)

    def without_picks(self, request_id: str) -> Visit:
        return replace(self, picks=(), request_id=request_id)

    def without_forms(self) -> Visit:
        """They are with a ticket by now."""
        return replace(self, forms=())

    def having_asked(self, kind: HelpKind) -> Visit:
        """Staff were asked; nothing is open any more once that was cancelled."""
        if kind is HelpKind.CANCELLED:
            return replace(self, asked=self.asked - {HelpKind.HELP})
        return replace(self, asked=self.asked | {kind})

    def is_untouched(self, language: str) -> bool:
        """Whether the screen stands as the next customer should find it."""
        return self == Visit(self.request_id, language)
