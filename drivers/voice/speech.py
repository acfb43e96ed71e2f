"""What the voice speaks with: clips where there are some, the synthesiser for the rest, and a loudspeaker."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.voice.clips import Clips
from drivers.voice.sound import Sound, silence
from drivers.voice.speaker import Speaker
from drivers.voice.synth import Synth
from drivers.voice.wording import Piece, is_mute, said

PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class Speech:
    """Raises SynthError or SpeakerError where it cannot speak."""

    clips: Clips
    synth: Synth
    speaker: Speaker

    def sounds(self, language: str, found: list[Piece]) -> list[Sound]:
        """The pieces as sounds; what lies between two clips is synthesised in one breath."""
        sounds: list[Sound] = []
        missing: list[Piece] = []
        for piece in found:
            clip = self.clips.find(language, piece.clip)
            if clip is None:
                missing.append(piece)
            else:
                sounds += [*self._synthesised(language, missing), clip]
                missing = []
        return [*sounds, *self._synthesised(language, missing)]

    def check(self, language: str, piece: Piece) -> None:
        """Whether anything would come out, found out without a word."""
        self.sounds(language, [piece])
        self.speaker.play(silence(PAUSE_S), "")

    def _synthesised(self, language: str, missing: list[Piece]) -> list[Sound]:
        if all(map(is_mute, missing)):
            return [silence(PAUSE_S)] if missing else []
        return [self.synth(language, said(missing))]
