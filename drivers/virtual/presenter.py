"""The presenter of a virtual kiosk printer: a cut ticket waits inside, is held out, and leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from drivers.virtual.sheet import Sheet

CUTS, FED_CM, RETRACTED, STARTS, LEFT_CM = 0xE2, 0xE3, 0xE4, 0xE5, 0xE1
"""GS E1h to E5h."""
_ROLL_CM = 15_000
_TICKET_CM = 12


class Deed(IntEnum):
    """GS e n."""

    RETRACT = 2
    PRESENT = 3
    EJECT = 5
    STATUS = 6


@dataclass
class VirtualPresenter:
    """Paper between the cutter and the customer, and the counters of such printers."""

    drop: Callable[[Sheet], None]
    """It is with the customer, or on the floor."""
    swallow: Callable[[Sheet], None]
    """It was taken back in, where nobody gets at it."""
    will_jam: bool = False
    cuts: int = 0
    retracted: int = 0
    starts: int = 1
    _inside: Sheet | None = field(default=None, repr=False)
    _out: Sheet | None = field(default=None, repr=False)

    @property
    def holds(self) -> bool:
        """Whether a ticket stands in the mouth."""
        return self._out is not None

    def receive(self, sheet: Sheet) -> None:
        """A cut ticket; one that is still there is pushed out."""
        for before in filter(None, (self._out, self._inside)):
            self.drop(before)
        self._inside, self._out = sheet, None

    def obey(self, deed: int) -> bool:
        """What the host wants done with it; False if the paper jammed."""
        if deed == Deed.PRESENT and self._inside is not None:
            if self.will_jam:
                self._inside = None
                return False
            self._inside, self._out = None, self._inside
        elif deed == Deed.EJECT:
            self._leave(self.drop)
        elif deed == Deed.RETRACT:
            self.retracted += self._leave(self.swallow)
        return True

    def take(self) -> None:
        """A hand takes the ticket."""
        if self._out is not None:
            self._leave(self.drop)

    def _leave(self, way: Callable[[Sheet], None]) -> int:
        leaving = [sheet for sheet in (self._out, self._inside) if sheet is not None]
        self._inside = self._out = None
        for sheet in leaving:
            way(sheet)
        return len(leaving)

    def count(self, kind: int) -> bytes:
        """The answer to one of the counters."""
        answers = {
            CUTS: f"{self.cuts} cuts",
            FED_CM: f"{self.cuts * _TICKET_CM}cm",
            RETRACTED: f"{self.retracted}ret",
            STARTS: f"{self.starts}on",
            LEFT_CM: f"{max(0, _ROLL_CM - self.cuts * _TICKET_CM)}cm",
        }
        return answers[kind].encode()
