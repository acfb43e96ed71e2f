"""The way bytes travel to a device and back, whatever it is plugged into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drivers.deadline import Deadline


class LinkError(Exception):
    """Bytes could not travel. `sent` of them had left before; nobody knows how far they came."""

    def __init__(self, sentence: str, *, sent: int = 0) -> None:
        super().__init__(sentence)
        self.sent = sent


class LinkGone(LinkError):
    """The other end is not there (any more): unplugged, switched off, or never plugged in."""


class LinkStalled(LinkError):
    """The other end is there and takes no more bytes: it is busy, full or held by flow control."""


class Link(Protocol):
    """A two-way stream of bytes that can be opened again after it broke."""

    @property
    def name(self) -> str:
        """Where it is plugged in, as the technician knows it."""

    @property
    def bytes_per_s(self) -> float:
        """How many bytes the line carries in a second."""

    def open(self) -> None:
        """Open, or open again; LinkGone says why it cannot be."""

    def fileno(self) -> int:
        """What to `select` on for bytes to read."""

    def read(self) -> bytes:
        """Whatever has arrived, perhaps nothing; LinkGone once the other end is gone."""

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand over all bytes, or raise with the count of those that went."""

    def discard(self) -> None:
        """Take back what was handed over and has not left the box yet."""

    def insist(self) -> None:
        """Let the next bytes through although the other end asked to wait."""

    def close(self) -> None:
        """Let go of the port; closing a closed link is fine."""
