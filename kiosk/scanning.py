"""What a kiosk's devices have read, told to its screen through the log: what it was, never what it said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.schema import TicketClass
from kiosk import forms
from kiosk.appointment import book
from kiosk.attempts import Attempts
from kiosk.clock import elapsed_s
from kiosk.event import Event, Kind
from kiosk.rating.finding import named
from kiosk.scans import UNKNOWN, ScanKind, recognised
from kiosk.site import Site

BURST = 3
REFILL_S = 2.0
"""A customer scans now and then. Faster than one in two seconds is a child's game or an attack."""
FRESH_S = 10.0
"""Whoever scanned longer ago has gone."""

_OFFERED = {TicketClass.CARE, TicketClass.VIP}


@dataclass(slots=True)
class Pace:
    """Lets three through at once and then one in two seconds, whatever arrives."""

    left: float = BURST
    at: float = 0.0

    def passes(self, now: float) -> bool:
        """Whether one more is let through."""
        self.left = min(BURST, self.left + max(0.0, now - self.at) / REFILL_S)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Readings:
    """Takes what the scanner and the card readers of one kiosk have read, from their own threads."""

    def __init__(self, open_site: Callable[[], Site], kiosk: str, monotonic: Callable[[], float]) -> None:
        self._open_site = open_site
        self._kiosk = kiosk
        self._monotonic = monotonic
        self._pace = Pace(at=monotonic())
        self._attempts = Attempts()
        self._lock = threading.Lock()

    def take_text(self, text: str) -> None:
        """A text was scanned; what comes too fast is dropped unread."""
        if self._passes():
            self._tell(lambda site: self._scan(site, text))

    def take_class(self, ticket_class: TicketClass) -> None:
        """A card earns a class; an ordinary one changes nothing and is told to nobody."""
        if ticket_class in _OFFERED and self._passes():
            self._tell(lambda site: tell_class(site, ticket_class, self._kiosk))

    def _scan(self, site: Site, text: str) -> None:
        """The code of an appointment is short: a phone could show the scanner one after the other."""
        now = self._monotonic()
        may_try = self._attempts.may_try(now)
        if not tell_scan(site, text, self._kiosk, may_try=may_try) and may_try:
            self._attempts = self._attempts.failed(now)

    def _passes(self) -> bool:
        with self._lock:
            return self._pace.passes(self._monotonic())

    def _tell(self, deed: Callable[[Site], None]) -> None:
        site = self._open_site()
        with closing(site.store):
            deed(site)


def tell_scan(site: Site, text: str, kiosk: str, *, may_try: bool = True) -> bool:
    """Write what a text is, if it is anything of ours that is still good; False for a wrong code.

    Unless they `may_try`, the codes of appointments are not looked at.
    """
    guessed = False
    scan = recognised(text, site.branch.address.public_url)
    ticket_id: int | None = None
    facts: dict[str, Any] = {"kiosk": kiosk}
    if scan.kind is ScanKind.TICKET:
        with site.store.read() as cursor:
            ticket = named(site, cursor, scan.code)
        ticket_id = ticket.id if ticket else None
        scan = scan if ticket else UNKNOWN
    elif scan.kind is ScanKind.APPOINTMENT:
        appointment = book.by_code(site, scan.code) if may_try else None
        facts |= {"appointment": appointment.id} if appointment else {}
        guessed, scan = appointment is None, scan if appointment else UNKNOWN
    with site.writing() as journal:
        event = journal.record(Kind.SCANNED, ticket_id, facts={**facts, "scan": scan.kind.value})
        if scan.kind is ScanKind.FORM:
            forms.hand_over(journal.cursor, event, kiosk, scan.code)
    return not guessed


def tell_class(site: Site, ticket_class: TicketClass, kiosk: str) -> None:
    """Write that a card at this kiosk earns a class."""
    with site.writing() as journal:
        journal.record(Kind.CLASS_SHOWN, facts={"kiosk": kiosk, "class": ticket_class.value})


def is_for(event: Event, kiosk: str, now: datetime) -> bool:
    """Whether the screen of a kiosk answers an event: it happened here, and just now."""
    if event.kind not in {Kind.SCANNED, Kind.CLASS_SHOWN} or event.facts.get("kiosk") != kiosk:
        return False
    return elapsed_s(event.at, now) <= FRESH_S
