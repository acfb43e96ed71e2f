"""A headphone's socket, as the kernel tells it; its twin is a pipe that says the same."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.jack import Jack, event, find

PATIENCE_S = 5.0


@pytest.fixture
def socket(tmp_path: Path) -> Iterator[tuple[int, queue.SimpleQueue[bool]]]:
    """The writing end of a socket that is watched, and what was told."""
    path = tmp_path / "event5"
    os.mkfifo(path)
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    # Open at both ends, so that neither waits for the other.
    kernel = os.open(path, os.O_RDWR)
    jack = Jack(path, told.put)
    jack.start()
    yield kernel, told
    jack.stop(PATIENCE_S)
    os.close(kernel)


def test_a_plug_that_goes_in_and_out_is_told(socket) -> None:
    kernel, told = socket
    os.write(kernel, event(plugged=True))
    assert told.get(timeout=PATIENCE_S) is True
    os.write(kernel, event(plugged=False))
    assert told.get(timeout=PATIENCE_S) is False


def test_half_an_event_is_waited_for_and_other_switches_are_none_of_ours(socket) -> None:
    kernel, told = socket
    plug = event(plugged=True)
    microphone = plug[:-6] + b"\x04\x00" + plug[-4:]
    os.write(kernel, microphone + plug[:7])
    os.write(kernel, plug[7:])
    assert told.get(timeout=PATIENCE_S) is True
    assert told.empty()


def test_a_socket_that_is_not_there_is_one_without_a_plug(tmp_path: Path) -> None:
    told: list[bool] = []
    jack = Jack(tmp_path / "nothing", told.append)
    jack.start()
    jack.stop(PATIENCE_S)
    assert told == []


@pytest.mark.parametrize(
    ("switches", "found"), [("4", "event3"), ("10 0", None), ("", None), ("1 54", "event3")]
)
def test_the_socket_is_found_by_its_switch(tmp_path: Path, switches: str, found: str | None) -> None:
    folder = tmp_path / "event3" / "device" / "capabilities"
    folder.mkdir(parents=True)
    (folder / "sw").write_text(f"{switches}\n")
    (tmp_path / "event4").mkdir()
    assert find(tmp_path) == (Path("/dev/input") / found if found else None)
