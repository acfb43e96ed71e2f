"""What is no lesson yet, and what goes wrong in a night: two boxes at once, a full disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import count
from threading import Barrier

import pytest

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.predict import learning, shelf
from kiosk.predict.learning import learn
from kiosk.predict.predictor import Predictor
from kiosk.store import StoreFull, open_store
from kiosk.telling import why_told


def a_day_passes(lobby, take, clock):
    """Four are served, and the first of the next day has come."""
    for _ in range(4):
        take("cash")
        lobby.call_next("1")
        clock.advance(240)
        lobby.finish("1")
    clock.advance(86_400)
    take("cash")


def shelved(store):
    with store.read() as cursor:
        return cursor.all("SELECT subject, seq, model, record FROM learning")


@pytest.mark.parametrize("anew", [False, True])
def test_a_lesson_of_nothing_is_none_and_the_simple_rule_speaks_on(lobby, take, anew):
    assert learn(lobby.site, anew=anew).rows == 0
    take("cash")
    assert learn(lobby.site, anew=anew).rows == 0
    with lobby.site.store.read() as cursor:
        assert shelf.newest(cursor) is None
    told = why_told(lobby.log_of(take("cash").id))
    assert told["learned"] is False


def test_two_boxes_that_learn_at_once_learn_the_same(lobby, take, store, clock):
    a_day_passes(lobby, take, clock)
    barrier = Barrier(2)

    def on_a_box(box):
        barrier.wait(10)
        return learn(replace(lobby.site, store=box))

    boxes = [store.again(), store.again()]
    try:
        with ThreadPoolExecutor(2) as hands:
            lessons = list(hands.map(on_a_box, boxes))
    finally:
        for box in boxes:
            box.close()
    assert len({lesson.seq for lesson in lessons}) == 1
    kept = shelved(store)
    assert len(kept) == 1
    learn(lobby.site, anew=True)
    assert shelved(store) == kept


def test_a_slow_box_does_not_put_its_older_lesson_in_a_newer_ones_place(
    lobby, take, store, clock, monkeypatch
):
    a_day_passes(lobby, take, clock)
    read = learning._read

    def slowly(*what):
        monkeypatch.setattr(learning, "_read", read)
        found = read(*what)
        # Meanwhile another day is over, and the other box has learned it.
        a_day_passes(lobby, take, clock)
        learn(lobby.site)
        return found

    monkeypatch.setattr(learning, "_read", slowly)
    older = learn(lobby.site)
    [(_, seq, _, _)] = shelved(store)
    assert seq > older.seq
    assert learn(lobby.site).rows == 0


def test_a_full_disk_leaves_the_lesson_before_and_the_next_night_learns_it_all(
    tmp_path, branch, clock, monkeypatch
):
    numbers, snapshot = count(), Predictor.snapshot
    # As large as after many nights: it finds no room in what the one before leaves.
    monkeypatch.setattr(Predictor, "snapshot", lambda self: {**snapshot(self), "more": "x" * 1_000_000})
    with closing(open_store(tmp_path)) as store:
        lobby = Lobby(store, branch, clock)

        def take(service):
            return lobby.issue(IssueRequest((service,), f"touch-{next(numbers)}"))

        a_day_passes(lobby, take, clock)
        room, used = store._db.pragma("max_page_count"), store._db.pragma("page_count")
        store._db.pragma("max_page_count", used + 20)
        with pytest.raises(StoreFull, match="make room"):
            learn(lobby.site)
        assert shelved(store) == []
        assert take("cash").promise.wait is not None
        store._db.pragma("max_page_count", room)
        assert learn(lobby.site).rows > 0
        assert len(shelved(store)) == 1
