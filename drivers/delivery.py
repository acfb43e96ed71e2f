"""A ticket's way into the printer: no more of it ahead of the printer's answers than its buffer holds.

What is still in this box when the paper ends never comes out. A short ticket goes in one piece.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from config.profile import PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.hearing import Hearing
from drivers.line import Line, stalled
from drivers.link import LinkGone, LinkStalled
from drivers.questions import status_of
from drivers.timings import Timings
from printer.pieces import pieces

_MOST = 2_048
"""Bytes of a piece: 0.2 s at 115200 baud."""
_PARTS = 4
"""A piece takes no more than one of so many parts of the printer's buffer, and two are on their way."""

_LOOKS = 8
"""Questions in the time in which somebody could put in a new roll."""


class Delivery:
    """Hands one ticket over."""

    def __init__(
        self, profile: PrinterProfile, line: Line, hearing: Hearing, timings: Timings, clock: Monotonic
    ) -> None:
        self._line = line
        self._hearing = hearing
        self._timings = timings
        self._clock = clock
        self._losses = hearing.losses
        self._question = status_of(profile)
        self.most = min(_MOST, profile.buffer_bytes // _PARTS, _watched(profile, line, timings))
        self._ahead: deque[tuple[int, int]] = deque()
        """Of each piece that may still be on its way: the question behind it, and its bytes."""
        self._answers = False
        """Whether it was heard to answer in mid-ticket..."""
        self.deaf = False
        """...or is asked no more, and gets the rest as it is, because it does not."""

    def send(self, data: bytes, sending: Callable[[], None], stops: Callable[[], bool]) -> bool:
        """Whether all of it went; not once the printer `stops`. A LinkError tells how many bytes went."""
        if len(data) <= 2 * self.most:
            self._line.send(data, self._timings.stall, sending)
            return True
        self._hearing.delivering = True
        try:
            return self._send_pieces(data, sending, stops)
        finally:
            self._hearing.delivering = False

    def _send_pieces(self, data: bytes, sending: Callable[[], None], stops: Callable[[], bool]) -> bool:
        done = 0
        for piece in pieces(data, self.most):
            # The end of the ticket waits for all answers: where one is missing, bytes were lost with it.
            room = 0 if done + len(piece) == len(data) else 2 * self.most - len(piece)
            if not self._await_room(room, sending):
                raise LinkStalled(_fell_silent(done, len(data)), sent=done)
            if self._hearing.trouble and self._stopped(stops):
                return False
            self._hand_over(piece, done, len(data), sending)
            done += len(piece)
        return True

    def _stopped(self, stops: Callable[[], bool]) -> bool:
        """The printer is asked once more, however much is still on its way."""
        self._hearing.delivering = False
        self._ahead.clear()
        stopped = stops()
        self._hearing.delivering = True
        return stopped

    def _hand_over(self, piece: bytes, done: int, total: int, sending: Callable[[], None]) -> None:
        if self._lost:
            raise LinkGone(f"{self._line.name} is gone after {done} of {total} bytes.", sent=done)
        question = b""
        if not self.deaf and done + len(piece) < total:
            question = self._question
            self._ahead.append((self._hearing.ask_status(self._way_s(piece)), len(piece)))
        try:
            self._line.send(piece + question, self._timings.stall, sending)
        except LinkStalled as fault:
            sent = done + min(fault.sent, len(piece))
            raise LinkStalled(stalled(self._line.name, sent, total), sent=sent) from fault
        except LinkGone as fault:
            fault.sent = done + min(fault.sent, len(piece))
            raise

    def _await_room(self, most: int, sending: Callable[[], None]) -> bool:
        """Wait until no more than so much is on its way; not if a printer that answers does so no more."""
        while self._ahead and not (self.deaf or self._lost or self._hearing.trouble):
            number = self._ahead[0][0]
            if self._hearing.inquiry.answered >= number:
                self._answers = True
                self._ahead.popleft()
            elif sum(size for _, size in self._ahead) <= most:
                return True
            elif not self._await_answer(number, sending):
                hurried = self._hearing.hurry is not None and self._hearing.hurry.passed
                self.deaf = hurried or not self._answers
                return self.deaf
        return True

    def _await_answer(self, number: int, sending: Callable[[], None]) -> bool:
        """Whether an answer came, or there is something else to look at."""
        patience_s = self._timings.stall + max(0.0, self._line.drained_s - self._clock())
        hearing = self._hearing
        return hearing.wait(
            lambda: hearing.inquiry.answered >= number or self._lost or hearing.trouble is not None,
            Deadline.after(patience_s, self._clock),
            sending,
        )

    def _way_s(self, piece: bytes) -> float:
        """What the line needs for all that goes before the question behind this piece."""
        return max(0.0, self._line.drained_s - self._clock()) + self._line.takes_s(piece)

    @property
    def _lost(self) -> bool:
        return self._hearing.losses != self._losses


def _watched(profile: PrinterProfile, line: Line, timings: Timings) -> int:
    """Bytes of a piece behind which a printer that only tells when asked is asked often enough."""
    return _MOST if profile.asb else max(1, int(timings.exchange / _LOOKS / line.takes_s(b" ")))


def _fell_silent(sent: int, total: int) -> str:
    return f"The printer stopped answering after {sent} of {total} bytes, and did not get the rest."
