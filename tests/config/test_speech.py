"""What a branch may set of the screen's speech."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import SAMPLE
from config.fault import ConfigError
from config.speech import Speech, load_speech, read_speech


def test_the_sample_says_what_a_branch_without_the_file_gets(tmp_path: Path) -> None:
    assert read_speech(SAMPLE) == Speech() == read_speech(tmp_path)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("volume = 90\nmost = 70", "at most most, 70"),
        ("volume = 4", "5"),
        ("words_a_minute = 900", "300"),
        ('jack = "event5"', "auto"),
        ('jack_in = "Enter"', "F1 to F35"),
        ('jack_in = "F7"\njack_out = "F7"', "another key than jack_in, F7"),
        ("loudness = 3", "loudness"),
    ],
)
def test_every_fault_is_told_and_the_screen_speaks_as_shipped(tmp_path: Path, words: str, fault: str) -> None:
    (tmp_path / "speech.toml").write_text(words)
    with pytest.raises(ConfigError, match=fault):
        read_speech(tmp_path)
    assert load_speech(tmp_path) == Speech()


def test_what_a_branch_sets_is_taken(tmp_path: Path) -> None:
    (tmp_path / "speech.toml").write_text('offered = false\njack = "/dev/input/event5"\njack_out = ""')
    assert read_speech(tmp_path) == Speech(offered=False, jack="/dev/input/event5", jack_out="")
