"""Clips, synthesised words and loudspeakers."""

from __future__ import annotations

import io
import os
import shutil
import stat
import struct
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.voice import synth
from drivers.voice.clips import Clips
from drivers.voice.sound import (
    RATE,
    Sound,
    SoundError,
    at_volume,
    from_wav,
    joined,
    resampled,
    silence,
    to_wav,
)
from drivers.voice.speaker import AlsaSpeaker, FolderSpeaker, SpeakerError
from drivers.voice.speech import Speech
from drivers.voice.synth import Espeak, SynthError
from drivers.voice.wording import Piece

TONE = Sound(array("h", [1_000, -1_000, 500, -500]))
with_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
with_aplay = pytest.mark.skipif(not shutil.which("aplay"), reason="aplay is not installed")


def recording(samples, rate=RATE, channels=1, width=2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return file.getvalue()


def program(folder, text) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_sound_survives_its_file():
    assert from_wav(to_wav(TONE), "tone") == TONE


def test_sounds_are_joined_and_made_softer():
    both = joined([TONE, silence(2 / RATE), TONE])
    assert list(both.samples) == [1_000, -1_000, 500, -500, 0, 0, 1_000, -1_000, 500, -500]
    assert list(at_volume(TONE, 50).samples) == [500, -500, 250, -250]
    assert at_volume(TONE, 100) is TONE
    assert not any(at_volume(TONE, 0).samples)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_a_recording_of_any_rate_lasts_as_long_as_before(rate):
    second = array("h", [at % 100 for at in range(rate)])
    assert len(resampled(second, rate)) == pytest.approx(RATE, rel=0.01)
    assert max(resampled(second, rate)) <= 99


def test_of_two_channels_the_first_is_taken():
    assert list(from_wav(recording([1, 9, 2, 9], channels=2), "x").samples) == [1, 2]


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", recording([1, 2], width=1), recording([1, 2], rate=4_000), recording([1] * 9, channels=3)],
)
def test_what_cannot_be_joined_is_refused_with_a_sentence(data):
    with pytest.raises(SoundError, match="clip"):
        from_wav(data, "clip")


@given(st.binary(max_size=400), st.integers(0, 60))
def test_no_file_stops_the_voice(noise, keep):
    for data in (noise, recording([1, 2, 3])[:keep] + noise):
        try:
            assert from_wav(data, "clip").seconds >= 0
        except SoundError:
            continue


def test_a_clip_is_read_once_and_again_when_it_was_replaced(tmp_path):
    path = tmp_path / "zh_CN" / "digit-1.wav"
    path.parent.mkdir()
    path.write_bytes(recording([1, 2]))
    clips = Clips(tmp_path)
    assert clips.find("zh_CN", "digit-1") is clips.find("zh_CN", "digit-1")
    path.write_bytes(recording([3]))
    os.utime(path, ns=(1, 1))
    assert list(clips.find("zh_CN", "digit-1").samples) == [3]
    assert clips.find("zh_CN", "digit-2") is None
    assert clips.find("..", "digit-1") is None
    assert clips.find("zh_CN", "../zh_CN/digit-1") is None
    assert Clips(None).find("zh_CN", "digit-1") is None


def test_a_clip_that_cannot_be_used_is_told_and_synthesised(tmp_path, caplog):
    (tmp_path / "zh_CN").mkdir()
    (tmp_path / "zh_CN" / "digit-1.wav").write_bytes(b"no sound")
    assert Clips(tmp_path).find("zh_CN", "digit-1") is None
    assert "synthesiser" in caplog.text


def test_what_lies_between_two_clips_is_synthesised_in_one_breath(tmp_path):
    (tmp_path / "en").mkdir()
    for name in ("call-1", "window-1"):
        (tmp_path / "en" / f"{name}.wav").write_bytes(recording([7]))
    asked = []

    def synth(language, text):
        asked.append((language, text))
        return TONE

    speech = Speech(Clips(tmp_path), synth, FolderSpeaker(tmp_path))
    found = [
        Piece("call-1", "Ticket"),
        Piece("letter-A", "A,"),
        Piece("digit-1", "one"),
        Piece("call-2", ", go"),
    ]
    sounds = speech.sounds("en", [*found, Piece("window-1", "window 1"), Piece("call-3", ".")])
    assert asked == [("en", "A, one, go")]
    assert [len(sound.samples) for sound in sounds[:3]] == [1, 4, 1]


@with_espeak
@pytest.mark.parametrize(
    ("language", "text"), [("zh_CN", "请 A 零 二 三 号到 3号窗口"), ("en", "Ticket A, zero")]
)
def test_espeak_speaks_both_languages(language, text):
    sound = Espeak()(language, text)
    assert 0.5 < sound.seconds < 5
    assert max(sound.samples) > 1_000


@with_espeak
def test_a_faster_voice_is_shorter():
    assert Espeak(300)("en", "one two three four").seconds < Espeak(80)("en", "one two three four").seconds


@with_espeak
def test_a_language_without_a_voice_is_told():
    with pytest.raises(SynthError, match="xx"):
        Espeak()("xx_YY", "?")


def test_a_week_of_sentences_is_not_kept_in_memory(monkeypatch):
    second = to_wav(silence(1))
    monkeypatch.setattr(synth, "_asked", lambda *_: (second, ""))
    try:
        for number in range(300):
            Espeak()("en", f"ticket {number}")
        kept = synth._spoken.cache_info().currsize
    finally:
        synth._spoken.cache_clear()
    assert kept * len(second) < 4e6


def test_a_synthesiser_that_is_missing_or_hangs_is_told(tmp_path):
    with pytest.raises(SynthError, match="install the package espeak-ng"):
        Espeak(program=str(tmp_path / "nothing"))("en", "one")
    with pytest.raises(SynthError, match="did not speak"):
        Espeak(program=program(tmp_path, "exec sleep 30"), patience_s=0.05)("en", "one")


def test_a_folder_is_a_loudspeaker(tmp_path):
    speaker = FolderSpeaker(tmp_path / "out", at_true_speed=False)
    speaker.play(TONE, "one")
    speaker.play(TONE, "two")
    assert sorted(path.name for path in speaker.folder.iterdir()) == [
        *("voice-0001.txt", "voice-0001.wav", "voice-0002.txt", "voice-0002.wav")
    ]
    assert from_wav((speaker.folder / "voice-0001.wav").read_bytes(), "x") == TONE


def test_a_folder_keeps_what_an_earlier_start_left_there_and_a_trial_leaves_nothing(tmp_path):
    FolderSpeaker(tmp_path, at_true_speed=False).play(TONE, "one")
    later = FolderSpeaker(tmp_path, at_true_speed=False)
    later.play(TONE, "")
    later.play(TONE, "two")
    assert [path.read_text() for path in sorted(tmp_path.glob("*.txt"))] == ["one", "two"]


def test_a_folder_that_takes_nothing_is_a_loudspeaker_that_failed(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SpeakerError, match="takes no announcements"):
        FolderSpeaker(tmp_path / "file" / "out").play(TONE, "one")


def test_the_player_is_given_the_whole_sound(tmp_path):
    got = tmp_path / "got.wav"
    AlsaSpeaker(program=program(tmp_path, f"cat > {got}")).play(TONE, "")
    assert from_wav(got.read_bytes(), "x") == TONE


def test_of_a_player_s_long_complaint_the_last_line_is_told(tmp_path):
    said = "echo ALSA lib conf.c:5180 snd_func_ >&2; echo aplay: main:831: audio open error: No such file >&2"
    with pytest.raises(SpeakerError) as told:
        AlsaSpeaker(program=program(tmp_path, f"{said}; exit 1")).play(TONE, "")
    assert str(told.value) == "The sound output default does not play (No such file). Check the sound card."


@pytest.mark.parametrize(
    ("script", "words"), [("echo no such card >&2; exit 1", "no such card"), ("exec sleep 30", "got stuck")]
)
def test_a_player_that_fails_or_gets_stuck_is_told(tmp_path, script, words):
    with pytest.raises(SpeakerError, match=words):
        AlsaSpeaker(program=program(tmp_path, script), margin_s=0.1).play(TONE, "")


def test_a_player_that_is_hushed_ends_at_once_and_no_other_begins(tmp_path):
    speaker = AlsaSpeaker(program=program(tmp_path, "exec sleep 30"))
    speaker.hush()
    speaker.play(TONE, "")
    assert speaker._player.returncode < 0


def test_a_player_that_is_missing_is_told(tmp_path):
    with pytest.raises(SpeakerError, match="alsa-utils"):
        AlsaSpeaker(program=str(tmp_path / "nothing")).play(TONE, "")


@with_aplay
def test_aplay_takes_our_sound():
    AlsaSpeaker("null").play(silence(0.01), "")
    with pytest.raises(SpeakerError, match="nowhere"):
        AlsaSpeaker("nowhere").play(silence(0.01), "")
