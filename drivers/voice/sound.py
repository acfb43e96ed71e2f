"""Sound as samples of one kind, so that any recorder's clips and synthesised words can be joined. Pure."""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

RATE = 22_050
"""Samples a second, as espeak-ng gives them."""
_WIDTH = 2
_FULL = 100
_LEAST_RATE, _MOST_RATE = 8_000, 48_000
_LONGEST_S = 30


class SoundError(Exception):
    """A recording that cannot be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of 16-bit samples at RATE."""

    samples: array[int]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE


def silence(seconds: float) -> Sound:
    """Nothing to be heard."""
    return Sound(array("h", bytes(_WIDTH * round(seconds * RATE))))


def joined(sounds: Iterable[Sound]) -> Sound:
    """One after the other."""
    samples = array("h")
    for sound in sounds:
        samples += sound.samples
    return Sound(samples)


def at_volume(sound: Sound, percent: int) -> Sound:
    """As loud as the hour allows."""
    if percent >= _FULL:
        return sound
    return Sound(array("h", [sample * percent // _FULL for sample in sound.samples]))


def to_wav(sound: Sound) -> bytes:
    """A WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(_WIDTH)
        out.setframerate(RATE)
        out.writeframes(_little(sound.samples).tobytes())
    return file.getvalue()


def from_wav(data: bytes, name: str) -> Sound:
    """The sound of a WAV file; SoundError if it is not one we can join with others."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            frames = file.readframes(_LONGEST_S * _MOST_RATE)
    except (wave.Error, EOFError, RuntimeError, ValueError, ArithmeticError, struct.error) as fault:
        # The reader of broken chunks raises whatever comes to hand.
        raise SoundError(f"{name} is no WAV recording ({str(fault) or type(fault).__name__}).") from fault
    if width != _WIDTH or channels not in {1, 2} or not _LEAST_RATE <= rate <= _MOST_RATE:
        raise SoundError(
            f"{name} has {8 * width} bits, {channels} channels and {rate} samples a second; it must have"
            f" 16 bits, 1 or 2 channels and {_LEAST_RATE} to {_MOST_RATE} samples a second."
        )
    samples = from_pcm(frames[: len(frames) - len(frames) % (_WIDTH * channels)])
    if len(samples) > _LONGEST_S * rate * channels:
        raise SoundError(f"{name} lasts longer than {_LONGEST_S} s.")
    return Sound(resampled(samples[::channels], rate))


def from_pcm(data: bytes) -> array[int]:
    """16-bit little-endian samples."""
    samples = array("h")
    samples.frombytes(data)
    return _little(samples)


def resampled(samples: array[int], rate: int) -> array[int]:
    """The same sound at RATE; between two samples on the straight line that joins them."""
    if rate == RATE or len(samples) < _WIDTH:
        return samples
    last, step = len(samples) - 1, rate / RATE
    made = array("h")
    for at in range(int(last / step) + 1):
        place = at * step
        left = min(int(place), last - 1)
        made.append(round(samples[left] + (samples[left + 1] - samples[left]) * (place - left)))
    return made


def _little(samples: array[int]) -> array[int]:
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
