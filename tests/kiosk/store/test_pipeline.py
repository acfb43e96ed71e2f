"""What travels together is written whole or not at all, its faults are told, and no answer is stale."""

from __future__ import annotations

import pytest

from kiosk.store import Question, StoreError, open_store

DAYS = Question("SELECT day FROM business_day ORDER BY day")
COUNT = Question("SELECT count(*) FROM business_day WHERE day <> ?", ("never",))


def days(store):
    with store.read() as cursor:
        return cursor.all(DAYS.sql)


def note(cursor, day):
    cursor.run("INSERT INTO business_day VALUES (?, 'now', NULL)", day)


def note_all(store, *each):
    with store.write() as cursor:
        for day in each:
            note(cursor, day)


def give_up(store, day):
    with store.write() as cursor:
        note(cursor, day)
        raise LookupError


def note_and_ask(store, question):
    with store.write(question) as cursor:
        note(cursor, "2026-11-25")
        cursor.all(question.sql)


def test_what_was_written_is_seen_by_the_next_question(store):
    with store.write() as cursor:
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


def test_what_is_foreseen_is_answered_as_it_is_when_it_is_asked(store):
    note_all(store, "2026-11-25")
    with store.write(DAYS, COUNT) as cursor:
        assert cursor.all(DAYS.sql) == [("2026-11-25",)]
        note(cursor, "2026-11-26")
        assert cursor.one(COUNT.sql, *COUNT.values) == (2,)
        cursor.foresee(COUNT, DAYS)
        note(cursor, "2026-11-27")
        assert cursor.all(DAYS.sql) == [("2026-11-25",), ("2026-11-26",), ("2026-11-27",)]
        assert cursor.one(COUNT.sql, *COUNT.values) == (3,)


def test_what_is_foreseen_is_not_older_than_the_right_to_write(store, tmp_path, address):
    other = open_store(tmp_path, address)
    for number in range(1, 9):
        for connection in (store, other):
            with connection.write(COUNT) as cursor:
                (before,) = cursor.one(COUNT.sql, *COUNT.values)
                note(cursor, f"2026-{number:02}-{before:02}")
    assert len(days(store)) == 16
    other.close()


def test_what_was_foreseen_and_never_asked_is_forgotten_with_its_transaction(store):
    with store.write() as cursor:
        cursor.foresee(COUNT)
        cursor.all(DAYS.sql)
    note_all(store, "2026-11-25")
    with store.write() as cursor:
        assert cursor.one(COUNT.sql, *COUNT.values) == (1,)


def test_a_foreseen_question_that_fails_is_told_and_the_store_goes_on(store):
    wrong = Question("SELECT * FROM no_such_table")
    with pytest.raises(StoreError, match="no_such_table"):
        note_and_ask(store, wrong)
    note_all(store, "2026-11-26")
    assert days(store) == [("2026-11-26",)]


@pytest.mark.parametrize("value", [0, -7, 2**40, 1.5e-300, 1795570200.123457, None, "喆 'x' \\ \n\t"])
def test_a_value_comes_back_as_it_went_in(store, value):
    kind = {int: "BIGINT", float: "DOUBLE PRECISION"}.get(type(value), "TEXT")
    with store.write() as cursor:
        cursor.run(f"CREATE TABLE one (value {kind})")
        cursor.run("INSERT INTO one VALUES (?)", value)
        assert cursor.all("SELECT value FROM one") == [(value,)]
