"""Copies of the store in a second place: whole, few, and good for a new start."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta

import apsw
import pytest

from config.branch import SAMPLE, load
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import StoreError, open_store
from kiosk.store.copies import check_copy, keep_copy, put_back
from ui.cli import main

NIGHT = datetime(2026, 11, 25, 3, 15, tzinfo=UTC)
NOON = NIGHT + timedelta(hours=9)


@pytest.fixture
def data(tmp_path):
    with closing(open_store(tmp_path / "data")) as store:
        _note(store, "before")
    return tmp_path / "data"


def _note(store, word):
    with store.write() as cursor:
        cursor.run("INSERT INTO token_key VALUES ((SELECT COUNT(*) + 1 FROM token_key), ?)", word)


def _notes(data):
    with closing(open_store(data)) as store, store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT secret FROM token_key ORDER BY kid")]


def test_a_copy_is_made_while_the_lobby_works_and_put_back_is_the_lobby_again(data, tmp_path):
    with closing(open_store(data)) as store, closing(store.bell()):
        _note(store, "not yet in the file itself")
        copy = keep_copy(data, tmp_path / "second", NIGHT, 14)
        _note(store, "after")
    aside = put_back(copy, data, NIGHT)
    assert _notes(data) == ["before", "not yet in the file itself"]
    aside.rename(tmp_path / "lobby.db")
    assert _notes(tmp_path) == ["before", "not yet in the file itself", "after"]


def test_where_to_tell_a_customer_stands_in_no_copy(data, tmp_path):
    with closing(open_store(data)) as store:
        ticket = Lobby(store, load(SAMPLE), lambda: NOON).issue(IssueRequest(("cash",), "touch"))
        with store.write() as cursor:
            cursor.run("INSERT INTO notice VALUES (?, '+8613800138000', 0)", ticket.id)
        copy = keep_copy(data, tmp_path / "second", NIGHT, 14)
        with store.write() as cursor:
            cursor.run("DELETE FROM notice")
        keep_copy(data, tmp_path / "third", NIGHT, 14)
        assert not [file for file in data.glob("lobby.db*") if b"+8613800138000" in file.read_bytes()]
    assert [path.name for path in (tmp_path / "second").iterdir()] == [copy.name]
    assert b"+8613800138000" not in copy.read_bytes()
    put_back(copy, data, NIGHT)
    with closing(open_store(data)) as store, store.read() as cursor:
        assert cursor.all("SELECT ticket_id, address FROM notice") == [(ticket.id, "")]


def test_of_the_nights_only_the_last_stay(data, tmp_path):
    for night in range(5):
        keep_copy(data, tmp_path / "second", NIGHT + timedelta(days=night), 3)
    kept = sorted(path.name for path in (tmp_path / "second").iterdir())
    assert kept == ["lobby-2026-11-27.db", "lobby-2026-11-28.db", "lobby-2026-11-29.db"]


def test_nothing_is_put_back_under_a_lobby_that_works(data, tmp_path):
    copy = keep_copy(data, tmp_path / "second", NIGHT, 14)
    with (
        closing(open_store(data)) as store,
        closing(store.bell()),
        pytest.raises(StoreError, match="at work"),
    ):
        put_back(copy, data, NIGHT)
    put_back(copy, data, NIGHT)


def test_what_is_no_copy_is_not_put_back(data, tmp_path):
    with pytest.raises(StoreError, match="no copy"):
        check_copy(tmp_path / "nowhere.db")
    copy = keep_copy(data, tmp_path / "second", NIGHT, 14)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:5000] + bytes(4000) + whole[9000:])
    with pytest.raises(StoreError):
        put_back(copy, data, NIGHT)
    assert _notes(data) == ["before"]
    empty = tmp_path / "empty.db"
    with closing(apsw.Connection(str(empty))) as made:
        made.execute("CREATE TABLE other (id)")
    with pytest.raises(StoreError, match="no copy"):
        check_copy(empty)


def test_a_disk_that_is_full_leaves_the_copy_before(data, tmp_path, monkeypatch):
    copy = keep_copy(data, tmp_path / "second", NIGHT, 14)
    before = copy.read_bytes()

    def full(*_):
        raise StoreError("no room")

    monkeypatch.setattr("kiosk.store.copies.check_copy", full)
    with pytest.raises(StoreError, match="no room"):
        keep_copy(data, tmp_path / "second", NIGHT, 14)
    assert copy.read_bytes() == before
    assert [path.name for path in (tmp_path / "second").iterdir()] == [copy.name]


def test_the_command_copies_and_restores(data, tmp_path, capsys):
    place = ["--data", str(data), "--clock", "2026-11-25T03:15"]
    assert main(["backup", str(tmp_path / "second"), *place]) == 0
    shutil.rmtree(data)
    data.mkdir()
    copy = tmp_path / "second" / "lobby-2026-11-25.db"
    assert main(["restore", str(copy), *place]) == 0
    assert "is the store now" in capsys.readouterr().out
    assert _notes(data) == ["before"]


def test_the_command_says_why_nothing_was_copied(tmp_path, capsys):
    assert main(["backup", str(tmp_path / "second"), "--data", str(tmp_path / "none")]) == 1
    assert "There is no store" in capsys.readouterr().err
    assert main(["backup", str(tmp_path), "--keep", "0", "--data", str(tmp_path)]) == 2
