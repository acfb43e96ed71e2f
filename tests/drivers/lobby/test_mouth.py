"""One customer's voice: cut off in the middle of a word, and never waited for."""

from __future__ import annotations

import queue
import threading
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from drivers.voice.mouth import Mouth, Sentence
from drivers.voice.sound import Sound
from drivers.voice.speaker import SpeakerError

PATIENCE_S = 5.0


@dataclass
class Room:
    """A loudspeaker that speaks until it is told to stop, or at once; and all that was heard."""

    said: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    loudest: list[int] = field(default_factory=list)
    quiet: queue.SimpleQueue[bool] = field(default_factory=queue.SimpleQueue)
    faults: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    goes_on: bool = False
    broken: bool = False

    def speaker(self) -> Loudspeaker:
        return Loudspeaker(self)


@dataclass
class Loudspeaker:
    room: Room
    hushed: threading.Event = field(default_factory=threading.Event)

    def play(self, sound: Sound, words: str) -> None:
        if self.room.broken:
            raise SpeakerError("The sound output default does not play.")
        self.room.loudest.append(max(sound.samples))
        self.room.said.put(words)
        if self.room.goes_on:
            assert self.hushed.wait(PATIENCE_S)

    def hush(self) -> None:
        self.hushed.set()


def sound(_language: str, text: str) -> Sound:
    return Sound(array("h", [1000] * len(text)))


def words(*texts: str, percent: int = 100) -> list[Sentence]:
    return [Sentence("en", text, percent) for text in texts]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def mouth(room: Room) -> Iterator[Mouth]:
    mouth = Mouth(sound, room.speaker, lambda: room.quiet.put(True), room.faults.put)
    mouth.start()
    yield mouth
    mouth.stop(PATIENCE_S)


def test_it_says_one_after_the_other_and_tells_when_all_was_said(mouth: Mouth, room: Room) -> None:
    mouth.say(*words("first", "second", percent=40))
    assert [room.said.get(timeout=PATIENCE_S) for _ in range(2)] == ["first", "second"]
    assert room.quiet.get(timeout=PATIENCE_S)
    assert room.loudest == [400, 400]


def test_a_word_is_cut_off_and_what_was_to_follow_is_forgotten(mouth: Mouth, room: Room) -> None:
    room.goes_on = True
    mouth.say(*words("long", "longer"))
    assert room.said.get(timeout=PATIENCE_S) == "long"
    mouth.hush()
    mouth.say(*words("now"))
    assert room.said.get(timeout=PATIENCE_S) == "now"
    assert room.quiet.empty()


def test_silence_that_comes_before_the_sound_keeps_it_from_being_played(room: Room) -> None:
    asked, spoken = threading.Event(), threading.Event()

    def slow(language: str, text: str) -> Sound:
        asked.set()
        assert spoken.wait(PATIENCE_S)
        return sound(language, text)

    mouth = Mouth(slow, room.speaker, lambda: room.quiet.put(True), room.faults.put)
    mouth.start()
    mouth.say(*words("late"))
    assert asked.wait(PATIENCE_S)
    mouth.hush()
    spoken.set()
    mouth.say(*words("next"))
    assert room.said.get(timeout=PATIENCE_S) == "next"
    mouth.stop(PATIENCE_S)


def test_a_dead_sound_card_is_told_once_and_the_rest_is_left_unsaid(mouth: Mouth, room: Room) -> None:
    room.broken = True
    mouth.say(*words("one", "two", "three"))
    assert room.faults.get(timeout=PATIENCE_S) == "The sound output default does not play."
    room.broken = False
    mouth.say(*words("mended"))
    assert room.said.get(timeout=PATIENCE_S) == "mended"
    assert room.faults.empty()


@pytest.mark.warns
def test_a_fault_that_nobody_foresaw_is_told_as_well_and_the_mouth_lives_on(room: Room) -> None:
    def odd(language: str, text: str) -> Sound:
        if text == "odd":
            raise ValueError("an odd sound")
        return sound(language, text)

    mouth = Mouth(odd, room.speaker, lambda: room.quiet.put(True), room.faults.put)
    mouth.start()
    mouth.say(*words("odd"))
    assert "an odd sound" in room.faults.get(timeout=PATIENCE_S)
    mouth.say(*words("next"))
    assert room.said.get(timeout=PATIENCE_S) == "next"
    mouth.stop(PATIENCE_S)


def test_it_ends_while_it_speaks(mouth: Mouth, room: Room) -> None:
    room.goes_on = True
    mouth.say(*words("endless"))
    assert room.said.get(timeout=PATIENCE_S) == "endless"
    mouth.stop(PATIENCE_S)
    assert not any(thread.name == "mouth" for thread in threading.enumerate())
