"""A newer program has shut the store, and is given up: the one from before goes on, and no number is lost."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import replace
from datetime import datetime

import apsw
import pytest

from config.rating import Endpoint
from kiosk import going_back, notices, rows
from kiosk.appointment import book
from kiosk.appointment.book import Wanted
from kiosk.audit import disagreements
from kiosk.evolve import issued_facts
from kiosk.finding import record_in
from kiosk.going_back import go_back
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import StoreBusy, StoreError, StoreNewer, Whose, open_store
from kiosk.store.gate import shut
from kiosk.store.left import asides
from kiosk.ticket import TicketState
from kiosk.upkeep import UPDATE
from tests.at_once import at_once
from tests.kiosk.store.newer import NEXT, SHUTS, on_the_day, tomorrow
from tests.kiosk.test_unknown_kinds import write_strange

PHONE = "+8613800138000"


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(going_back, "go_back", on_the_day())


@pytest.fixture
def told(caplog):
    """What is said of it, which is expected here."""
    yield lambda: [each.message for each in caplog.records if each.name == "kiosk.going_back"]
    caplog.clear()


@pytest.fixture
def issue(branch, clock):
    """Take tickets in a data folder's store, as this program or as tomorrow's; the store stays as it is."""

    branch = replace(branch, relay=replace(branch.relay, notices=Endpoint(url="https://sms.bank.example")))

    def issued(data, *touches, then=lambda _: None):
        store = open_store(data)
        lobby = Lobby(store, branch, clock)
        labels = []
        for touch in touches:
            clock.advance(5)
            labels.append(lobby.issue(IssueRequest(("cash",), touch)).label)
        then(lobby)
        store.close()
        return labels

    return issued


@pytest.fixture
def given_up(tmp_path, issue):
    """A lobby of today with A001 and A002, then tomorrow's with A003 to A005, of which A001 is done."""
    issue(tmp_path, "a", "b")

    def work(lobby):
        notices.ask(lobby.site, lobby.find("A005").id, PHONE)
        lobby.open_counter("1")
        lobby.call_next("1")
        lobby.start("1")
        lobby.finish("1")

    with tomorrow(SHUTS):
        issue(tmp_path, "c", "d", "e", then=work)
    return tmp_path


def test_the_next_customer_is_served_and_nothing_is_lost(given_up, issue, branch, clock, told):
    with apsw.Connection(str(given_up / "lobby.db")) as db:
        kept = list(db.execute("SELECT * FROM event"))
    db.close()
    found = {}

    def look(lobby):
        found["tickets"] = {each.label: each.state for each in lobby.scene().tickets}
        found["first"] = lobby.find("A001").state
        with lobby.site.store.read() as cursor:
            device = rows.devices(cursor)[UPDATE]
            found["notices"] = cursor.all("SELECT ticket_id, address FROM notice")
        found["alarm"] = device.state, record_in(device.detail).found[0]
        assert disagreements(lobby.site.store) == []

    assert issue(given_up, "a", "d", "f", then=look) == ["A001", "A004", "A006"]
    assert found["first"] is TicketState.FINISHED
    assert {"A002", "A003", "A004", "A005", "A006"} <= set(found["tickets"])
    assert all(found["tickets"][label] is TicketState.WAITING for label in ("A002", "A005"))
    (aside,) = asides(given_up)
    state, finding = found["alarm"]
    assert (state, finding.phrase) == ("failed", going_back.SET_ASIDE)
    assert finding.values == {"file": aside.name}
    with apsw.Connection(str(aside)) as db:
        assert list(db.execute("SELECT * FROM event")) == kept
    db.close()
    assert found["notices"] == [(5, PHONE)]
    assert PHONE.encode() not in aside.read_bytes()
    assert aside.name.startswith(f"lobby-newer-{NEXT}-")
    assert "0 that this program does not know" in told()[0]
    assert not (given_up / "going-back").exists()
    # It happens once, and the newer program takes the store up again later.
    assert issue(given_up, "g") == ["A007"]
    assert len(told()) == len(asides(given_up)) == 1
    with tomorrow(SHUTS):
        assert issue(given_up, "h", then=lambda lobby: disagreements(lobby.site.store)) == ["A008"]


def test_rows_that_it_cannot_follow_stay_aside_and_all_others_come(given_up, issue, clock, told):
    with tomorrow(SHUTS):
        store = open_store(given_up)
        write_strange(store, clock, 3)
        write_strange(store, clock, 3, "called", why="a ticket that nobody can call twice")
        store.close()
        issue(given_up, "x")
    found = []
    assert issue(given_up, "y", then=lambda lobby: found.extend(disagreements(lobby.site.store))) == ["A007"]
    assert found == []
    assert "1 that this program does not know" in told()[0]


def test_a_number_beyond_the_log_is_passed_by(given_up, issue, told):
    with tomorrow(SHUTS):
        store = open_store(given_up)
        with store.write() as cursor:
            cursor.run("UPDATE series SET last = 40")
            cursor.run("INSERT INTO staff (name, role, secret, added_at) VALUES ('lin', 'teller', 's', 'n')")
        store.close()
    people = []

    def look(lobby):
        with lobby.site.store.read() as cursor:
            people.extend(cursor.all("SELECT name FROM staff"))

    assert issue(given_up, "f", then=look) == ["A041"]
    assert people == [("lin",)]


def test_a_code_that_opens_an_appointment_comes_along(given_up, issue, clock, told):
    def make(lobby):
        moment = clock.now.replace(hour=15, minute=0)
        codes.extend(each.code for each in book.add(lobby.site, [Wanted("cash", moment)]))

    codes = []
    with tomorrow(SHUTS):
        issue(given_up, then=make)
    kept = []

    def look(lobby):
        with lobby.site.store.read() as cursor:
            kept.extend(row[0] for row in cursor.all("SELECT code FROM appointment"))

    issue(given_up, "f", then=look)
    assert kept == codes
    assert told()


def refused(data, match):
    before = (data / "lobby.db").read_bytes()
    with pytest.raises(StoreNewer, match=match):
        open_store(data)
    assert asides(data) == []
    assert not (data / "going-back").exists()
    assert (data / "lobby.db").read_bytes() == before


def test_without_a_copy_nothing_is_touched(given_up):
    (given_up / f"lobby-before-{NEXT}.db").unlink()
    refused(given_up, f"migration {NEXT}, which this program does not know, and there is no copy")


def test_a_copy_of_another_branch_is_not_taken(given_up, tmp_path_factory, issue):
    other = tmp_path_factory.mktemp("other")
    issue(other, "q")
    (given_up / f"lobby-before-{NEXT}.db").write_bytes((other / "lobby.db").read_bytes())
    refused(given_up, "no copy of before it that this one can go on with")


def test_a_copy_that_is_not_whole_is_not_taken(given_up):
    (given_up / f"lobby-before-{NEXT}.db").write_bytes(b"nonsense")
    (given_up / "lobby-before-it-began.db").touch()
    refused(given_up, "no copy of before it")


def test_a_ticket_that_cannot_be_followed_keeps_the_store_shut(given_up, clock, issue):
    with tomorrow(SHUTS):
        store = open_store(given_up)
        with store.write() as cursor:
            (found,) = rows.tickets(cursor, "number = 5")
            assert json.dumps(issued_facts(found))
            cursor.run("UPDATE ticket SET number = 77 WHERE id = ?", found.id)
        store.close()
    refused(given_up, "its number A077 of 2026-11-25 cannot be followed")


def test_a_log_that_went_too_far_is_not_carried(given_up, monkeypatch):
    monkeypatch.setattr(going_back, "ROWS_MOST", 3)
    refused(given_up, "has gone on for too long")


def test_of_many_processes_that_start_at_once_one_does_it(given_up, issue, told):
    assert at_once(6, lambda: open_store(given_up).close()) == []
    assert len(told()) == len(asides(given_up)) == 1
    assert issue(given_up, "f") == ["A006"]


def test_a_power_cut_before_the_last_step_is_made_good_by_the_next_start(given_up, issue, monkeypatch, told):
    with monkeypatch.context() as patched:
        patched.setattr(going_back, "put_in_place", lambda *_: (_ for _ in ()).throw(OSError("cut")))
        refused(given_up, "could not be set aside: cut")
    assert issue(given_up, "f") == ["A006"]


def test_nobody_is_taken_the_store_from_under_the_hands(given_up):
    place = os.open(given_up / "open.lock", os.O_RDWR)
    fcntl.flock(place, fcntl.LOCK_SH)
    with pytest.raises(StoreBusy, match="at work"), shut(given_up, 0.0):
        pass
    os.close(place)
    with shut(given_up):
        pass


def test_a_store_that_is_open_stands_in_the_gate(tmp_path):
    store = open_store(tmp_path)
    other = store.again()
    store.close()
    with pytest.raises(StoreBusy), shut(tmp_path, 0.0):
        pass
    other.close()
    with shut(tmp_path, 0.0):
        pass


def test_part_of_a_transaction_is_taken_back_alone(tmp_path):
    store = open_store(tmp_path)
    with store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('1', 1)")
        with pytest.raises(StoreError, match="UNIQUE"), cursor.attempt():
            cursor.run("INSERT INTO counter (id, open) VALUES ('2', 1), ('2', 1)")
    with store.read() as cursor:
        assert cursor.all("SELECT id FROM counter") == [("1",)]
    store.close()
    with apsw.Connection(str(tmp_path / "lobby.db")) as db:
        assert db.pragma("integrity_check") == "ok"


@pytest.mark.parametrize(
    ("wall", "at"),
    [
        ("2026-11-27T04:50+08:00", "2026-11-27 04:50"),
        ("2026-11-24T23:00+08:00", "2026-11-25 09:30"),
        ("2031-01-01T00:00+08:00", "2026-11-25 09:30"),
    ],
    ids=["now", "behind", "ahead"],
)
def test_when_it_was_is_told_by_a_clock_that_fits_the_log(given_up, told, wall, at):
    go_back(given_up, Whose(), lambda zone: datetime.fromisoformat(wall).astimezone(zone))
    store = open_store(given_up)
    with store.read() as cursor:
        assert record_in(rows.devices(cursor)[UPDATE].detail).at == at
    assert disagreements(store) == []
    store.close()
    assert told()
