"""The announcer: says one thing to its end before the next, so that no call cuts another off."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from config.lobby_devices import Voice
from config.phrases import Phrases
from config.schema import Branch
from drivers.unit_state import Tell, UnitHealth, UnitState
from drivers.voice.announcement import Announcement
from drivers.voice.sound import at_volume, joined, silence
from drivers.voice.speaker import SpeakerError
from drivers.voice.speech import PAUSE_S, Speech
from drivers.voice.synth import SynthError
from drivers.voice.volume import percent_at
from drivers.voice.wording import Piece, called_in, pieces, said
from kiosk.clock import Clock, elapsed_s

DEVICE = "voice"
_PROBE_S = 10.0
"""A voice that failed is tried again so often, with a moment of silence."""
_MOST = 100
_log = logging.getLogger(__name__)


class Announcer:
    """One thread and its queue."""

    def __init__(
        self,
        voice: Voice,
        branch: Branch,
        phrases: Callable[[str], Phrases],
        speech: Speech,
        clock: Clock,
        tell: Tell,
    ) -> None:
        self._voice = voice
        self._branch = branch
        self._phrases = phrases
        self._speech = speech
        self._clock = clock
        self._tell = tell
        self._queue: deque[Announcement] = deque(maxlen=_MOST)
        self._news = threading.Condition()
        self._stopping = False
        self._failed = False
        self._told: UnitHealth | None = None
        self._thread = threading.Thread(target=self._live, name="announcer")

    def start(self) -> None:
        """Be ready to speak."""
        self._thread.start()

    def stop(self) -> None:
        """Fall silent."""
        with self._news:
            self._stopping = True
            self._news.notify()
        self._speech.speaker.hush()
        self._thread.join()

    def say(self, announcement: Announcement) -> None:
        """Say it in its turn; a further call of a ticket takes the place of one not yet said."""
        with self._news:
            if announcement.is_call:
                self.withdraw(announcement.ticket_id)
            self._queue.append(announcement)
            self._news.notify()

    def withdraw(self, ticket_id: int | None) -> None:
        """The calls of a ticket that were not said yet are not needed any more."""
        with self._news:
            left = [each for each in self._queue if not (each.is_call and each.ticket_id == ticket_id)]
            self._queue = deque(left, maxlen=_MOST)

    def _live(self) -> None:
        self._probe()
        while (announcement := self._next()) is not None or not self._stopping:
            if announcement is None:
                self._probe()
            elif elapsed_s(announcement.at, self._clock()) > self._voice.stale_s:
                _log.info("%s %s was not said in time.", announcement.sentence, announcement.number)
            else:
                self._try(announcement)

    def _next(self) -> Announcement | None:
        """The next to be said; None at the end, or when it is time to look whether the voice is back."""
        with self._news:
            self._news.wait_for(lambda: self._queue or self._stopping, _PROBE_S if self._failed else None)
            return self._queue.popleft() if self._queue and not self._stopping else None

    def _probe(self) -> None:
        """Whether anything would come out, found out without a word."""
        language = self._languages[0]
        try:
            self._speech.check(language, Piece("digit-0", self._phrases(language)("voice.zero")))
        except (SpeakerError, SynthError) as fault:
            if not self._stopping:
                self._report(UnitState.FAILED, str(fault))
        else:
            self._report(UnitState.OK)

    @property
    def _languages(self) -> tuple[str, ...]:
        return self._voice.languages or called_in(self._branch.languages, self._phrases)

    def _try(self, announcement: Announcement) -> None:
        percent = percent_at(self._voice.volume, self._clock().time())
        times = self._voice.times if announcement.is_call else 1
        try:
            for _ in range(times if percent else 0):
                self._say(announcement, percent)
        except (SpeakerError, SynthError) as fault:
            if not self._stopping:
                self._report(UnitState.FAILED, str(fault))
        except Exception as fault:  # noqa: BLE001 - one sentence that cannot be said must not silence the hall
            _log.exception("%s could not be said.", announcement.sentence)
            self._report(UnitState.FAILED, f"The voice failed: {fault!r}.")
        else:
            self._report(UnitState.OK)

    def _say(self, announcement: Announcement, percent: int) -> None:
        """In every language, as one sound, so that nothing comes between."""
        sounds, words = [], []
        for language in self._languages:
            found = pieces(announcement, self._phrases(language), self._branch, yao=self._voice.yao)
            sounds += [*self._speech.sounds(language, found), silence(PAUSE_S)]
            words.append(said(found))
        if not self._stopping:
            self._speech.speaker.play(at_volume(joined(sounds), percent), "\n".join(words))

    def _report(self, state: UnitState, detail: str = "") -> None:
        self._failed = state is not UnitState.OK
        news = UnitHealth(DEVICE, state, detail)
        if news != self._told:
            self._told = news
            self._tell(news)
