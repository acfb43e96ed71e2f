"""The free voice: espeak-ng, which needs no network, asked with a deadline."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from drivers.voice.sound import RATE, Sound, from_pcm, resampled

PROGRAM = "espeak-ng"
_PATIENCE_S = 5.0
_KEPT = 64
"""A sentence takes some 0.2 MB: the pages that are read again and again fit, and no week of others does."""
_HEAD = 44
"""Bytes before the samples in the WAV stream that espeak-ng writes; its lengths say nothing."""
_RATE_AT = slice(24, 28)

_VOICES = {
    "zh_CN": ("cmn-latn-pinyin", "cmn"),
    "zh": ("cmn-latn-pinyin", "cmn"),
    "zh_HK": ("yue",),
    "zh_TW": ("cmn-latn-pinyin", "cmn"),
}
"""The voice `cmn` of older versions reads Chinese characters by their English-spelt sound."""


class SynthError(Exception):
    """The synthesiser did not speak; the sentence says why."""


Synth = Callable[[str, str], Sound]
"""Language and text, as sound; SynthError if it cannot."""


@dataclass(frozen=True)
class Espeak:
    """One call of the program a text; what was said lately is kept."""

    words_a_minute: int = 150
    program: str = PROGRAM
    patience_s: float = _PATIENCE_S
    voices: tuple[tuple[str, str], ...] = ()
    """The voices that language packs ask for, each behind its language."""

    def __call__(self, language: str, text: str) -> Sound:
        """The text, spoken."""
        return _spoken(self, language, text)


@lru_cache(maxsize=_KEPT)
def _spoken(espeak: Espeak, language: str, text: str) -> Sound:
    voices = _VOICES.get(language, (language.replace("_", "-").lower(), language.partition("_")[0]))
    wished = dict(espeak.voices).get(language, "")
    faults = []
    for voice in filter(None, dict.fromkeys((wished, *voices))):
        data, fault = _asked(espeak, voice, text)
        if data:
            rate = int.from_bytes(data[_RATE_AT], "little") or RATE
            samples = data[_HEAD:]
            return Sound(resampled(from_pcm(samples[: len(samples) // 2 * 2]), rate))
        faults.append(fault)
    raise SynthError(faults[0])


def _asked(espeak: Espeak, voice: str, text: str) -> tuple[bytes, str]:
    """The WAV stream of a text, or why there is none."""
    command = [espeak.program, "-v", voice, "-s", str(espeak.words_a_minute), "--stdin", "--stdout"]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=espeak.patience_s, check=False
        )
    except FileNotFoundError:
        return b"", f"{espeak.program} is not installed: install the package espeak-ng, or record every clip."
    except (OSError, subprocess.TimeoutExpired) as fault:
        return (
            b"",
            f"{espeak.program} did not speak within {espeak.patience_s:.0f} s ({type(fault).__name__}).",
        )
    if done.returncode or len(done.stdout) <= _HEAD:
        reason = done.stderr.decode(errors="replace").strip()[:80]
        return b"", f"{espeak.program} cannot speak with the voice {voice}: {reason}"
    return done.stdout, ""
