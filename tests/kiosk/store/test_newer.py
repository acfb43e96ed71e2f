"""A store that a newer program has shaped: its migrations say who goes on with it."""

from __future__ import annotations

import logging
import re

import pytest

from kiosk.audit import disagreements
from kiosk.business_day import STALE
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_queue import PrintQueue
from kiosk.store import Question, StoreAway, StoreBroken, StoreNewer, Whose, open_store
from kiosk.store.migrate import Migration, newer, shipped
from tests.kiosk.store.newer import KNOWN, LETS, NEXT, SHUTS, WORD, said_once, tomorrow

RULE_FROM = 15
"""Those up to here were applied before there was a rule; their texts never change."""


@pytest.fixture(autouse=True)
def _afresh():
    said_once()()


@pytest.fixture
def warnings(caplog):
    """What was said of newer stores, which is expected here."""
    yield lambda: [each.message for each in caplog.records if "newer program" in each.message]
    caplog.clear()


@pytest.mark.parametrize("shape", ["kiosk.store", "kiosk.scoring"])
@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_every_migration_says_which_programs_go_on_with_it(dialect, shape):
    before = RULE_FROM if shape == "kiosk.store" else 2
    for each in shipped(dialect, shape):
        if each.version > before:
            assert each.says is not None, f"migration {each.version} must begin with {WORD!r}"
            assert before <= each.says <= each.version
        else:
            assert each.readable_from == each.version


def test_both_engines_say_the_same():
    assert [each.readable_from for each in shipped("sqlite")] == [
        each.readable_from for each in shipped("postgres")
    ]


def test_what_says_nothing_shuts_out():
    assert Migration(NEXT, "SELECT 1").readable_from == NEXT
    assert Migration(NEXT, LETS).readable_from == KNOWN


def a_day(lobby, clock):
    """From the door to the desk, and the end of the day: with all that writes."""
    number = len(lobby.site.store.whose.box) + round(clock.now.timestamp())
    ticket = lobby.issue(IssueRequest(("cash",), f"touch-{number}"))
    lobby.open_counter("1")
    assert lobby.call_next("1") is not None
    lobby.start("1")
    lobby.finish("1")
    lobby.report_device("board:1", f"odd {number}")
    lobby.token(ticket)
    lobby.overview()
    lobby.scene()
    return ticket


def test_a_program_of_before_goes_on_where_the_migration_lets_it(
    tmp_path, address, branch, clock, warnings, caplog
):
    with tomorrow(LETS):
        store = open_store(tmp_path, address)
        first = a_day(Lobby(store, branch, clock), clock)
        store.close()
    store = open_store(tmp_path, address)
    lobby = Lobby(store, branch, clock)
    clock.advance(60)
    second = a_day(lobby, clock)
    assert (first.number, second.number) == (1, 2)
    queue = PrintQueue(lobby.site)
    assert queue.next()
    clock.advance(STALE.total_seconds() + 86_400)
    a_day(lobby, clock)
    with store.read() as cursor:
        assert newer(cursor, store.dialect) == (NEXT,)
        assert cursor.all("SELECT mood FROM ticket WHERE number = 2") == [("",)]
    assert disagreements(store) == []
    store.again().close()
    store.close()
    open_store(tmp_path, address).close()
    assert len(warnings()) == 1
    assert caplog.records[0].levelno == logging.WARNING
    # And the newer one goes on where this one ended.
    with tomorrow(LETS):
        store = open_store(tmp_path, address)
        assert disagreements(store) == []
        store.close()


def test_it_does_not_touch_what_shuts_it_out(tmp_path, address):
    with tomorrow(SHUTS):
        open_store(tmp_path, address).close()
    with pytest.raises(StoreNewer, match=re.escape(f"migration {NEXT}, which this program does not know")):
        open_store(tmp_path, address)


def test_a_word_that_the_store_lost_shuts_out(tmp_path, address):
    with tomorrow(LETS):
        store = open_store(tmp_path, address)
        with store.write() as cursor:
            cursor.run("UPDATE migration SET readable_from = NULL")
        store.close()
    with pytest.raises(StoreNewer):
        open_store(tmp_path, address)


def test_an_older_migration_is_not_put_behind_a_newer_one(tmp_path, address, warnings):
    with tomorrow(LETS, NEXT + 1):
        open_store(tmp_path, address).close()
    with tomorrow(LETS, NEXT), pytest.raises(StoreBroken, match=f"lacks migration {NEXT}"):
        open_store(tmp_path, address)
    assert warnings()


def test_for_one_of_several_boxes_a_store_that_shuts_it_out_is_away(tmp_path, cluster):
    address = cluster.address()
    with tomorrow(SHUTS):
        open_store(tmp_path, address).close()
    with pytest.raises(StoreAway):
        open_store(tmp_path, address, whose=Whose("left"))


@pytest.mark.parametrize(("sql", "goes_on"), [(LETS, True), (SHUTS, False)], ids=["let", "shut out"])
def test_a_box_at_work_notices_that_another_was_updated(
    tmp_path, cluster, branch, clock, warnings, sql, goes_on
):
    address = cluster.address()
    box = open_store(tmp_path / "old", address, whose=Whose("old"))
    lobby = Lobby(box, branch, clock)
    first = lobby.issue(IssueRequest(("cash",), "one"))
    with tomorrow(sql):
        other = open_store(tmp_path / "new", address, whose=Whose("new"))
        second = Lobby(other, branch, clock).issue(IssueRequest(("cash",), "two"))
        if goes_on:
            third = lobby.issue(IssueRequest(("cash",), "three"))
            assert [first.number, second.number, third.number] == [1, 2, 3]
    if goes_on:
        assert lobby.issue(IssueRequest(("cash",), "four")).number == 4
    else:
        for _ in range(2):
            with pytest.raises(StoreAway, match=f"migration {NEXT}"):
                lobby.issue(IssueRequest(("cash",), "four"))
    assert disagreements(other) == []
    box.close()
    other.close()
    assert len(warnings()) == (1 if goes_on else 0)


def test_what_is_relied_upon_is_looked_at_once_for_each_change(store):
    seen = []
    store.rely(Question("SELECT count(*) FROM counter"), lambda _, found: seen.append(found))
    for name in ("a", "b"):
        for _ in range(2):
            with store.write() as cursor:
                cursor.run("INSERT INTO counter (id, open) VALUES (?, 1) ON CONFLICT (id) DO NOTHING", name)
    assert seen == ([(0,), (1,), (2,)] if store.dialect == "postgres" else [])


FOR_EVER = {
    "event": {"seq", "at", "day", "kind", "ticket_id", "counter", "facts", "mark"},
    "ticket": {"id", "day", "prefix", "number"},
    "series": {"day", "prefix", "last"},
    "migration": {"version", "hash", "readable_from"},
}
"""What an older program reads of any newer store: it is how it finds the numbers that were given."""


def test_no_migration_takes_away_what_every_program_may_read(store):
    with store.read() as cursor:
        for table, columns in FOR_EVER.items():
            cursor.all(f"SELECT {', '.join(columns)} FROM {table}")
