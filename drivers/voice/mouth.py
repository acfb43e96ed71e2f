"""Says what it is told, sentence by sentence, on a thread of its own; silenced in the middle of a word."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drivers.voice.sound import at_volume
from drivers.voice.speaker import Speaker, SpeakerError
from drivers.voice.synth import Synth, SynthError

_MOST = 60
"""Nobody listens to more; the oldest are left out."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One breath in one language, so loud in hundredths."""

    language: str
    text: str
    percent: int


class Mouth:
    """One customer's private voice; the next thing said never waits for the last to end."""

    def __init__(
        self,
        synth: Synth,
        new_speaker: Callable[[], Speaker],
        quiet: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        """`quiet` hears when all was said, `failed` why nothing came out; both on the mouth's thread."""
        self._synth = synth
        self._new_speaker = new_speaker
        self._quiet = quiet
        self._failed = failed
        self._news = threading.Condition()
        self._sentences: deque[Sentence] = deque(maxlen=_MOST)
        self._speaker: Speaker | None = None
        self._turn = 0
        self._ended = False
        self._thread = threading.Thread(target=self._live, name="mouth", daemon=True)

    def start(self) -> None:
        """Be ready to speak."""
        self._thread.start()

    def say(self, *sentences: Sentence) -> None:
        """Say it after what is being said."""
        with self._news:
            self._sentences.extend(sentences)
            self._news.notify()

    def hush(self) -> None:
        """Fall silent at once, and forget what was still to be said."""
        with self._news:
            self._sentences.clear()
            self._turn += 1
            speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.hush()

    def stop(self, timeout_s: float) -> None:
        """Fall silent for good."""
        with self._news:
            self._ended = True
            self._news.notify()
        self.hush()
        self._thread.join(timeout_s)

    def _live(self) -> None:
        while (task := self._next()) is not None:
            turn, sentence = task
            try:
                self._utter(turn, sentence)
            except (SpeakerError, SynthError) as fault:
                self._fail(turn, str(fault))
            except Exception as fault:  # noqa: BLE001 - the edge of the thread: the screen waits for its end
                _log.exception("The voice of the screen failed.")
                self._fail(turn, f"The voice of the screen failed: {fault!r}.")
            else:
                if not self._sentences and turn == self._turn:
                    self._quiet()

    def _fail(self, turn: int, why: str) -> None:
        if turn == self._turn:
            self.hush()
            self._failed(why)

    def _next(self) -> tuple[int, Sentence] | None:
        with self._news:
            self._news.wait_for(lambda: self._sentences or self._ended)
            return None if self._ended else (self._turn, self._sentences.popleft())

    def _utter(self, turn: int, sentence: Sentence) -> None:
        sound = at_volume(self._synth(sentence.language, sentence.text), sentence.percent)
        with self._news:
            if turn != self._turn:
                return
            # A speaker that was hushed stays so: each sentence has one of its own.
            self._speaker = speaker = self._new_speaker()
        speaker.play(sound, sentence.text)
