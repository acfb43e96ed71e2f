"""A slice of the hostile bytes, and whether a reader that fails or drags would be noticed."""

from __future__ import annotations

import itertools

import pytest

from tests.campaigns.noise import eaters, feed, noise, true_streams

BYTES = 30_000


@pytest.mark.parametrize("name", eaters(1))
def test_nobody_who_reads_a_line_is_harmed_by_hostile_bytes(name: str) -> None:
    assert list(feed(name, eaters(7)[name], BYTES, 7)) == []


def test_the_same_seed_is_the_same_noise() -> None:
    streams = true_streams()
    first, again = (list(itertools.islice(noise(3, streams), 40)) for _ in range(2))
    assert first == again
    assert len(set(first)) == 40


def test_a_reader_that_fails_is_noticed() -> None:
    def picky(block: bytes) -> None:
        if b"\x1b" in block:
            raise ValueError(block[:4])

    (found,) = feed("picky", picky, BYTES, 1)
    assert found.startswith("picky failed at byte 0: ")


def test_a_reader_that_gets_slower_is_noticed() -> None:
    eaten = 0

    def hoarding(block: bytes) -> None:
        nonlocal eaten
        eaten += len(block)

    (found,) = feed("hoarding", hoarding, BYTES, 1, clock=lambda: (eaten / BYTES) ** 3 * 10)
    assert found.startswith("hoarding got slower: ")
    assert list(feed("steady", hoarding, BYTES, 1, clock=lambda: eaten / BYTES)) == []
