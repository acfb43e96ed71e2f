"""From a print order to the bytes of its paper, with everything slow done beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from config.phrases import Phrases
from config.profile import PrinterProfile
from config.schema import Branch, Text
from config.template import Template
from drivers.trial_print import trial_lines
from kiosk.papers import PrintOrder
from kiosk.peaks.outlook import Outlook
from kiosk.ticket import Ticket
from printer.escpos import compile_parts
from printer.layout import USUAL, Setting, ticket_lines
from printer.lines import Line
from printer.logo import Logo
from printer.sample import SAMPLE_LINK, sample_ticket


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ticket's bytes: what is printed, and the cut behind it."""

    content: bytes
    cut: bytes


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the tickets of one branch for one printer."""

    branch: Branch
    profile: PrinterProfile
    phrases: Callable[[str], Phrases]
    link: Callable[[Ticket], str | None]
    """What a ticket's QR code opens."""
    template: Callable[[str], Template] = USUAL.template
    """What stands on the paper of tickets in a language."""
    logo: Logo | None = None
    """What the printer has stored."""
    outlook: Callable[[date], Outlook | None] = lambda _: None
    """What a day is expected to be like."""

    def set(self, order: PrintOrder) -> Sheet:
        """The paper that an order asks for."""
        return self._set(order.ticket, self.link(order.ticket), order.job.copy, dict(order.outage))

    def trial(self) -> Sheet:
        """The test ticket; it is nobody's and has no number."""
        return self._sheet(trial_lines(self.profile))

    def warm_up(self, now: datetime) -> None:
        """Set a ticket of each look for nobody, so that the first customer does not wait for it."""
        for language in self.branch.languages:
            for large in (False, True):
                self._set(sample_ticket(self.branch, now, language=language, large=large), SAMPLE_LINK, 0, {})

    def _set(self, ticket: Ticket, link: str | None, copy: int, outage: Text) -> Sheet:
        outlook = self.outlook(ticket.day)
        setting = Setting(self.template, outage=outage, logo=self.logo, outlook=outlook)
        lines = ticket_lines(
            ticket, self.branch, self.profile, phrases=self.phrases, link=link, copy=copy, setting=setting
        )
        return self._sheet(lines)

    def _sheet(self, lines: Iterable[Line]) -> Sheet:
        *content, cut = compile_parts(lines, self.profile)
        return Sheet(b"".join(content), cut)
