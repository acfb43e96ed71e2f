"""What the screen says aloud to whoever asks for it: how loud, how fast, and what starts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from config.bounds import Between, Length, Pattern
from config.fault import Fault
from config.files import SPEECH
from config.own_file import OwnFile

_Loud = Annotated[int, Between(5, 100)]
_Key = Annotated[str, Pattern(r"(F([1-9]|[12][0-9]|3[0-5]))?", "F1 to F35, or empty")]
_Jack = Annotated[str, Pattern(r"(auto|/[^\s]{1,200})?", '"auto", a path, or empty')]


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """The whole file."""

    offered: bool = True
    device: Annotated[str, Length(1, 80)] = "default"
    """An ALSA output, as `aplay -L` lists them."""
    words_a_minute: Annotated[int, Between(80, 300)] = 160
    volume: _Loud = 50
    """Each customer begins with it, in hundredths of what the sound card gives."""
    most: _Loud = 80
    """The volume keys go no further."""
    step: Annotated[int, Between(2, 50)] = 10
    jack: _Jack = "auto"
    """The input device that tells of a headphone; empty for none."""
    jack_in: _Key = "F15"
    """The key that a keypad with a socket of its own presses when a plug goes in."""
    jack_out: _Key = "F16"
    keypad_starts: bool = True
    """Whether the first key of a customer starts the speech: a finger has no need of keys."""


def _contradictions(speech: Speech) -> Iterator[Fault]:
    if speech.volume > speech.most:
        yield Fault(SPEECH, "volume", speech.volume, f"at most most, {speech.most}")
    if speech.jack_in and speech.jack_in == speech.jack_out:
        yield Fault(SPEECH, "jack_out", speech.jack_out, f"another key than jack_in, {speech.jack_in}")


_FILE = OwnFile(Speech, SPEECH, _contradictions)
load_speech, read_speech, gather_speech = _FILE.usable, _FILE.load, _FILE.gather
