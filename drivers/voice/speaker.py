"""Where sound comes out: an ALSA output, or a folder of WAV files for those who have no loudspeaker."""

from __future__ import annotations

import contextlib
import re
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from drivers.voice.sound import Sound, to_wav

_MARGIN_S = 5.0
"""A sound card that takes so much longer than the sound lasts has got stuck."""

_NAME = re.compile(r"^voice-(\d{4,9})\.wav$")


class SpeakerError(Exception):
    """Nothing came out; the sentence says why."""


class Speaker(Protocol):
    """Says one thing at a time."""

    def play(self, sound: Sound, words: str) -> None:
        """Say it to its end; SpeakerError if it could not be said."""

    def hush(self) -> None:
        """Stop at once; may be called from any thread."""


@dataclass
class AlsaSpeaker:
    """Plays by aplay, which lets go of the sound card after each announcement."""

    device: str = "default"
    program: str = "aplay"
    margin_s: float = _MARGIN_S
    _player: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _hushed: bool = False

    def play(self, sound: Sound, words: str) -> None:  # noqa: ARG002 - words are for speakers that can show them
        """Play it to its end."""
        try:
            self._player = subprocess.Popen(
                [self.program, "-q", "-D", self.device, "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as fault:
            raise SpeakerError(
                f"{self.program} cannot be started: install the package alsa-utils."
            ) from fault
        with self._player as player:
            if self._hushed:
                player.terminate()
            self._await(player, sound)

    def hush(self) -> None:
        """End the player, and any that starts this moment."""
        self._hushed = True
        player = self._player
        if player is not None:
            with contextlib.suppress(OSError):
                player.terminate()

    def _await(self, player: subprocess.Popen[bytes], sound: Sound) -> None:
        try:
            _, said = player.communicate(to_wav(sound), timeout=sound.seconds + self.margin_s)
        except subprocess.TimeoutExpired as fault:
            player.kill()
            raise SpeakerError(f"The sound output {self.device} got stuck. Check the sound card.") from fault
        if player.returncode > 0:
            # The library explains itself at length; the player's own last line says what it comes to.
            lines = said.decode(errors="replace").strip().splitlines() or ["no reason given"]
            reason = lines[-1].rpartition(": audio open error: ")[2].strip()[:120]
            raise SpeakerError(
                f"The sound output {self.device} does not play ({reason}). Check the sound card."
            )


@dataclass
class FolderSpeaker:
    """The virtual loudspeaker: a WAV file and a text for each announcement, as slow as it would be said."""

    folder: Path
    at_true_speed: bool = True
    _hushed: threading.Event = field(default_factory=threading.Event, repr=False)

    def play(self, sound: Sound, words: str) -> None:
        """Write it down, and take the time it would take; a trial without words leaves nothing behind."""
        if words:
            self._write(sound, words)
        if self.at_true_speed:
            self._hushed.wait(sound.seconds)

    def hush(self) -> None:
        """Wait for nothing any more."""
        self._hushed.set()

    def _write(self, sound: Sound, words: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._keep(self._next(), sound, words)
        except OSError as fault:
            raise SpeakerError(f"{self.folder} takes no announcements: {fault.strerror}.") from fault

    def _next(self) -> Path:
        """Behind those that an earlier start has left here."""
        last = max((_NAME.search(path.name) for path in self.folder.iterdir()), key=_number, default=None)
        return self.folder / f"voice-{_number(last) + 1:04d}.wav"

    def _keep(self, path: Path, sound: Sound, words: str) -> None:
        path.write_bytes(to_wav(sound))
        fresh = path.with_suffix(".new")
        fresh.write_text(words, encoding="utf-8")
        fresh.replace(path.with_suffix(".txt"))


def _number(found: re.Match[str] | None) -> int:
    return int(found[1]) if found else 0
