"""Printers whose own words are not, or not only, Epson's: kiosk printers by Custom, and Star's."""

from __future__ import annotations

import re
from typing import Protocol

from config.profile import Evidence, PrinterProfile
from printer.inbound import Count, Fact, Flow, FullStatus, InboundEar, StarStatus, Stray

_FULL_STATUS = rb"\x10\x0f(?P<status>.{4})"
_COUNT = rb"(?P<count>[0-9]{1,10}) ?(?P<unit>cuts|ret|on|cm)"
_WHOLE = re.compile(_FULL_STATUS + rb"|" + _COUNT, re.DOTALL)
_BEGUN = re.compile(
    rb"\x10(?:\x0f.{0,3})?|[0-9]{1,10} ?(?:c(?:ut?)?|re?|o)?",
    re.DOTALL,
)
_XON, _XOFF = 0x11, 0x13
_STAR_LEAST = 3
_CLEAR_BITS = {1: 0x11}
"""Of the bytes behind the first; the second, the version, may have bit 7 set."""


class Ear(Protocol):
    """Takes a printer's stream in chunks of any size."""

    def hear(self, chunk: bytes) -> list[Fact]:
        """What these bytes tell."""


def ear_of(profile: PrinterProfile) -> Ear:
    """A fresh ear for a printer of this kind; one for each time the port is opened."""
    if profile.completion is Evidence.STAR_ETB:
        return StarEar()
    ear = InboundEar(profile.dle_eot_mask)
    if profile.presenter.has or profile.completion is Evidence.CUSTOM_PRESENTER:
        return KioskEar(ear)
    return ear


class KioskEar:
    """Picks out counters and full statuses; the rest is for the ear behind it.

    Digits look like real-time answers: they are held back until they have turned out to be none.
    """

    def __init__(self, behind: Ear) -> None:
        self._behind = behind
        self._held = b""

    def hear(self, chunk: bytes) -> list[Fact]:
        """What these bytes tell."""
        facts: list[Fact] = []
        for value in chunk:
            self._take(value, facts)
        return facts

    def _take(self, value: int, facts: list[Fact]) -> None:
        self._held += bytes((value,))
        if whole := _WHOLE.fullmatch(self._held):
            self._held = b""
            facts.append(_kiosk_fact(whole))
        elif not _BEGUN.fullmatch(self._held):
            self._give_up(facts)

    def _give_up(self, facts: list[Fact]) -> None:
        """The first byte held belongs to nothing of ours: on with the others."""
        first, rest, self._held = self._held[:1], self._held[1:], b""
        facts += self._behind.hear(first)
        for value in rest:
            self._take(value, facts)


def _kiosk_fact(whole: re.Match[bytes]) -> Fact:
    if whole["status"] is not None:
        return FullStatus(whole["status"])
    return Count(int(whole["count"]), whole["unit"].decode())


class StarEar:
    """A status of Star's: a first byte that tells how many there are, bits 0 and 4 clear in the others."""

    def __init__(self) -> None:
        self._held = b""

    def hear(self, chunk: bytes) -> list[Fact]:
        """What these bytes tell."""
        facts: list[Fact] = []
        for value in chunk:
            if value in {_XON, _XOFF}:
                facts.append(Flow(value == _XON))
            else:
                self._take(value, facts)
        return facts

    def _take(self, value: int, facts: list[Fact]) -> None:
        begins = value & 0x91 == 1 and _star_length(value) >= _STAR_LEAST
        if not self._held:
            if begins:
                self._held = bytes((value,))
            else:
                facts.append(Stray(bytes((value,))))
        elif value & _CLEAR_BITS.get(len(self._held), 0x91):
            facts.append(Stray(self._held))
            self._held = b""
            self._take(value, facts)
        else:
            self._go_on(value, facts)

    def _go_on(self, value: int, facts: list[Fact]) -> None:
        self._held += bytes((value,))
        if len(self._held) == _star_length(self._held[0]):
            facts.append(StarStatus(self._held))
            self._held = b""


def _star_length(first: int) -> int:
    """Bits 1 to 3 and 5 of the first byte count all of them."""
    return (first & 0x20) >> 2 | (first & 0x0E) >> 1
