"""Followers of the log: nothing skipped, nothing twice, and nobody waits for them."""

from __future__ import annotations

import threading
import time

import pytest

from kiosk import follower as followers
from kiosk.event import Kind
from kiosk.follower import Follower, head
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store

PATIENCE_S = 20.0
NEVER_S = 3_600.0


class DeafBell:
    """A bell whose every ring is lost; an impatient one does not even wait for it."""

    def __init__(self, *, impatient: bool = False) -> None:
        self._rung = threading.Event()
        self._impatient = impatient

    def wait(self, timeout_s: float) -> bool:
        return self._rung.wait(0 if self._impatient else timeout_s)

    def close(self) -> None:
        """Nothing to take down."""


@pytest.fixture
def following(tmp_path, address):
    """Make followers, each over a connection of its own; close them all."""
    made = []

    def follow(after=0, bell=None):
        store = open_store(tmp_path, address)
        if bell:
            store.bell = lambda: bell
        made.append((Follower(store, after), store))
        return made[-1][0]

    yield follow
    for each, store in made:
        each.close()
        store.close()


def read_until(follower, last):
    """Everything up to row `last`, as it comes in."""
    seen = []
    give_up = time.monotonic() + PATIENCE_S
    while (not seen or seen[-1].seq < last) and time.monotonic() < give_up:
        seen += follower.wait(PATIENCE_S)
    return [event.seq for event in seen]


def test_a_follower_reads_the_log_in_its_order_and_each_row_once(following, take, store):
    follower = following()
    take("cash")
    assert [event.kind for event in follower.wait(0)] == [Kind.DAY_OPENED, Kind.ISSUED, Kind.PRINT_QUEUED]
    take("cash")
    assert [event.seq for event in follower.wait(0)] == [4, 5]
    assert follower.wait(0) == []


def test_a_follower_begins_with_what_comes_next(following, take):
    take("cash")
    follower = following(after=None)
    assert follower.wait(0) == []
    take("cash")
    assert [event.seq for event in follower.wait(0)] == [4, 5]


def test_a_follower_goes_on_where_another_stopped(following, take):
    first = following()
    take("cash")
    first.wait(0)
    take("cash")
    assert [event.seq for event in following(after=first.cursor).wait(0)] == [4, 5]


def test_an_empty_log_has_no_head_and_ends_the_wait_in_time(following, store):
    assert head(store) == 0
    assert following().wait(0.01) == []


def test_a_long_log_is_read_to_its_end(following, lobby):
    with lobby.site.writing() as journal:
        for number in range(1_200):
            journal.record(Kind.HELP_ASKED, facts={"kind": str(number)})
    assert read_until(following(), 1_201) == list(range(1, 1_202))


@pytest.mark.parametrize("deaf", [False, True])
def test_a_follower_sees_the_deeds_of_its_own_connection(lobby, take, monkeypatch, deaf):
    if deaf:
        monkeypatch.setattr(lobby.site.store, "bell", DeafBell)
    follower = Follower(lobby.site.store, 0)
    for rows in ([1, 2, 3], [4, 5], [6, 7]):
        take("cash")
        assert [event.seq for event in follower.wait(PATIENCE_S)] == rows
        assert follower.wait(0) == []
    follower.close()


def test_with_two_writers_at_once_nothing_is_skipped(following, branch, clock, tmp_path, address):
    follower = following()

    def write(name: str) -> None:
        store = open_store(tmp_path, address)
        lobby = Lobby(store, branch, clock)
        for number in range(40):
            lobby.issue(IssueRequest(("cash",), f"{name}-{number}"))
        store.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("one", "other")]
    for writer in writers:
        writer.start()
    rows = 1 + 2 * 2 * 40
    assert read_until(follower, rows) == list(range(1, rows + 1))
    for writer in writers:
        writer.join()


def test_the_bell_wakes_a_follower_that_would_not_look_for_itself(following, take, monkeypatch):
    monkeypatch.setattr(followers, "POLL_S", NEVER_S)
    follower = following()
    assert follower.wait(0) == []
    woken = threading.Thread(target=follower.wait, args=(NEVER_S,))
    woken.start()
    take("cash")
    woken.join(PATIENCE_S)
    assert not woken.is_alive()
    assert follower.cursor == 3


def test_a_lost_ring_costs_time_and_no_event(following, take):
    follower = following(bell=DeafBell())
    assert follower.wait(0) == []
    found = []
    waiting = threading.Thread(target=lambda: found.extend(follower.wait(PATIENCE_S)))
    waiting.start()
    take("cash")
    waiting.join(PATIENCE_S)
    assert [event.seq for event in found] == [1, 2, 3]


def test_a_follower_that_never_reads_holds_up_no_writer(following, lobby):
    sleeping = following()
    for _ in range(40):
        lobby.ask_help("person")
    assert head(lobby.site.store) == 41
    assert read_until(sleeping, 41) == list(range(1, 42))


def ask_and_stumble(lobby):
    with lobby.site.writing() as journal:
        journal.record(Kind.HELP_ASKED, facts={"kind": "person"})
        raise RuntimeError


def test_what_was_rolled_back_is_never_followed(following, lobby):
    follower = following()
    with pytest.raises(RuntimeError):
        ask_and_stumble(lobby)
    assert follower.wait(0.01) == []
    lobby.ask_help("person")
    assert [event.seq for event in follower.wait(PATIENCE_S)] == [1, 2]


def test_a_follower_waits_as_long_as_it_was_told_and_no_longer(following):
    ticks = iter([0.0, 1.0, 2.0, 6.0])
    follower = following(bell=DeafBell(impatient=True))
    follower._monotonic = lambda: next(ticks)
    assert follower.wait(5.0) == []
    assert list(ticks) == []
