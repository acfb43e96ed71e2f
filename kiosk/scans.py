"""What a scanned text is: one of our tickets, an appointment, a pre-filled form, or nothing of ours. Pure.

Only what is recognised leaves this module; the text itself goes nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk import forms
from kiosk.appointment.appointment import is_code
from kiosk.token import TOKEN_LENGTH

LONGEST = 256
"""No code of ours is longer; what is longer is not looked through."""

_TOKEN = re.compile(rf"[A-Za-z2-7]{{{TOKEN_LENGTH}}}")


class ScanKind(StrEnum):
    """What was held before the scanner."""

    TICKET = "ticket"
    APPOINTMENT = "appointment"
    FORM = "form"
    """A form that the customer filled in before coming; its code goes with the ticket to the counter."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scan:
    """A text as far as it is ours."""

    kind: ScanKind
    code: str = field(default="", repr=False)
    """The token of a ticket, or the code of an appointment or a form."""


UNKNOWN = Scan(ScanKind.UNKNOWN)


def recognised(text: str, public_url: str) -> Scan:
    """What a text is: the address of one of our pages, or what stands at its end alone."""
    if len(text) > LONGEST or not text.isascii():
        return UNKNOWN
    page, code = _parted(text.strip(), public_url)
    if page in {"", "T"} and _TOKEN.fullmatch(code):
        return Scan(ScanKind.TICKET, code.upper())
    if page in {"", "A"} and is_code(code):
        return Scan(ScanKind.APPOINTMENT, code)
    if page == "F" and forms.is_code(code.upper()):
        return Scan(ScanKind.FORM, code.upper())
    return UNKNOWN


def _parted(text: str, public_url: str) -> tuple[str, str]:
    """The page's letter and what follows; without an address of ours the whole text."""
    ours = f"{public_url}/".upper()
    if not public_url or not text.upper().startswith(ours):
        return "", text
    page, _, code = text[len(ours) :].partition("/")
    # A page without its letter is no page of ours.
    return (page.upper() or "-"), code
