from __future__ import annotations

from drivers.deadline import Deadline


class Ticking:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_deadline_passes_when_its_time_has_come():
    clock = Ticking()
    deadline = Deadline.after(2.0, clock)
    assert not deadline.passed
    clock.now_s = 102.0
    assert deadline.passed


def test_what_remains_is_never_less_than_nothing():
    clock = Ticking()
    deadline = Deadline.after(2.0, clock)
    clock.now_s = 101.5
    assert deadline.remaining_s == 0.5
    clock.now_s = 110.0
    assert deadline.remaining_s == 0.0
