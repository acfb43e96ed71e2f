"""A store of the first release is brought up to date with its tickets, and agrees with its log."""

from __future__ import annotations

import sys

import pytest

from kiosk.audit import disagreements
from kiosk.lobby import Lobby
from kiosk.store import open_store
from kiosk.store.migrate import migrate, shipped
from kiosk.ticket import TicketState

ISSUED = (
    '{"prefix":"A","number":%d,"class":"ordinary","steps":[[["cash"],"cash",["1"]]],"ahead":0,"wait":null,'
    '"due_at":"2026-11-25T09:50:00+08:00","request_id":"r%d","language":"en","large":false}'
)
EVENTS = [
    ("day_opened", None, None, "{}"),
    *(("issued", number, None, ISSUED % (number, number)) for number in (1, 2, 3)),
    ("called", 1, "1", '{"why":"first","overtook":[]}'),
    ("recalled", 1, "1", "{}"),
    ("missed", 1, "1", "{}"),
    ("called", 2, "1", '{"why":"first","overtook":[]}'),
    ("recalled", 2, "1", "{}"),
    ("counter_closed", None, "5", "{}"),
    ("help_asked", None, None, '{"kind":"care"}'),
]
STATES = {1: ("missed", 2), 2: ("called", 2), 3: ("waiting", 0)}


def at(second: int) -> str:
    return f"2026-11-25T09:30:{second:02d}+08:00"


@pytest.fixture
def old_store(tmp_path, address, monkeypatch):
    """As the first release left it: three tickets, one missed, one called."""
    module = sys.modules["kiosk.store.migrate"]
    monkeypatch.setattr(module, "shipped", lambda dialect, _: shipped(dialect)[:1])
    store = open_store(tmp_path, address)
    monkeypatch.undo()
    with store.write() as cursor:
        cursor.run("INSERT INTO business_day VALUES ('2026-11-25', ?, NULL)", at(1))
        cursor.run("INSERT INTO series VALUES ('2026-11-25', 'A', 3)")
        cursor.run("INSERT INTO counter VALUES ('5', 0)")
        for seq, (kind, ticket, counter, facts) in enumerate(EVENTS, 1):
            cursor.run(
                "INSERT INTO event (seq, at, mark, day, kind, ticket_id, counter, facts)"
                " VALUES (?, ?, ?, '2026-11-25', ?, ?, ?, ?)",
                *(seq, at(seq), at(seq), kind, ticket, counter, facts),
            )
        for number, (state, calls) in STATES.items():
            _insert_ticket(cursor, number, state, calls)
    yield store
    store.close()


def _insert_ticket(cursor, number, state, calls):
    called = {1: 5, 2: 8}.get(number)
    cursor.run(
        "INSERT INTO ticket (id, day, prefix, number, class, steps, issued_at, due_at, rank, due, ahead,"
        " request_id, language, large, state, step, counter, waiting_since, called_at, overtaken, calls,"
        " live)"
        " VALUES (?, '2026-11-25', 'A', ?, 'ordinary', ?, ?, ?, 1, ?, 0, ?, 'en', 0, ?, 0, ?, ?, ?, 0, ?, 1)",
        *(number, number, '[[["cash"],"cash",["1"]]]', at(number + 1), "2026-11-25T09:50:00+08:00"),
        *(1_795_571_400.0, f"r{number}", state, "1" if called else None, at(number + 1)),
        *(at(called) if called else None, calls),
    )


def test_an_upgraded_store_agrees_with_its_log_and_goes_on(old_store, branch, clock):
    migrate(old_store)
    assert disagreements(old_store) == []
    lobby = Lobby(old_store, branch, clock)
    clock.set("2026-11-25T09:31:00")
    assert lobby.bring_back(1).misses == 1
    assert lobby.finish("1").state is TicketState.FINISHED
    assert lobby.call_next("1").label == "A003"
