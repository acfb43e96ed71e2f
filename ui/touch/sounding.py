"""What the screen speaks with, and the socket of its headphone: loaded only when needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from config.speech import Speech

if TYPE_CHECKING:
    from drivers.jack import Jack, OnPlug
    from drivers.voice.mouth import Mouth
    from drivers.voice.speaker import Speaker
    from ui.touch.narrator import MakeThroat, Throat

_AUTO = "auto"


class MouthThroat:
    """The mouth, told texts in one language at one loudness."""

    def __init__(self, mouth: Mouth) -> None:
        self._mouth = mouth
        mouth.start()

    def say(self, language: str, texts: list[str], percent: int) -> None:
        """Say it after what is being said."""
        from drivers.voice.mouth import Sentence  # noqa: PLC0415 - most customers ask for no speech

        self._mouth.say(*(Sentence(language, text, percent) for text in texts))

    def hush(self) -> None:
        """Fall silent at once."""
        self._mouth.hush()

    def stop(self, timeout_s: float) -> None:
        """Fall silent for good."""
        self._mouth.stop(timeout_s)


def speaks_with(speech: Speech | None, folder: Path | None = None) -> MakeThroat:
    """Through the sound card; with a folder each sentence is written there instead."""
    here = speech or Speech()

    def make(quiet: Callable[[], None], failed: Callable[[str], None]) -> Throat:
        from drivers.voice.mouth import Mouth  # noqa: PLC0415 - as above: these cost 1 MB
        from drivers.voice.speaker import AlsaSpeaker, FolderSpeaker  # noqa: PLC0415
        from drivers.voice.synth import Espeak  # noqa: PLC0415

        def speaker() -> Speaker:
            return FolderSpeaker(folder) if folder else AlsaSpeaker(here.device)

        return MouthThroat(Mouth(Espeak(here.words_a_minute), speaker, quiet, failed))

    return make


def jack_of(speech: Speech | None, on_plug: OnPlug) -> Jack | None:
    """The socket of the headphone; None where there is none to be watched."""
    if speech is None or not speech.offered or not speech.jack:
        return None
    from drivers.jack import Jack, find  # noqa: PLC0415 - as above

    path = find() if speech.jack == _AUTO else Path(speech.jack)
    return Jack(path, on_plug) if path else None
