"""The outbox: the oldest first, of each ticket one, and quick however much waits."""

from __future__ import annotations

import time

import pytest

from kiosk.relay import outbox
from kiosk.relay.outbox import Settled
from kiosk.relay.parcel import Destination, Fate, Parcel

NOW = 1_795_572_000.0


def put(store, *parcels):
    with store.write() as cursor:
        for number, ticket in parcels:
            outbox.put(cursor, Parcel(number, Destination.SCORING, ticket, f"uid-{number}", f"body {number}"))


def due(store, now=NOW, limit=100):
    with store.read() as cursor:
        fresh = outbox.due(cursor, Destination.SCORING, now, limit)
        again = outbox.due(cursor, Destination.SCORING, now, limit, again=True)
    return sorted(parcel.id for parcel in (*fresh, *again))


def settle(store, number, fate, next_at=0.0):
    with store.read() as cursor:
        (parcel,) = [each for each in outbox.due(cursor, Destination.SCORING, NOW, 99) if each.id == number]
    with store.write() as cursor:
        outbox.settle(cursor, Settled(parcel, fate, "HTTP 500", next_at))


def test_the_oldest_go_first_and_of_each_ticket_only_the_first(store):
    put(store, (3, 30), (1, 10), (2, 10), (4, 30))
    assert due(store) == [1, 3]
    settle(store, 1, Fate.DELIVERED)
    assert due(store) == [2, 3]
    settle(store, 3, Fate.REFUSED)
    assert due(store) == [2, 4]


def test_one_that_pauses_holds_back_its_own_ticket_alone(store):
    put(store, (1, 10), (2, 10), (3, 30))
    settle(store, 1, Fate.WAITING, NOW + 60)
    assert due(store) == [3]
    assert due(store, NOW + 60) == [1, 3]


def test_a_clock_that_was_set_back_holds_nobody_for_years(store):
    put(store, (1, 10))
    settle(store, 1, Fate.WAITING, NOW + 60)
    assert due(store, NOW - 10 * 365 * 86_400) == [1]


def test_what_was_delivered_needs_no_body_and_what_was_refused_keeps_it(store):
    put(store, (1, 10), (2, 20))
    settle(store, 1, Fate.DELIVERED)
    settle(store, 2, Fate.REFUSED)
    with store.read() as cursor:
        assert cursor.all("SELECT body, attempts FROM outbox ORDER BY id") == [("", 1), ("body 2", 1)]
        told = outbox.standing(cursor, Destination.SCORING)
        assert (told.waiting, told.refused, told.last_refusal) == (0, 1, "HTTP 500")


def test_what_one_relay_delivered_no_other_sends_again_without_its_body(store):
    put(store, (1, 10))
    with store.write() as cursor:
        (parcel,) = outbox.due(cursor, Destination.SCORING, NOW, 9)
        outbox.settle(cursor, Settled(parcel, Fate.DELIVERED))
        outbox.settle(cursor, Settled(parcel, Fate.WAITING, "HTTP 500", NOW))
    assert due(store, NOW + 60) == []


def test_gateway_and_scoring_server_do_not_wait_for_each_other(store):
    put(store, (1, 10))
    with store.write() as cursor:
        outbox.put(cursor, Parcel(2, Destination.NOTICES, 10, "uid-2", "body"))
        assert [each.id for each in outbox.due(cursor, Destination.NOTICES, NOW, 9)] == [2]


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_fifty_thousand_that_wait_are_looked_through_no_more_than_is_sent(store):
    put(store, *((number, number) for number in range(1, 50_001)))
    with store.read() as cursor:
        plan = str(
            cursor.all(
                "EXPLAIN QUERY PLAN SELECT id FROM outbox AS mine WHERE destination = 'scoring' AND"
                " fate = 'waiting' AND attempts = 0 AND (next_at <= 1 OR next_at > 9) AND NOT EXISTS"
                " (SELECT 1 FROM outbox AS before WHERE before.ticket_id = mine.ticket_id"
                " AND before.destination = mine.destination AND before.id < mine.id"
                " AND before.fate = 'waiting') ORDER BY id LIMIT 9"
            )
        )
    assert "outbox_fresh" in plan
    assert "outbox_ticket" in plan
    assert "TEMP B-TREE" not in plan
    began = time.process_time()
    for _ in range(100):
        assert len(due(store, limit=256)) == 256
    assert time.process_time() - began < 1.0
