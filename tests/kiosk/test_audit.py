"""State and log agree, and whoever tampers with either is found."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from kiosk import audit, papers
from kiosk.audit import disagreements, fold, whole_log
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.store import open_store
from tests.kiosk.visits import deeds, do, store_for_visits

BRANCH = load(SAMPLE)


@given(st.lists(deeds, min_size=20, max_size=60))
@settings(max_examples=20)
def test_after_any_day_the_state_is_what_the_log_says(day):
    now = [datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))]
    with store_for_visits() as store:
        lobby = Lobby(store, BRANCH, lambda: now[0])
        for deed in day:
            do(lobby, deed)
            now[0] += timedelta(seconds=97)
        assert disagreements(store) == []


@given(st.lists(deeds, min_size=30, max_size=60))
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_on_every_engine_days_upon_days_agree_with_their_log(lobby, clock, day):
    for deed in day:
        do(lobby, deed)
        clock.advance(97)
    clock.advance(14 * 3600)
    assert disagreements(lobby.site.store) == []


@pytest.fixture
def busy(lobby, take, clock):
    """A lobby in which a bit of everything has happened."""
    for _ in range(3):
        take("cash", "noncash")
    take("cash", ticket_class="vip")
    lobby.call_next("1")
    lobby.call_next("3")
    clock.advance(200)
    lobby.finish("1")
    lobby.call_next("4")
    lobby.close_counter("5")
    lobby.report_device("printer", "no_paper")
    papers.mark(lobby.site, 1, PrintState.SENT)
    clock.advance(24 * 3600)
    take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    assert disagreements(lobby.site.store) == []
    return lobby


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE ticket SET state = 'finished' WHERE id = 5", "ticket 5"),
        ("UPDATE ticket SET overtaken = overtaken + 1 WHERE id = 1", "ticket 1"),
        ("UPDATE ticket SET ahead = 0, p50_s = 1 WHERE id = 3", "ticket 3"),
        ("UPDATE ticket SET due = due - 600 WHERE id = 5", "the standing of ticket 5"),
        ("UPDATE ticket SET rank = 0 WHERE id = 5", "the standing of ticket 5"),
        ("UPDATE ticket SET live = 0 WHERE id = 5", "the standing of ticket 5"),
        ("UPDATE print_job SET state = 'cut' WHERE id = 1", "print job 1"),
        ("DELETE FROM print_job WHERE id = 2", "print job 2"),
        ("UPDATE device SET state = 'ok'", "device printer"),
        ("UPDATE counter SET open = 1", "counter 5"),
        ("UPDATE counter SET idle_since = NULL WHERE id = '1'", "counter 1"),
        ("UPDATE ticket SET lifted = 7, behind = 1 WHERE id = 5", "ticket 5"),
        ("UPDATE matter SET facts = '{\"count\":0}'", "matter no_shows"),
        ("UPDATE series SET last = 1 WHERE prefix = 'A'", "series 2026-11-25 A"),
        ("UPDATE service_time SET total_s = 1", "the time of service cash"),
        ("UPDATE business_day SET closed_at = NULL", "day 2026-11-25"),
    ],
)
def test_a_row_that_was_tampered_with_is_named(busy, tampering, named):
    with busy.site.store.write() as cursor:
        cursor.run(tampering)
    found = disagreements(busy.site.store)
    assert any(sentence.startswith(f"The log says of {named}: ") for sentence in found), found


def test_what_no_log_tells_of_is_named(busy):
    with busy.site.store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('99', 1)")
    (sentence,) = disagreements(busy.site.store)
    assert sentence.startswith("The log says of counter 99: None; the store says: Desk(id='99'")


def test_a_log_that_lost_its_beginning_is_told(busy):
    store = busy.site.store
    table = "" if store.dialect == "sqlite" else " ON event"
    names = {"sqlite": ["event_stays", "event_is_kept"], "postgres": ["event_stays"]}[store.dialect]
    with store.write() as cursor:
        for name in names:
            cursor.run(f"DROP TRIGGER {name}{table}")
        cursor.run("DELETE FROM event WHERE kind = 'issued'")
    (sentence,) = disagreements(store)
    assert sentence.startswith("The log can't be followed")
    assert "before it was issued" in sentence


def test_an_audit_of_a_lobby_at_work_finds_nothing(take, tmp_path, address):
    opened, done = threading.Event(), threading.Event()
    wrong: list[str] = []

    def look() -> None:
        own = open_store(tmp_path, address)
        opened.set()
        while not done.is_set():
            wrong.extend(disagreements(own))
        own.close()

    auditor = threading.Thread(target=look)
    auditor.start()
    assert opened.wait(10)
    for _ in range(30):
        take("cash")
    done.set()
    auditor.join()
    assert wrong == []


def test_a_log_is_read_whole_in_its_order_however_long(lobby, monkeypatch):
    monkeypatch.setattr(audit, "_PAGE", 10)
    with lobby.site.writing() as journal:
        for number in range(35):
            journal.report("scanner", "ok", str(number))
    log = list(whole_log(lobby.site.store))
    assert [event.seq for event in log] == list(range(1, 37))
    assert fold(log).devices["scanner"].detail == "34"
    assert disagreements(lobby.site.store) == []
