"""A branch without a printer: its papers are owed for as long as they matter, and no longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from drivers.unprinted import Unprinted
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.store import open_store
from tests.drivers.benches import eventually
from tests.drivers.shop import MovableClock, a_branch, site_at


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def lobby(tmp_path: Path, clock: MovableClock) -> Iterator[Lobby]:
    with closing(open_store(tmp_path)) as store:
        yield Lobby(store, a_branch(), clock)


@contextmanager
def unprinted(data: Path, clock: MovableClock) -> Iterator[None]:
    """The process, as a thread with a store of its own."""
    site = site_at(data, clock)
    with closing(site.store):
        process = Unprinted(site, clock.monotonic)
        thread = threading.Thread(target=process.run)
        thread.start()
        try:
            yield
        finally:
            process.stop()
            thread.join()


def take(lobby: Lobby, request: str) -> int:
    return lobby.issue(IssueRequest(("cash",), request)).id


def test_papers_that_nobody_can_print_expire_in_their_time(lobby, clock, tmp_path):
    first = take(lobby, "first")
    with unprinted(tmp_path, clock):
        clock.push(6)
        second = take(lobby, "second")
        clock.push(6)
        assert lobby.print_state(first) is PrintState.QUEUED
        clock.push(a_branch().paper.expires_s + 6)
        eventually(lambda: lobby.print_state(first) is PrintState.EXPIRED)
        clock.push(a_branch().paper.expires_s + 6)
        eventually(lambda: lobby.print_state(second) is PrintState.EXPIRED)


def test_what_is_asked_for_again_is_owed_anew(lobby, clock, tmp_path):
    """The branch may have got a printer meanwhile."""
    ticket = take(lobby, "first")
    clock.push(a_branch().paper.expires_s + 1)
    with unprinted(tmp_path, clock):
        eventually(lambda: lobby.print_state(ticket) is PrintState.EXPIRED)
    assert lobby.reprint(ticket).copy == 1
