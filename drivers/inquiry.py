"""The questions after a printer's health that are on their way, and which answer belongs to which."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import inf

from config.profile import Evidence, PrinterProfile
from printer.status import PrinterStatus, after_live_status

_QUESTIONS = (1, 2, 3, 4)
_STAR_QUESTIONS = (0,)
_ANSWERED_S = 0.3
"""The four answers to one asking come together: one that is so long behind the others was lost."""


@dataclass(slots=True)
class Inquiry:
    """The answers do not say to which of the four questions they belong: only their order does."""

    questions: tuple[int, ...]
    asked: int = 0
    """How often it was asked how it fares."""
    _expected: deque[int] = field(default_factory=deque)
    """To which questions answers are still to come, in a long ticket to several askings."""
    _arrivals: deque[float] = field(default_factory=deque)
    """Of each of these askings: when the printer gets it at the earliest."""
    _unwatched_s: float = 0.0
    _looked_s: float = inf
    """When the printer looked at its sensors for its last answer, at the earliest."""
    _asked_s: float = 0.0
    _live_s: float = -inf
    """When the last answer to any of them came..."""
    _late_s: float = -inf
    """...and the last that nobody expected any more."""
    _status: PrinterStatus = field(default_factory=PrinterStatus)
    _draft: PrinterStatus = field(default_factory=PrinterStatus)

    @classmethod
    def of(cls, profile: PrinterProfile) -> Inquiry:
        """As a printer of this kind is asked."""
        return cls(_STAR_QUESTIONS if profile.completion is Evidence.STAR_ETB else _QUESTIONS)

    @property
    def answered(self) -> int:
        """Up to which asking it has answered, as far as can be told."""
        return self.asked - -(-len(self._expected) // len(self.questions))

    @property
    def open(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._expected)

    def may_begin(self, now_s: float, *, delivering: bool) -> bool:
        """Not while earlier answers may be on their way.

        On a line that is slower than we know they come late; whole askings may then stand for each
        other, no parts.
        """
        heard_s = max(self._asked_s, self._live_s) if self._expected else self._late_s
        return now_s - heard_s >= _ANSWERED_S and not (delivering and self._expected)

    def begin(self, now_s: float, arrives_s: float) -> int:
        """The four are asked now, behind whatever else is on its way; the number of this asking."""
        if not self._expected:
            self._draft = self._status
        self._asked_s = now_s
        self._expected.extend(self.questions)
        self._arrivals.append(arrives_s)
        self.asked += 1
        return self.asked

    def take(self, value: int, now_s: float) -> PrinterStatus | None:
        """An answer that is expected; how it fares, once the last of one asking is there."""
        self._live_s = now_s
        question = self._expected.popleft()
        self._draft = after_live_status(self._draft, question, value)
        if question != self.questions[-1]:
            return None
        self._look(now_s)
        return self._draft

    def watch(self) -> None:
        """From now on the times in which nobody knows how it fares are of interest."""
        self._unwatched_s = 0.0

    def unwatched_s(self, now_s: float) -> float:
        """The longest of them: from a look at its sensors to the next word of it, or until now."""
        return max(self._unwatched_s, now_s - self._looked_s)

    def know(self, status: PrinterStatus) -> None:
        """It fares like this, by an answer or by its own word."""
        self._status = status

    def settle(self, now_s: float) -> None:
        """Every question is answered by one word, as Star's printers do it."""
        if self._arrivals:
            self._look(now_s)
        self.drop()

    def overdue(self, now_s: float) -> None:
        """An answer came so late that nobody expects it any more: others may be behind it."""
        self._late_s = now_s

    def drop(self) -> None:
        """What was asked so far is answered no more."""
        self._expected.clear()
        self._arrivals.clear()

    def forget(self) -> None:
        """The line broke: all is as before the first word."""
        self.drop()
        self._looked_s = inf
        self._draft = self._status = PrinterStatus()

    def _look(self, now_s: float) -> None:
        self._unwatched_s = self.unwatched_s(now_s)
        self._looked_s = min(now_s, self._arrivals.popleft())
