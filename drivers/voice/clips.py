"""Recorded clips of a branch: one folder a language, one WAV file a piece, such as zh_CN/digit-0.wav."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from pathlib import Path

from drivers.voice.sound import Sound, SoundError, from_wav

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LARGEST = 8_000_000
_log = logging.getLogger(__name__)


@dataclass
class Clips:
    """Read when first said, and again when a file was replaced."""

    folder: Path | None
    _known: dict[Path, tuple[int, Sound | None]] = field(default_factory=dict, repr=False)

    def find(self, language: str, name: str) -> Sound | None:
        """The recording of a piece; None where there is none that can be used."""
        if self.folder is None or not (_PLAIN.fullmatch(name) and _PLAIN.fullmatch(language)):
            return None
        path = self.folder / language / f"{name}.wav"
        try:
            stamp = path.stat().st_mtime_ns
            if self._known.get(path, (None,))[0] != stamp:
                self._known[path] = stamp, _read(path)
        except OSError:
            return None
        return self._known[path][1]


def _read(path: Path) -> Sound | None:
    if path.stat().st_size > _LARGEST:
        _log.warning("%s is larger than %d MB. The synthesiser speaks instead.", path, _LARGEST // 1_000_000)
        return None
    try:
        return from_wav(path.read_bytes(), str(path))
    except SoundError as fault:
        _log.warning("%s The synthesiser speaks instead.", fault)
        return None
