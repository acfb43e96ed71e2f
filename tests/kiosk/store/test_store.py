"""What every engine promises."""

from __future__ import annotations

import threading

import pytest

from kiosk.store import StoreError, open_store

PATIENCE_S = 20.0


def keep(cursor, name, seq=1):
    cursor.run("INSERT INTO counter (id, open) VALUES (?, ?)", name, seq)


def kept(store):
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT id FROM counter ORDER BY id")]


def write_until(store, accident):
    with store.write() as cursor:
        keep(cursor, "lost")
        raise accident


def write_all(store, *statements):
    with store.write() as cursor:
        for statement in statements:
            cursor.run(statement)


def note(cursor, seq):
    cursor.run(
        "INSERT INTO event VALUES (?, 'now', 'now', '2026-11-25', 'help_asked', NULL, NULL, '{}')", seq
    )


@pytest.fixture
def other(tmp_path, address):
    """A second connection to the same store."""
    opened = open_store(tmp_path, address)
    yield opened
    opened.close()


# Transactions


def test_what_is_written_is_seen_by_all_once_it_is_committed(store, other):
    with store.write() as cursor:
        keep(cursor, "a")
    assert kept(store) == kept(other) == ["a"]


@pytest.mark.parametrize("accident", [RuntimeError, KeyboardInterrupt, StoreError])
def test_an_accident_leaves_nothing_behind_and_the_next_write_works(store, other, accident):
    with pytest.raises(accident):
        write_until(store, accident)
    with store.write() as cursor:
        keep(cursor, "kept")
    assert kept(store) == kept(other) == ["kept"]


def test_a_wrong_statement_is_a_sentence_and_leaves_nothing_behind(store):
    once = "INSERT INTO counter (id, open) VALUES ('lost', 1)"
    with pytest.raises(StoreError, match="no_such_table"):
        write_all(store, once, "INSERT INTO no_such_table VALUES (1)")
    with pytest.raises(StoreError):
        write_all(store, once, once)
    assert kept(store) == []


def test_what_is_not_yet_committed_is_seen_by_nobody_else(store, other):
    with store.write() as cursor:
        keep(cursor, "a")
        assert kept(other) == []


def test_a_look_stays_what_it_was_while_others_write(store, other):
    with other.read() as cursor:
        assert cursor.one("SELECT count(*) FROM counter") == (0,)
        with store.write() as writing:
            keep(writing, "a")
        assert cursor.one("SELECT count(*) FROM counter") == (0,)
    assert kept(other) == ["a"]


def test_a_look_changes_nothing(store, other):
    try:
        with store.read() as cursor:
            keep(cursor, "a")
    except StoreError:
        pass
    assert kept(store) == kept(other) == []


def test_only_one_can_write_at_a_time(store, other):
    order = []
    asked = threading.Event()

    def second() -> None:
        asked.set()
        with other.write() as cursor:
            order.append("second begins")
            keep(cursor, "second")

    thread = threading.Thread(target=second)
    with store.write() as cursor:
        thread.start()
        assert asked.wait(PATIENCE_S)
        keep(cursor, "first")
        order.append("first ends")
    thread.join(PATIENCE_S)
    assert order == ["first ends", "second begins"]
    assert kept(store) == ["first", "second"]


def test_a_write_sees_all_that_was_committed_before_it_came_in(store, other):
    def add_one(connection) -> None:
        for _ in range(25):
            with connection.write() as cursor:
                found = cursor.one("SELECT open FROM counter WHERE id = 'count'")
                seq = found[0] + 1 if found else 1
                cursor.run("DELETE FROM counter")
                keep(cursor, "count", seq)

    threads = [threading.Thread(target=add_one, args=(each,)) for each in (store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as cursor:
        assert cursor.one("SELECT open FROM counter") == (50,)


def test_one_connection_serves_several_threads_one_after_the_other(store):
    def write(name: str) -> None:
        for number in range(10):
            with store.write() as cursor:
                keep(cursor, f"{name}{number}")
            assert f"{name}{number}" in kept(store)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(store)) == 40


# Values


@pytest.mark.parametrize("text", ["100 %", "50 %s", "why?", "'; DROP TABLE event; --", "喆镕堃𠮷€①", ""])
def test_any_text_comes_back_as_it_went_in(store, text):
    with store.write() as cursor:
        keep(cursor, text)
        assert cursor.one("SELECT id FROM counter WHERE id = ?", text) == (text,)


def test_a_statement_may_hold_a_percent_sign_of_its_own(store):
    with store.write() as cursor:
        keep(cursor, "board")
        assert cursor.all("SELECT id FROM counter WHERE id LIKE 'bo%'") == [("board",)]
        assert cursor.all("SELECT id FROM counter WHERE id LIKE 'x%' AND open = ?", 1) == []


def test_a_time_in_seconds_comes_back_to_the_last_bit(store):
    moment = 1795570200.123457
    with store.write() as cursor:
        cursor.run("INSERT INTO service_time VALUES ('cash', 1, ?)", moment)
        assert cursor.one("SELECT total_s FROM service_time") == (moment,)


def test_what_is_not_there_is_none_and_empty(store):
    with store.read() as cursor:
        assert cursor.one("SELECT * FROM counter") is None
        assert cursor.all("SELECT * FROM counter") == []


# The log


@pytest.mark.parametrize(
    "deed", ["UPDATE event SET facts = '{}'", "DELETE FROM event", "UPDATE event SET seq = 9"]
)
def test_a_row_of_the_log_is_never_changed_or_deleted(store, deed):
    with store.write() as cursor:
        note(cursor, 1)
    with pytest.raises(StoreError, match="rows of the log are never"), store.write() as cursor:
        cursor.run(deed)
    with store.read() as cursor:
        assert cursor.all("SELECT seq, facts FROM event") == [(1, "{}")]


def test_two_rows_of_the_log_never_have_one_place(store):
    with store.write() as cursor:
        note(cursor, 1)
    with pytest.raises(StoreError), store.write() as cursor:
        note(cursor, 1)


def test_a_number_is_given_once_a_day_whatever_the_program_does(lobby, take, store):
    take("cash")
    columns = "day, prefix, number, class, steps, issued_at, due_at, rank, due, ahead, language, large, state"
    rest = "step, overtaken, calls, live"
    with pytest.raises(StoreError), store.write() as cursor:
        cursor.run(
            f"INSERT INTO ticket (id, request_id, {columns}, {rest})"
            f" SELECT id + 1, 'another', {columns}, {rest} FROM ticket"
        )
