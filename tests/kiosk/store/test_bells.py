"""The doorbell beside the embedded store."""

from __future__ import annotations

import os
import threading

import pytest

from kiosk.store.sqlite import SqliteStore

PATIENCE_S = 20.0


@pytest.fixture
def address():
    """Only the embedded store has bells of ours."""
    return ""


def woken(bell):
    """Whether a ring came, however long the machine took."""
    return bell.wait(PATIENCE_S)


def deep(tmp_path):
    folder = tmp_path
    while len(os.fsencode(folder)) < 200:
        folder /= "a-rather-deep-folder"
    return folder


def test_bells_ring_in_a_folder_whose_path_is_longer_than_a_sockets_may_be(tmp_path):
    store = SqliteStore(deep(tmp_path))
    bell = store.bell()
    with store.write():
        pass
    assert woken(bell)
    bell.close()
    store.close()


def test_a_bell_of_another_connection_rings_as_well(store):
    again = store.again()
    bell = again.bell()
    with store.write():
        pass
    assert woken(bell)
    bell.close()
    again.close()


def test_what_is_written_quietly_wakes_nobody_and_is_found_by_looking(store):
    again = store.again()
    bell = again.bell()
    again.changed()
    with store.write(quietly=True) as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('1', 1)")
    assert not bell.wait(0)
    assert again.changed()
    bell.close()
    again.close()


def test_many_rings_are_one_when_nobody_listened(store):
    bell = store.bell()
    for _ in range(30):
        with store.write():
            pass
    assert woken(bell)
    assert not bell.wait(0)
    bell.close()


def test_a_bell_whose_follower_was_killed_is_taken_down(store, tmp_path):
    killed, alive = store.bell(), store.bell()
    killed._socket.close()
    with store.write():
        pass
    assert woken(alive)
    assert len(list((tmp_path / "bells").iterdir())) == 1
    alive.close()
    os.close(killed._folder)


def test_a_bell_left_behind_by_a_process_of_our_number_is_in_nobodys_way(store, monkeypatch):
    # A box that is switched off leaves its bells hanging, and gives the same numbers out again.
    killed = store.bell()
    killed._socket.close()
    bell = store.bell()
    assert bell._name != killed._name
    assert bell._name.split("-")[0] == killed._name.split("-")[0] == str(os.getpid())
    bell.close()
    os.close(killed._folder)


def test_without_its_folder_the_doorbell_is_silent_and_the_ticket_is_kept(lobby, take, tmp_path):
    for left in (tmp_path / "bells").iterdir():
        left.unlink()
    (tmp_path / "bells").rmdir()
    assert lobby.find(take("cash").label).label == "A001"


def test_a_folder_of_bells_that_cannot_be_read_costs_no_ticket(lobby, take, store):
    os.close(store._belfry._folder)
    store._belfry._folder = os.open(os.devnull, os.O_RDONLY)
    assert take("cash").label == "A001"


def test_a_closed_bell_leaves_nothing_behind(store, tmp_path):
    store.bell().close()
    assert list((tmp_path / "bells").iterdir()) == []


def test_rings_from_many_threads_reach_a_follower(store):
    bell = store.bell()
    writers = [threading.Thread(target=store._belfry.ring) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert woken(bell)
    bell.close()
