"""One unit at its address: what it should show, what it has shown, and how it fares."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from config.unit_profile import UnitProfile
from drivers.deadline import Monotonic
from drivers.framing import Heard, Parser
from drivers.unit_state import UnitState
from drivers.wires.message import Message, encoded

_PATIENCE = 3
"""So many messages in a row without an answer are silence."""
_RETRY_S = 2.0
"""A silent unit is spoken to so often, so that it does not hold up the others on its line."""
_ASK_AGAIN_S = 0.15
"""A question that was not answered is asked again so soon: whether somebody is dead must not take long."""
_WAITING_MOST = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Bytes for the wire, and the answers that would settle them."""

    data: bytes
    answers: frozenset[str]
    patience_s: float
    """How long the unit may take to answer, or to rest, once all has arrived."""
    slot: str | None = None
    message: Message | None = None


@dataclass
class Station:
    """Told what to show from any thread; spoken to and heard by the thread of its wire."""

    id: str
    profile: UnitProfile
    address: int
    clock: Monotonic
    on_heard: Callable[[Station, Heard], None] = lambda _station, _heard: None
    wake: Callable[[], None] = lambda: None
    state: UnitState = UnitState.ABSENT
    _wanted: dict[str, Message] = field(default_factory=dict)
    _shown: dict[str, Message] = field(default_factory=dict)
    _once: deque[Message] = field(default_factory=lambda: deque(maxlen=_WAITING_MOST))
    _word: threading.Lock = field(default_factory=threading.Lock)
    _unanswered: int = 0
    _retry_s: float = 0.0
    _refresh_s: float = 0.0
    _poll_s: float = 0.0

    def __post_init__(self) -> None:
        self.parser = Parser(self.profile.hear, self.address)

    def show(self, wanted: Mapping[str, Message]) -> None:
        """From now on it should show these, each in its slot."""
        with self._word:
            if wanted == self._wanted:
                return
            self._wanted = dict(wanted)
        self.wake()

    def tell(self, message: Message) -> None:
        """Something to be said once, unless nobody is there to hear it."""
        if message.name in self.profile.say and self.state is UnitState.OK:
            with self._word:
                self._once.append(message)
            self.wake()

    def due_s(self) -> float | None:
        """When it next has to be spoken to; None if never."""
        now_s = self.clock()
        if self.state is UnitState.SILENT:
            return self._retry_s
        with self._word:
            if self._once or self._unshown() is not None:
                return now_s
            moments = [self._refresh_s] if self._wanted else []
        if self.profile.poll_ms:
            moments.append(self._poll_s)
        return min(moments, default=None)

    def words(self) -> Words | None:
        """What to say to it now."""
        now_s = self.clock()
        words = self._next_words(now_s)
        if words is None:
            self._retry_s = now_s + _RETRY_S
        return words

    def arrived(self) -> None:
        """Its line is there; of a unit that never answers no more can be known."""
        self._unanswered = 0
        self._retry_s = 0.0
        self._forget()
        if not self.answers:
            self.state = UnitState.OK

    def lost(self) -> None:
        """Its line is gone."""
        self.state = UnitState.ABSENT
        self.parser.forget()
        with self._word:
            self._once.clear()

    def answered(self, words: Words) -> None:
        """It has answered, or had its time to."""
        if words.slot is not None and words.message is not None:
            with self._word:
                self._shown[words.slot] = words.message
        if words.answers:
            self.alive()

    def unanswered(self) -> None:
        """It should have answered."""
        self._unanswered += 1
        self._poll_s = min(self._poll_s, self.clock() + _ASK_AGAIN_S)
        if self._unanswered >= _PATIENCE:
            self.state = UnitState.SILENT
            self._retry_s = self.clock() + _RETRY_S
            with self._word:
                self._once.clear()

    def alive(self) -> None:
        """It spoke. One that was silent may have been off, and shows nothing any more."""
        self._unanswered = 0
        if self.state is not UnitState.OK:
            if self.state is UnitState.SILENT:
                self._forget()
            self.state = UnitState.OK

    def hear(self, heard: Heard) -> None:
        """It said something."""
        self.alive()
        self.on_heard(self, heard)

    @property
    def answers(self) -> bool:
        """Whether a sound one would answer what it is told or asked."""
        return self.profile.acknowledged or bool(self.profile.poll_ms)

    def _forget(self) -> None:
        with self._word:
            self._shown.clear()

    def _unshown(self) -> str | None:
        return next((slot for slot, each in self._wanted.items() if self._shown.get(slot) != each), None)

    def _next_words(self, now_s: float) -> Words | None:
        with self._word:
            if self._wanted and now_s >= self._refresh_s:
                # What was switched off and on has forgotten everything.
                self._shown.clear()
                self._refresh_s = now_s + self.profile.refresh_s
            if self._once:
                return self._worded(self._once.popleft())
            slot = self._unshown()
            if slot is not None:
                return self._worded(self._wanted[slot], slot)
        if self.profile.poll_ms and (now_s >= self._poll_s or self.state is UnitState.SILENT):
            self._poll_s = now_s + self.profile.poll_ms / 1_000
            return self._question()
        return None

    def _question(self) -> Words:
        return self._asked("poll")

    def _asked(self, name: str) -> Words:
        return self._worded(Message(name), answers=frozenset(self.profile.hear) - {"ack"})

    def _worded(
        self, message: Message, slot: str | None = None, answers: frozenset[str] | None = None
    ) -> Words:
        usual = frozenset({"ack"} if self.profile.acknowledged else ())
        expected = usual if answers is None else answers
        patience_ms = self.profile.answer_ms if expected else self.profile.rest_ms
        data = encoded(message, self.profile, self.address)
        return Words(data, expected, patience_ms / 1_000, slot, message)
