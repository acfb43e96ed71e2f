"""The shared store on a bad day."""

from __future__ import annotations

import time
import traceback
from contextlib import contextmanager

import psycopg
import pytest

from kiosk.follower import Follower
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import (
    Question,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreError,
    open_store,
    pipeline,
    postgres,
)
from kiosk.store.postgres import PostgresStore

PATIENCE_S = 20.0
SECRET = "correct-horse"
DAYS = Question("SELECT day FROM business_day ORDER BY day")
COUNT = Question("SELECT count(*) FROM business_day")


@pytest.fixture
def address(cluster):
    """Only the shared store."""
    return cluster.address()


@contextmanager
def server(address):
    """The server's own administrator."""
    with psycopg.connect(address, autocommit=True) as db:
        yield db


@contextmanager
def setting(db, name, value):
    """A setting of the whole server, for a while."""
    db.execute(f"ALTER SYSTEM SET {name} = {value}")
    try:
        _reload(db, name, value)
        yield
    finally:
        db.execute(f"ALTER SYSTEM RESET {name}")
        _reload(db, name, "on")


def _reload(db, name, value):
    db.execute("SELECT pg_reload_conf()")
    give_up = time.monotonic() + PATIENCE_S
    while db.execute(f"SHOW {name}").fetchone() != (value,):
        assert time.monotonic() < give_up, f"the server never took {name} = {value}"


def cut_off(address, store):
    """End a store's connection from the server's side, as a restart does."""
    with store.read() as cursor:
        (pid,) = cursor.one("SELECT pg_backend_pid()")
    with server(address) as db:
        db.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def cut_off_in_the_middle(address, store):
    with server(address) as db, store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('lost', 1)")
        (pid,) = cursor.one("SELECT pg_backend_pid()")
        db.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def test_a_server_that_would_lose_tickets_in_a_power_cut_is_refused(address, tmp_path):
    with (
        server(address) as db,
        setting(db, "fsync", "off"),
        pytest.raises(StoreBroken, match="fsync off, so a power cut would lose tickets: switch it on"),
    ):
        open_store(tmp_path, address)


def test_every_commit_waits_for_the_disk_whatever_the_address_asks(cluster, tmp_path):
    lax = cluster.address() + "%20-csynchronous_commit%3Doff"
    store = open_store(tmp_path, lax)
    with store.read() as cursor:
        assert cursor.one("SHOW synchronous_commit") == ("on",)
    store.close()


@pytest.mark.usefixtures("caplog")
def test_a_server_that_went_away_is_a_sentence_and_is_found_again(lobby, take, store, address):
    take("cash")
    cut_off(address, store)
    with pytest.raises(StoreAway, match=r"out of reach .*: check the network and the server"):
        lobby.issue(IssueRequest(("cash",), "x"))
    assert lobby.issue(IssueRequest(("cash",), "x")).label == "A002"


@pytest.mark.usefixtures("caplog")
def test_after_the_server_came_back_a_fresh_start_finds_everything(
    take, store, address, branch, clock, tmp_path
):
    ticket = take("cash")
    cut_off(address, store)
    afresh = open_store(tmp_path, address)
    assert Lobby(afresh, branch, clock).find("A001") == ticket
    afresh.close()


@pytest.mark.usefixtures("caplog")
def test_a_server_that_goes_in_the_middle_of_a_write_keeps_nothing_of_it(store, address, tmp_path):
    with pytest.raises(StoreAway):
        cut_off_in_the_middle(address, store)
    afresh = open_store(tmp_path, address)
    with afresh.read() as cursor:
        assert cursor.all("SELECT id FROM counter") == []
    afresh.close()


@pytest.mark.usefixtures("caplog")
def test_a_follower_hears_that_the_server_went_away(store, address, tmp_path):
    own = open_store(tmp_path, address)
    follower = Follower(own)
    with server(address) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid = %s",
            (follower._bell._db.info.backend_pid,),
        )
    with pytest.raises(StoreAway, match="out of reach"):
        follower.wait(PATIENCE_S)
    with store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('heard again', 1)")
    assert follower.wait(0) == []
    follower.close()
    own.close()


@pytest.mark.parametrize(
    "wrong",
    [
        f"postgresql://kiosk:{SECRET}@127.0.0.1:1/lobby",
        f"postgresql://kiosk:{SECRET}@/lobby?host=/nowhere",
        f"host=127.0.0.1 port=1 password={SECRET}",
        f"postgres:/kiosk:{SECRET}@host/lobby",
        f"postgresql://kiosk:at@{SECRET}@host/lobby",
        f"postgresql://kiosk:%zz{SECRET}@host/lobby",
        f"host=/nowhere password={SECRET} colour=blue",
        f"host=/nowhere {SECRET}",
    ],
)
def test_no_password_is_ever_told_whatever_is_wrong_with_the_address(wrong, tmp_path):
    with pytest.raises(StoreError) as told:
        open_store(tmp_path, wrong)
    assert SECRET not in "".join(traceback.format_exception_only(told.value))
    assert SECRET not in str(told.value.__cause__)


def test_a_database_that_is_not_there_is_told(address, tmp_path):
    with pytest.raises(StoreAway, match='database "nowhere" does not exist'):
        open_store(tmp_path, address.replace("/postgres?", "/nowhere?"))


def test_a_store_that_another_holds_is_a_sentence_soon(store, address, tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "_BUSY", "20ms")
    impatient = PostgresStore(address, tmp_path)
    with (
        store.write(),
        pytest.raises(StoreBusy, match="held by another process for too long"),
        impatient.write(),
    ):
        pytest.fail("two had the right to write")
    with impatient.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('after', 1)")
    impatient.close()


def test_a_pulled_cable_is_noticed_soon(store):
    asked = store._db.info.get_parameters()
    assert asked["connect_timeout"] == "5"
    assert int(asked["tcp_user_timeout"]) <= 10_000
    waits_s = int(asked["keepalives_idle"]) + int(asked["keepalives_interval"]) * int(
        asked["keepalives_count"]
    )
    assert waits_s <= 15


def test_text_that_the_server_cannot_keep_is_a_sentence(store):
    with pytest.raises(StoreError, match="NUL"), store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES (?, 1)", "a\0b")


def test_a_writer_that_forgets_to_end_is_cut_off_by_the_server(store):
    with store.read() as cursor:
        assert cursor.one("SHOW idle_in_transaction_session_timeout") == ("30s",)


def test_the_bell_of_another_branch_in_the_same_database_costs_a_look_and_nothing_more(
    cluster, store, tmp_path
):
    neighbour = open_store(tmp_path, cluster.address())
    follower = Follower(store.again(), 0)
    with neighbour.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('neighbour', 1)")
    assert follower.wait(0.01) == []
    follower.close()
    follower._store.close()
    neighbour.close()


# What travels together


def note(cursor, day):
    cursor.run("INSERT INTO business_day VALUES (?, 'now', NULL)", day)


def kept_days(store):
    with store.read() as cursor:
        return cursor.all(DAYS.sql)


def go_on_after_a_fault(store):
    with store.write(quietly=True) as cursor:
        note(cursor, "2026-11-25")
        with pytest.raises(Exception, match=r"no_such_table"):
            cursor.all("SELECT * FROM no_such_table")


@pytest.fixture
def trips(store, monkeypatch):
    """How often the server was waited for."""
    seen = []
    travel = pipeline.Pipeline.travel
    monkeypatch.setattr(
        pipeline.Pipeline, "travel", lambda way: (seen.append(len(way._waiting)), travel(way))[1]
    )
    return seen


def test_a_write_with_what_it_foresees_takes_two_trips(store, trips):
    with store.write(DAYS, COUNT) as cursor:
        assert cursor.all(DAYS.sql) == []
        assert cursor.one(COUNT.sql) == (0,)
        note(cursor, "2026-11-25")
        note(cursor, "2026-11-26")
    assert len(trips) == 2


def test_what_goes_on_after_a_fault_is_not_taken_for_done(store):
    with pytest.raises(StoreError, match="a statement before the end failed"):
        go_on_after_a_fault(store)
    assert kept_days(store) == []


def test_a_look_that_asks_nothing_troubles_the_server_no_more_than_once(store, trips):
    with store.read():
        pass
    assert len(trips) <= 1


def test_ever_new_statements_do_not_fill_the_server(store, monkeypatch):
    monkeypatch.setattr(pipeline, "_MOST_PREPARED", 10)
    held = "SELECT count(*) FROM pg_prepared_statements"
    with store.write() as cursor:
        for number in range(40):
            assert cursor.one(f"SELECT {number}, count(*) FROM business_day") == (number, 0)
        assert cursor.one(held)[0] <= 12
        assert cursor.one("SELECT 7, count(*) FROM business_day") == (7, 0)


def test_a_statement_that_was_wrong_is_prepared_afresh_once_it_is_right(store):
    asked = "SELECT count(*) FROM later"
    with pytest.raises(StoreError, match="later"), store.write() as cursor:
        cursor.one(asked)
    with store.write() as cursor:
        cursor.run("CREATE TABLE later (id INTEGER)")
        assert cursor.one(asked) == (0,)


def test_what_no_column_can_hold_is_a_sentence(store):
    with pytest.raises(StoreError, match="no column for a dict"), store.write() as cursor:
        cursor.run("INSERT INTO business_day VALUES (?, 'now', NULL)", {})
    assert kept_days(store) == []
