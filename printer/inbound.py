"""The printer's own words: one interleaved stream of bytes, taken apart into facts.

Patterns: Epson TM-T88III, appendix G. Everything has a pattern of its own in bits 0, 1, 4 and 7:
a reply to DLE EOT, the first byte of an automatic status and its three others, XON and XOFF,
and blocks, which run to a NUL and let nothing but flow control in between.
"""

from __future__ import annotations

from dataclasses import dataclass

_XON, _XOFF = 0x11, 0x13
_REPORT_BYTES = 4
_BLOCK_HEADERS = frozenset(b"\x37\x5f\x3d")
_LONGEST_BLOCK = 256
_FIRST_LETTER = 0x20
_PROCESS_ID, _CLEARED = b"\x37\x22", b"\x37\x25"
_BODY_BYTES = {_PROCESS_ID: 4, _CLEARED: 0}


@dataclass(frozen=True, slots=True)
class LiveStatus:
    """The answer to DLE EOT n; it does not say to which n."""

    value: int


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The four bytes of an automatic status (GS a)."""

    values: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One byte in answer to GS r or GS I, given when everything before the question was worked off."""

    value: int


@dataclass(frozen=True, slots=True)
class Flow:
    """XON or XOFF: whether the printer takes more bytes."""

    open: bool


@dataclass(frozen=True, slots=True)
class ProcessId:
    """GS ( H: everything before the fence with these four letters is on paper."""

    letters: bytes


@dataclass(frozen=True, slots=True)
class BuffersCleared:
    """DLE DC4 8 is done: nothing of what was sent before will be printed."""


@dataclass(frozen=True, slots=True)
class FullStatus:
    """The four bytes that a kiosk printer answers to DLE EOT 14h (Custom, KPM210/216, "full status")."""

    values: bytes

    @property
    def in_mouth(self) -> bool:
        """Whether a ticket stands in the mouth of the presenter."""
        return bool(self.values[0] & 0x20)


@dataclass(frozen=True, slots=True)
class Count:
    """A counter of a kiosk printer: `cuts`, tickets taken back (`ret`), starts (`on`), `cm` of paper."""

    value: int
    unit: str


@dataclass(frozen=True, slots=True)
class StarStatus:
    """The automatic status of a Star printer, all of its bytes."""

    values: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """Any other block: its header, and what follows up to the NUL."""

    header: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes that no printer should send: noise, or the rest of something that began too early."""

    data: bytes


Fact = (
    LiveStatus | StatusReport | Answer | Flow | ProcessId | BuffersCleared | FullStatus | Count | StarStatus
    | Block | Stray
)  # fmt: skip


class InboundEar:
    """Takes the stream in chunks of any size; one for each time the port is opened."""

    def __init__(self, live_mask: int = 0x93) -> None:
        """`live_mask`: the bits of an answer to DLE EOT that never change."""
        self._live_mask = live_mask
        self._held = bytearray()

    def hear(self, chunk: bytes) -> list[Fact]:
        """What these bytes tell."""
        facts: list[Fact] = []
        for value in chunk:
            self._take(value, facts)
        return facts

    def _take(self, value: int, facts: list[Fact]) -> None:
        if value in {_XON, _XOFF}:
            facts.append(Flow(value == _XON))
        elif not self._held:
            self._begin(value, facts)
        elif self._held[0] in _BLOCK_HEADERS:
            self._go_on_with_block(value, facts)
        else:
            self._go_on_with_report(value, facts)

    def _begin(self, value: int, facts: list[Fact]) -> None:
        if value in _BLOCK_HEADERS or value & 0x93 == 0x10:  # noqa: PLR2004
            self._held.append(value)
        elif value & self._live_mask == 0x12:  # noqa: PLR2004
            facts.append(LiveStatus(value))
        elif value & 0x90 == 0:
            facts.append(Answer(value))
        else:
            facts.append(Stray(bytes((value,))))

    def _go_on_with_report(self, value: int, facts: list[Fact]) -> None:
        if value & 0x90:
            self._give_up(value, facts)
            return
        self._held.append(value)
        if len(self._held) == _REPORT_BYTES:
            facts.append(StatusReport(bytes(self._held)))
            self._held.clear()

    def _go_on_with_block(self, value: int, facts: list[Fact]) -> None:
        if value == 0:
            facts.append(_block(bytes(self._held)))
            self._held.clear()
        elif value < _FIRST_LETTER or len(self._held) >= _longest(self._held):
            self._give_up(value, facts)
        else:
            self._held.append(value)

    def _give_up(self, value: int, facts: list[Fact]) -> None:
        """What had begun was not what it seemed: start afresh with this byte."""
        facts.append(Stray(bytes(self._held)))
        self._held.clear()
        self._begin(value, facts)


def _longest(held: bytearray) -> int:
    body = _BODY_BYTES.get(bytes(held[:2]))
    return _LONGEST_BLOCK if body is None else 2 + body


def _block(held: bytes) -> Fact:
    if held == _CLEARED:
        return BuffersCleared()
    if held.startswith(_PROCESS_ID) and len(held) == 2 + _BODY_BYTES[_PROCESS_ID]:
        return ProcessId(held[2:])
    return Block(held[0], held[1:])
