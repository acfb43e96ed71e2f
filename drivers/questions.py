"""What a printer can be asked or told at any time, apart from tickets."""

from __future__ import annotations

from functools import cache

from config.profile import Evidence, Overdue, Presenter, PrinterProfile

STATUS = b"".join(bytes((0x10, 0x04, n)) for n in range(1, 5))
"""DLE EOT 1 to 4: printer, causes of being off-line, errors, paper. Answered at once, also off-line."""
FULL_STATUS = b"\x10\x04\x14"
"""DLE EOT 14h of kiosk printers: also whether a ticket is in the mouth."""
STAR_STATUS = b"\x1b\x06\x01"
"""ESC ACK SOH of Star's printers, which do not know DLE EOT."""
WATCH = b"\x1da\x0f"
"""GS a: tell by yourself when anything changes. Forgotten with the power."""
CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
"""DLE DC4 8: forget what is in the buffers. Obeyed at once."""
STATUS_FENCE = b"\x1dr\x01"
"""GS r 1: answered when everything before it was worked off."""
CUTS = b"\x1d\xe2"
"""GS E2h of Custom's printers: how many cuts. Answered when everything before it was worked off."""
RETRACTIONS = b"\x1d\xe4"
"""GS E4h: how many tickets were taken back."""
ETB = b"\x17"
"""Of Star's printers: counted when everything before it is on paper."""
IDENTITY = tuple(b"\x1dI" + bytes((n,)) for n in (67, 66, 65))
"""GS I: the model's name, its maker, its firmware."""

_NAMELESS = {
    Evidence.GS_R: STATUS_FENCE,
    Evidence.CUSTOM_PRESENTER: CUTS,
    Evidence.STAR_ETB: ETB,
}


@cache
def nameless_fence(profile: PrinterProfile) -> bytes:
    """What is answered without a name once everything before it was worked off; nothing if it has none."""
    return _NAMELESS.get(profile.completion, b"")


@cache
def status_of(profile: PrinterProfile) -> bytes:
    """How a printer of this kind is asked how it fares."""
    if profile.completion is Evidence.STAR_ETB:
        return STAR_STATUS
    return STATUS + FULL_STATUS if profile.presenter.has else STATUS


@cache
def watch(profile: PrinterProfile) -> bytes:
    """What makes it tell of changes by itself; nothing if it cannot."""
    return b"\x1da" + bytes((profile.asb,)) if profile.asb else b""


def tells_only_when_asked(profile: PrinterProfile) -> bool:
    """Whether the word that a ticket waits for comes only as an answer: it is asked for often then."""
    return profile.completion is Evidence.STAR_ETB or profile.presenter.has or not profile.asb


def present(presenter: Presenter) -> bytes:
    """GS e 3: hold the ticket out."""
    return b"\x1de\x03" + bytes((presenter.steps,)) if presenter.has else b""


def overdue(presenter: Presenter) -> bytes:
    """GS e 2 takes a ticket that nobody took back in, GS e 5 throws it out."""
    return b"\x1de\x02" if presenter.on_timeout is Overdue.RETRACT else b"\x1de\x05"
