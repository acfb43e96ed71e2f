from __future__ import annotations

import pytest

from drivers.virtual.pace import Pace


class Ticking:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_bytes_arrive_when_their_bits_have_passed():
    clock = Ticking()
    pace = Pace(9_600, clock)
    pace.send(bytes(96))
    assert (pace.arrived(), pace.left_s) == (b"", 0.1)
    clock.now_s = 0.1
    assert pace.arrived() == bytes(96)
    assert not pace.occupied


def test_bytes_that_are_fetched_a_little_late_were_on_the_wire_meanwhile():
    clock = Ticking()
    clock.now_s = 5.0
    pace = Pace(9_600, clock)
    pace.send(bytes(96))
    clock.now_s = 5.11
    assert pace.arrived() == bytes(96)
    pace.send(bytes(96))
    assert pace.left_s == pytest.approx(0.09)


def test_a_line_that_was_idle_begins_anew():
    clock = Ticking()
    pace = Pace(9_600, clock)
    pace.send(bytes(96))
    clock.now_s = 1.0
    assert pace.arrived() == bytes(96)
    pace.send(bytes(96))
    assert pace.left_s == pytest.approx(0.1)


def test_a_line_without_a_speed_delivers_at_once():
    pace = Pace(None, Ticking())
    pace.send(b"now")
    assert pace.arrived() == b"now"


def test_a_cut_line_delivers_nothing():
    pace = Pace(None, Ticking())
    pace.send(b"lost")
    pace.drop()
    assert pace.arrived() == b""
