"""The announcer: one thing to its end before the next, nothing stale, and back again after a failure."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import time

import pytest

from config.lobby_devices import Loudness, Voice
from drivers.unit_state import UnitState
from drivers.voice import announcer as module
from drivers.voice.announcement import Announcement, Sentence
from drivers.voice.announcer import Announcer
from drivers.voice.clips import Clips
from drivers.voice.sound import Sound, silence
from drivers.voice.speaker import SpeakerError
from drivers.voice.speech import Speech
from drivers.voice.synth import SynthError
from tests.drivers.benches import eventually
from tests.drivers.lobby.hall import Listener, mute
from tests.drivers.shop import MovableClock, a_branch, phrases_of


@pytest.fixture
def clock():
    return MovableClock()


@contextmanager
def speaking(voice, listener, clock, synth=mute):
    told = []
    speech = Speech(Clips(None), synth, listener)
    announcer = Announcer(voice, a_branch(), phrases_of, speech, clock, told.append)
    announcer.start()
    try:
        yield announcer, told
    finally:
        announcer.stop()


def call(clock, number="A001", ticket_id=1, sentence=Sentence.CALL):
    return Announcement(sentence, clock(), number, "1", ticket_id=ticket_id)


def test_no_call_cuts_another_off_and_none_is_lost(clock):
    listener = Listener()
    listener.free.clear()
    with speaking(Voice(times=1, languages=("en",)), listener, clock) as (announcer, _):
        for number in range(1, 6):
            announcer.say(call(clock, f"A00{number}", number))
        listener.free.set()
        eventually(lambda: len(listener.said) == 5)
    assert listener.most == 1
    assert [said.split()[4] for said in listener.said] == ["one,", "two,", "three,", "four,", "five,"]


def test_a_call_is_said_in_each_language_and_as_often_as_the_branch_wants(clock):
    listener = Listener()
    with speaking(Voice(times=2), listener, clock) as (announcer, _):
        announcer.say(call(clock))
        announcer.say(Announcement(Sentence.OUTAGE, clock(), minutes=5))
        eventually(lambda: len(listener.said) == 3)
    assert listener.said[0] == listener.said[1]
    assert listener.said[0].splitlines()[0].startswith("请 A")
    assert listener.said[0].splitlines()[1].startswith("Ticket A")
    assert "延迟" in listener.said[2]


def test_a_further_call_takes_the_place_of_one_not_yet_said(clock):
    listener = Listener()
    listener.free.clear()
    with speaking(Voice(times=1, languages=("en",)), listener, clock) as (announcer, _):
        announcer.say(call(clock, "A009", 9))
        eventually(lambda: listener.speaking)
        announcer.say(call(clock))
        announcer.say(call(clock, sentence=Sentence.LAST_CALL))
        announcer.say(call(clock, "A002", 2))
        announcer.withdraw(2)
        announcer.say(Announcement(Sentence.OUTAGE, clock(), minutes=5))
        listener.free.set()
        eventually(lambda: len(listener.said) == 3)
    assert "last call" in listener.said[1]
    assert "delay" in listener.said[2]


def test_what_was_not_said_in_time_is_not_said_any_more(clock):
    listener = Listener()
    with speaking(Voice(times=1, stale_s=10, languages=("en",)), listener, clock) as (announcer, _):
        old = call(clock, "A001", 1)
        clock.push(11)
        announcer.say(old)
        announcer.say(call(clock, "A002", 2))
        eventually(lambda: listener.said)
    assert len(listener.said) == 1
    assert "two" in listener.said[0]


def test_at_an_hour_without_volume_nothing_is_said_and_the_voice_is_well(clock):
    listener = Listener()
    quiet = Voice(volume=(Loudness(at=time(0), percent=0),))
    with speaking(quiet, listener, clock) as (announcer, told):
        announcer.say(call(clock))
        eventually(lambda: told)
    assert listener.said == []
    assert [news.state for news in told] == [UnitState.OK]


def test_the_sound_is_as_loud_as_the_hour(clock):
    loud = []

    class Meter(Listener):
        def play(self, sound: Sound, words: str) -> None:
            loud.append(max(sound.samples))
            super().play(sound, words)

    def tone(language, text):
        made = silence(0.01)
        made.samples[0] = 1_000
        return made

    listener = Meter()
    voice = Voice(times=1, languages=("en",), volume=(Loudness(at=time(8), percent=30),))
    with speaking(voice, listener, clock, tone) as (announcer, _):
        announcer.say(call(clock))
        eventually(lambda: listener.said)
    assert loud[-1] == 300


def test_a_voice_that_fails_is_a_state_and_comes_back_by_itself(clock, monkeypatch):
    monkeypatch.setattr(module, "_PROBE_S", 0.02)
    broken = threading.Event()
    broken.set()

    class Broken(Listener):
        def play(self, sound: Sound, words: str) -> None:
            if broken.is_set():
                raise SpeakerError("The sound output does not play.")
            super().play(sound, words)

    listener = Broken()
    with speaking(Voice(times=1), listener, clock) as (announcer, told):
        eventually(lambda: told and told[-1].state is UnitState.FAILED)
        announcer.say(call(clock))
        broken.clear()
        eventually(lambda: told[-1].state is UnitState.OK)
        announcer.say(call(clock, "A002", 2))
        eventually(lambda: any("二" in said for said in listener.said))


def test_a_synthesiser_that_fails_is_a_state(clock):
    def fails(language, text):
        raise SynthError("espeak-ng is not installed.")

    with speaking(Voice(), Listener(), clock, fails) as (announcer, told):
        announcer.say(call(clock))
        eventually(lambda: told and told[-1].state is UnitState.FAILED)
        assert "espeak-ng" in told[-1].detail


def test_one_sentence_that_goes_wrong_does_not_silence_the_hall(clock, caplog):
    listener = Listener()
    with speaking(Voice(times=1), listener, clock) as (announcer, _):
        announcer.say(Announcement("voice.nonsense", clock(), "A001", "1"))
        announcer.say(call(clock, "A002", 2))
        eventually(lambda: listener.said)
    assert "could not be said" in caplog.text
