"""Pre-filled forms: the codes that a ticket carries to its counter. Whose they are only the bank knows.

What a scanner has read waits in the store for the screen, and leaves it as soon as the screen has it: a
form of which nothing comes is in no log. A code stands in the log once it is with a ticket.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk import rows
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket

MOST = 3
"""So many forms go with one ticket: more would push what everybody needs off the paper."""
SHORTEST, LONGEST = 4, 12

_CODE = re.compile(rf"[A-Z0-9]{{{SHORTEST},{LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was shown at a kiosk."""

    code: str = field(repr=False)
    ticket_id: int | None = None
    """The ticket, of a visit that is not over, that has it already."""


def is_code(text: str) -> bool:
    """Whether a text could be a form's code, as the house writes it: in capitals."""
    return _CODE.fullmatch(text) is not None


def together(held: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """The codes of both, each once, in the order in which they came, as far as a ticket has room."""
    return tuple(dict.fromkeys([*held, *more]))[:MOST]


def sensible(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes as the house writes them; LobbyError, which never repeats one, for what is no code."""
    asked = tuple(dict.fromkeys(code.upper() for code in codes))
    if len(asked) > MOST:
        raise LobbyError(f"A ticket carries at most {MOST} forms; {len(asked)} were given.")
    for code in asked:
        if not is_code(code):
            raise LobbyError(
                f"A form's code has {SHORTEST} to {LONGEST} letters and digits;"
                f" one of {len(code)} characters was given that is not so."
            )
    return asked


def free(cursor: Cursor, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those that no other ticket of a visit that goes on has."""
    taken = {code for ticket in _with_forms(cursor) for code in ticket.forms} if codes else set()
    return tuple(code for code in codes if code not in taken)


# On its way from the scanner to the screen


def hand_over(cursor: Cursor, scanned: Event, kiosk: str, code: str) -> None:
    """Keep a code until the screen of its kiosk has taken it; the one before, which nobody took, goes."""
    cursor.run("DELETE FROM form_read WHERE kiosk = ?", kiosk)
    cursor.run("INSERT INTO form_read (scan, kiosk, code) VALUES (?, ?, ?)", scanned.seq, kiosk, code)


def take_over(site: Site, scanned: Event) -> Form | None:
    """The form of a scan, or of a later one at the same kiosk; None once the screen has it."""
    asked = scanned.seq, scanned.facts["kiosk"]
    with site.store.write(quietly=True) as cursor:
        found = cursor.one("SELECT code FROM form_read WHERE scan >= ? AND kiosk = ?", *asked)
        cursor.run("DELETE FROM form_read WHERE scan >= ? AND kiosk = ?", *asked)
        return _form(cursor, found[0]) if found else None


def look_up(site: Site, code: str) -> Form:
    """The form whose code was typed."""
    with site.store.read() as cursor:
        return _form(cursor, code)


# With a ticket


def add(site: Site, ticket_id: int, code: str) -> Ticket:
    """A form that was shown after the ticket was given; what cannot be added changes nothing."""
    [asked] = sensible((code,))
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if asked in ticket.forms:
            return ticket
        if len(ticket.forms) >= MOST:
            raise LobbyError(f"Ticket {ticket.label} carries {MOST} forms: it has no room for another.")
        if not free(journal.cursor, (asked,)):
            raise LobbyError(f"This form is with another ticket already: {ticket.label} can't have it too.")
        journal.record(Kind.FORM_ADDED, ticket_id, facts={"form": asked})
        return journal.ticket(ticket_id)


def _form(cursor: Cursor, code: str) -> Form:
    held = next((ticket.id for ticket in _with_forms(cursor) if code in ticket.forms), None)
    return Form(code, held)


def _with_forms(cursor: Cursor) -> list[Ticket]:
    return rows.tickets(cursor, "live = 1 AND forms <> ''")
