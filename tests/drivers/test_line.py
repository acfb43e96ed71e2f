from __future__ import annotations

import time

import pytest

from drivers.deadline import Deadline
from drivers.line import Line
from drivers.link import LinkGone, LinkStalled


class NarrowLink:
    """A link that takes so many bytes at each write, and one after the other nothing more."""

    name = "narrow"
    bytes_per_s = 1_000.0

    def __init__(self, takes):
        self.takes = iter(takes)
        self.got = b""

    def write(self, data: bytes, deadline: Deadline) -> None:
        taken = next(self.takes)
        if taken is None:
            raise LinkGone("It is gone.", sent=1)
        self.got += data[:taken]
        if taken < len(data):
            raise LinkStalled("It is full.", sent=taken)

    def close(self) -> None:
        pass


class Hurrying:
    """A clock on which each look takes a second."""

    now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 1.0
        return self.now_s


@pytest.fixture
def line_over():
    lines = []

    def make(link, clock=time.monotonic) -> Line:
        lines.append(Line(link, clock))
        return lines[-1]

    yield make
    for line in lines:
        line.dispose()


def test_a_slow_line_gets_a_ticket_in_pieces_as_long_as_it_takes_some(line_over):
    link, pulses = NarrowLink([2, 0, 3, 0, 99]), []
    line_over(link).send(b"0123456789", 1.0, lambda: pulses.append(link.got))
    assert link.got == b"0123456789"
    assert pulses == [b"01", b"01", b"01234", b"01234"]


def test_a_line_that_takes_no_more_is_given_up_with_the_count_of_bytes(line_over):
    line = line_over(NarrowLink([4, *[0] * 99]), Hurrying())
    with pytest.raises(LinkStalled, match="took 4 of 10 bytes") as stalled:
        line.send(b"0123456789", 5.0, lambda: None)
    assert stalled.value.sent == 4


def test_a_line_that_breaks_counts_the_bytes_of_all_pieces(line_over):
    with pytest.raises(LinkGone) as gone:
        line_over(NarrowLink([4, 2, None])).send(b"0123456789", 5.0, lambda: None)
    assert gone.value.sent == 7


def test_a_question_is_not_asked_over_a_line_that_is_full(line_over):
    line = line_over(NarrowLink([1, 9]))
    assert not line.ask(b"how?")
    assert line.ask(b"how?")


def test_whoever_listens_without_a_port_can_be_woken(line_over):
    line = line_over(NarrowLink([]))
    line.wake()
    line.rest(60.0)
