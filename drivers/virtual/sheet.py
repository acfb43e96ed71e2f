"""The piece of paper between the head and the last cut."""

from __future__ import annotations

from dataclasses import dataclass, field

from printer.lengths import PRESENT
from printer.operations import (
    AutoStatus,
    Barcode,
    Columns,
    CounterRequest,
    Cut,
    Eject,
    Feed,
    Fence,
    Forget,
    IdentityRequest,
    LineFeed,
    Mark,
    Operation,
    PageEnd,
    Qr,
    Raster,
    RealTime,
    Reset,
    Set,
    Setting,
    Skipped,
    StatusRequest,
    Store,
    StoredRequest,
    Text,
)

_FEEDING = (LineFeed, Feed, Raster, Cut, PageEnd)
"""After these nothing waits in the line buffer any more."""


_QUESTION_BYTES = {
    Fence: 11, AutoStatus: 3, StatusRequest: 3, IdentityRequest: 3, CounterRequest: 2, Mark: 1,
    StoredRequest: 9,
}  # fmt: skip
_MOST_BYTES = 4_000_000
"""No ticket is longer: what comes behind runs off the roll, and is not kept."""


@dataclass
class Sheet:
    """What was printed since the last cut: the operations, and the bytes they came in."""

    settings: dict[Setting, int] = field(default_factory=dict)
    """What the host has set and not reset; it outlives a cut."""
    operations: list[Operation] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)
    """The host's bytes without its questions to the printer."""
    _incoming: bytearray = field(default_factory=bytearray)
    _on_paper: int = 0

    @property
    def inked(self) -> bool:
        """Whether there is anything to see on it."""
        return any(map(_inks, self.operations))

    def fresh(self) -> Sheet:
        """The next sheet of the same printer."""
        kept = dict(self.settings)
        return Sheet(kept, [Set(setting, value) for setting, value in kept.items()])

    def take(self, byte: bytes) -> None:
        """A byte that belongs to the operation to come."""
        if len(self._incoming) < _MOST_BYTES:
            self._incoming += byte

    def leave_out(self, question: Operation) -> None:
        """The last bytes are no part of the ticket, but for a real-time command amid a picture's data."""
        match question:
            case RealTime(command):
                size = len(command)
            case Skipped(data):
                size = len(data)
            case Store() | Forget():
                size = len(self._incoming)
            case Eject(deed):
                size = 3 + (deed == PRESENT)
            case _:
                size = _QUESTION_BYTES[type(question)]
        if not isinstance(question, RealTime) or len(self._incoming) == size:
            del self._incoming[-size:]

    def add(self, operation: Operation) -> None:
        """One operation is done."""
        data = bytes(self._incoming)
        self._incoming.clear()
        self._note(operation)
        if len(self.data) + len(data) > _MOST_BYTES and not isinstance(operation, Cut):
            return
        self.data += data
        self.operations.append(operation)
        if isinstance(operation, _FEEDING):
            self._on_paper = len(self.operations)

    def clear_line(self) -> None:
        """What was not fed yet is forgotten; what was set stays set."""
        waiting = self.operations[self._on_paper :]
        self.operations[self._on_paper :] = [one for one in waiting if isinstance(one, Set)]
        self._incoming.clear()

    def reset(self) -> None:
        """Every setting as after switching on."""
        self.add(Reset())

    def _note(self, operation: Operation) -> None:
        if isinstance(operation, Reset):
            self.settings.clear()
        elif isinstance(operation, Set):
            self.settings[operation.setting] = operation.value


def _inks(operation: Operation) -> bool:
    match operation:
        case Text(text):
            return not text.isspace()
        case Raster(data=data) | Columns(data=data):
            return any(data)
        case Qr() | Barcode():
            return True
        case _:
            return False
