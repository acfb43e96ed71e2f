"""A link that several threads share: one writes at a time, one reads, and can be woken."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable

from drivers.deadline import Deadline, Monotonic
from drivers.hotplug import News
from drivers.link import Link, LinkGone, LinkStalled

_MOMENT_S = 0.1
"""A question that a line does not take within this time is not asked; a ticket waits in such steps."""
_BELL_SIZE = 64


class Line:
    """The printer's line. Whoever holds its turn writes, opens or closes."""

    def __init__(self, link: Link, clock: Monotonic, news: News | None = None) -> None:
        """`news`: tells of plugs, so that one that is put in is looked at once."""
        self.name = link.name
        self.hurry: Deadline | None = None
        """No ticket is waited for beyond this."""
        self._link = link
        self._clock = clock
        self._news = news
        self._turn = threading.Lock()
        self._free_s = 0.0
        self._ear, self._mouth = os.pipe()

    @property
    def drained_s(self) -> float:
        """The moment by which the last ticket has passed the line."""
        return self._free_s

    def takes_s(self, data: bytes) -> float:
        """How long so many bytes are on their way."""
        return len(data) / self._link.bytes_per_s

    def open(self) -> None:
        """Open, or open again."""
        with self._turn:
            self._link.open()
            self._free_s = self._clock()

    def close(self) -> None:
        """Let go of the port."""
        with self._turn:
            self._link.close()

    def send(self, data: bytes, patience_s: float, meanwhile: Callable[[], None]) -> None:
        """Hand a ticket over, whole or with a LinkError that tells how many bytes went.

        A line that takes nothing for so long is given up; `meanwhile` is called while it is slow.
        """
        with self._turn:
            self._free_s = max(self._free_s, self._clock()) + self.takes_s(data)
            sent, deadline = 0, Deadline.after(patience_s, self._clock)
            while sent < len(data):
                taken = self._offer(data, sent)
                sent += taken
                if taken:
                    deadline = Deadline.after(patience_s, self._clock)
                elif deadline.passed or (self.hurry and self.hurry.passed):
                    raise LinkStalled(stalled(self.name, sent, len(data)), sent=sent)
                if sent < len(data):
                    meanwhile()

    def _offer(self, data: bytes, sent: int) -> int:
        """As much as the line takes within a moment."""
        try:
            self._link.write(data[sent:], Deadline.after(_MOMENT_S, self._clock))
        except LinkStalled as stalled:
            return stalled.sent
        except LinkGone as gone:
            raise LinkGone(str(gone), sent=sent + gone.sent) from gone
        return len(data) - sent

    def ask(self, question: bytes) -> bool:
        """Hand a question over; not if the line takes nothing, or belongs to a ticket for longer."""
        if not self._turn.acquire(timeout=_MOMENT_S):
            return False
        try:
            self._link.write(question, Deadline.after(_MOMENT_S, self._clock))
        except LinkStalled:
            return False
        finally:
            self._turn.release()
        return True

    def insist(self, command: bytes) -> bool:
        """Send a real-time command to a printer that asked us to wait, in place of what waits."""
        with self._turn:
            self._take_back()
            self._link.insist()
        return self.ask(command)

    def discard(self) -> None:
        """Take back what has not left the box."""
        with self._turn:
            self._take_back()

    def _take_back(self) -> None:
        self._link.discard()
        self._free_s = min(self._free_s, self._clock())

    def listen(self, patience_s: float) -> bytes:
        """What arrives first: bytes, or a wake-up, or the end of patience."""
        port = self._link.fileno()
        ready, _, _ = select.select([self._ear, port], [], [], patience_s)
        self._hush(ready)
        return self._link.read() if port in ready else b""

    def rest(self, patience_s: float) -> None:
        """Wait without a port, until something is plugged in."""
        told = [self._news.fileno()] if self._news else []
        ready, _, _ = select.select([self._ear, *told], [], [], patience_s)
        self._hush(ready)
        if self._news and told[0] in ready:
            self._news.hear()

    def wake(self) -> None:
        """End the reader's present wait."""
        os.write(self._mouth, b".")

    def dispose(self) -> None:
        """Nobody will listen any more."""
        self.close()
        os.close(self._ear)
        os.close(self._mouth)

    def _hush(self, ready: list[int]) -> None:
        if self._ear in ready:
            os.read(self._ear, _BELL_SIZE)


def stalled(name: str, sent: int, total: int) -> str:
    """The sentence about a line that takes no more."""
    return f"{name} took {sent} of {total} bytes and no more: the device is busy or asks to wait."
