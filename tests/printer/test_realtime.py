"""Real-time commands are heard wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.realtime import RealTimeEar

CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
COMMANDS = [b"\x10\x04\x01", b"\x10\x04\x04", b"\x10\x05\x02", CLEAR, b"\x10\x14\x01\x00\x05"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_heard_between_letters(command):
    assert RealTimeEar().hear(b"abc" + command + b"def") == [command]


@pytest.mark.parametrize(
    "almost",
    [b"\x10\x04\x30", b"\x10\x04\x00", b"\x10\x05\x03", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x09", b"\x10"],
)
def test_bytes_that_only_resemble_one_are_not_heard(almost):
    assert RealTimeEar().hear(almost + b"abc") == []


def test_an_escape_before_a_command_does_not_hide_it():
    assert RealTimeEar().hear(b"\x10\x10\x04\x02") == [b"\x10\x04\x02"]


@given(st.lists(st.sampled_from([*COMMANDS, b"\x10", b"a", b"\x04", b"\x14\x08"])), st.integers(1, 4))
def test_a_command_is_heard_however_the_stream_is_cut(pieces, size):
    data = b"".join(pieces)
    ear = RealTimeEar()
    cut = [command for at in range(0, len(data), size) for command in ear.hear(data[at : at + size])]
    assert cut == RealTimeEar().hear(data)
