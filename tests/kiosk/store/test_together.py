"""What travels together is written whole or not at all, and its faults are told."""

from __future__ import annotations

import pytest

from kiosk.store import StoreError


def days(store):
    with store.read() as cursor:
        return cursor.all("SELECT day FROM business_day ORDER BY day")


def note(cursor, day):
    cursor.run("INSERT INTO business_day VALUES (?, 'now', NULL)", day)


def note_all(store, *each):
    with store.write() as cursor, store.together():
        for day in each:
            note(cursor, day)


def give_up(store, day):
    with store.write() as cursor, store.together():
        note(cursor, day)
        raise LookupError


def test_what_was_written_is_seen_by_the_next_question(store):
    with store.write() as cursor, store.together():
        note(cursor, "2026-11-25")
        assert cursor.one("SELECT count(*) FROM business_day") == (1,)
        note(cursor, "2026-11-26")
    assert days(store) == [("2026-11-25",), ("2026-11-26",)]


def test_a_statement_that_fails_is_told_and_leaves_nothing(store):
    with pytest.raises(StoreError):
        note_all(store, "2026-11-25", "2026-11-25")
    assert days(store) == []


def test_whoever_gives_up_leaves_nothing_and_the_store_goes_on(store):
    with pytest.raises(LookupError):
        give_up(store, "2026-11-25")
    assert days(store) == []
    note_all(store, "2026-11-26")
    assert days(store) == [("2026-11-26",)]
