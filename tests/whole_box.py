"""Tests that measure or race want the whole box: while one runs, no other worker's test does.

Two workers share the tests of a full run. Each test holds a shared lock on one file for as long as it
lasts, one marked `alone` an exclusive one. A lock of that kind knows no order of arrival, so everybody
passes a gate first: whoever waits for the whole box keeps it shut, and need not wait for ever.
"""

from __future__ import annotations

import fcntl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WANT_IT = ("tests/bench/", "tests/campaigns/", "tests/visits/")


@contextmanager
def _held(path: Path, how: int) -> Iterator[None]:
    with path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, how)
        yield


def _shared_folder(config: pytest.Config) -> Path | None:
    """A folder that all workers of this run see; None where there is only one."""
    return Path(config.getoption("basetemp")).parent if hasattr(config, "workerinput") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole folders race by nature; single tests elsewhere carry the mark themselves."""
    for item in items:
        if item.nodeid.startswith(WANT_IT):
            item.add_marker("alone")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hold the box, shared or whole, from a test's set-up to its end."""
    folder = _shared_folder(item.config)
    if folder is None:
        return (yield)
    room, gate = folder / "room.lock", folder / "gate.lock"
    if item.get_closest_marker("alone"):
        with _held(gate, fcntl.LOCK_EX), _held(room, fcntl.LOCK_EX):
            return (yield)
    with _held(gate, fcntl.LOCK_EX):
        lock = room.open("w", encoding="utf-8")
        fcntl.flock(lock, fcntl.LOCK_SH)
    with lock:
        return (yield)
