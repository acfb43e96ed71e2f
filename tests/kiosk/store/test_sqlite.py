"""The embedded store on a bad day."""

from __future__ import annotations

from itertools import count

import apsw
import pytest

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_queue import PrintQueue
from kiosk.store import StoreBroken, StoreBusy, StoreError, StoreFull, sqlite
from kiosk.store.migrate import migrate
from kiosk.store.sqlite import SqliteStore, require_sound_sqlite

_names = count(1)


@pytest.fixture
def address():
    """Only the embedded store."""
    return ""


def on_disk(store, pragma):
    return store._db.pragma(pragma)


def test_every_connection_survives_a_power_cut(store):
    again = store.again()
    for each in (store, again):
        assert (on_disk(each, "journal_mode"), on_disk(each, "synchronous")) == ("wal", 2)
        assert on_disk(each, "foreign_keys") == 1
    again.close()


class _OldJournal(SqliteStore):
    """A store on a file layer that has no shared memory and so no write-ahead log."""

    def _prepare(self) -> None:
        self._vfs = None
        super()._prepare()


def test_a_store_that_cannot_be_made_safe_is_refused(tmp_path):
    plain = apsw.VFS("plain", "unix-none", iVersion=1)
    with pytest.raises(StoreBroken, match="safe against power cuts"):
        _OldJournal(tmp_path, "plain")
    plain.unregister()


@pytest.mark.parametrize("version", ["3.40.1", "3.46.1", "3.51.2", "3.50.6", "3.44.5", "3.45.9"])
def test_a_library_that_can_corrupt_a_shared_store_is_refused(version):
    with pytest.raises(StoreBroken, match=f"SQLite {version} can corrupt a shared store"):
        require_sound_sqlite(version)


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "4.0.0", "3.50.7", "3.50.8", "3.44.6"])
def test_a_library_with_the_fix_is_taken(version):
    require_sound_sqlite(version)


# The disk


def take_many(take):
    for _ in range(200):
        take("cash")


def test_a_full_disk_is_a_sentence_and_after_room_is_made_the_lobby_goes_on(lobby, take, store, tmp_path):
    first = take("cash")
    room = on_disk(store, "max_page_count")
    store._db.pragma("max_page_count", on_disk(store, "page_count"))
    with pytest.raises(StoreFull, match="is full: make room, nothing was lost") as full:
        take_many(take)
    assert str(tmp_path) in str(full.value)
    assert lobby.find("A001") == first
    given = _last_number(store)
    store._db.pragma("max_page_count", room)
    assert take("cash").number == given + 1


def _last_number(store):
    with store.read() as cursor:
        return cursor.one("SELECT max(number) FROM ticket")[0]


def test_a_store_that_another_program_holds_is_a_sentence_soon(store, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_MS", 20)
    impatient = store.again()
    stranger = apsw.Connection(str(tmp_path / "lobby.db"))
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match="held by another process for too long"), impatient.write():
        pytest.fail("two had the right to write")
    stranger.execute("ROLLBACK")
    with impatient.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('after', 1)")
    stranger.close()
    impatient.close()


def test_while_one_of_ours_writes_for_too_long_the_others_get_a_sentence(store, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_MS", 20)
    impatient = store.again()
    with store.write(), pytest.raises(StoreBusy, match="held by another process"), impatient.write():
        pytest.fail("two had the right to write")
    with impatient.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('after', 1)")
    impatient.close()


class FailingDisk(apsw.VFS):
    """A disk that fails one kind of deed while it is told to."""

    def __init__(self) -> None:
        self.name = f"failing-{next(_names)}"
        self.failing = ""
        super().__init__(self.name, "")

    def xOpen(self, name, flags):  # noqa: N802
        return FailingFile(self, name, flags)


class FailingFile(apsw.VFSFile):
    def __init__(self, disk, name, flags) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def xSync(self, flags):  # noqa: N802
        if self._disk.failing == "sync":
            raise apsw.IOError("the disk does not answer")
        super().xSync(flags)

    def xWrite(self, data, offset):  # noqa: N802
        if self._disk.failing == "write":
            raise apsw.IOError("the disk does not answer")
        if self._disk.failing == "room":
            raise apsw.FullError("no room")
        super().xWrite(data, offset)


@pytest.fixture
def disk():
    made = FailingDisk()
    yield made
    made.unregister()


@pytest.fixture
def fragile(disk, tmp_path):
    """A store over a disk that can be told to fail."""
    opened = SqliteStore(tmp_path, disk.name)
    migrate(opened)
    yield opened
    disk.failing = ""
    opened.close()


@pytest.mark.parametrize("failing", ["sync", "write"])
def test_a_disk_that_failed_once_is_never_trusted_again(fragile, disk, branch, clock, failing):
    lobby = Lobby(fragile, branch, clock)
    lobby.issue(IssueRequest(("cash",), "before"))
    disk.failing = failing
    with pytest.raises(StoreBroken, match="this process must stop and start afresh"):
        lobby.issue(IssueRequest(("cash",), "lost"))
    disk.failing = ""
    with pytest.raises(StoreBroken, match="this process must stop and start afresh"):
        lobby.issue(IssueRequest(("cash",), "later"))
    with pytest.raises(StoreBroken, match="this process must stop and start afresh"):
        lobby.overview()


def test_after_a_fresh_start_all_that_was_acknowledged_is_there(disk, branch, clock, tmp_path):
    store = SqliteStore(tmp_path, disk.name)
    migrate(store)
    first = Lobby(store, branch, clock).issue(IssueRequest(("cash",), "before"))
    disk.failing = "sync"
    with pytest.raises(StoreBroken):
        Lobby(store, branch, clock).issue(IssueRequest(("cash",), "lost"))
    disk.failing = ""
    store.close()
    afresh = SqliteStore(tmp_path, disk.name)
    assert Lobby(afresh, branch, clock).find("A001") == first
    afresh.close()


def test_a_write_that_found_no_room_can_be_tried_again(fragile, disk, branch, clock):
    lobby = Lobby(fragile, branch, clock)
    disk.failing = "room"
    with pytest.raises(StoreFull, match="make room"):
        lobby.issue(IssueRequest(("cash",), "x"))
    disk.failing = ""
    assert lobby.issue(IssueRequest(("cash",), "x")).label == "A001"


def test_what_was_deleted_stands_in_no_file_any_more(store, take, tmp_path):
    secret = b"+8613800138000"

    def where():
        return [path.name for path in tmp_path.glob("lobby.db*") if secret in path.read_bytes()]

    ticket = take("cash")
    with store.write() as cursor:
        cursor.run("INSERT INTO notice VALUES (?, ?, 0)", ticket.id, secret.decode())
    store._db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    assert where() == ["lobby.db"]
    with store.write() as cursor:
        cursor.run("DELETE FROM notice")
    store._db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    assert where() == []


def test_a_file_that_is_no_store_is_told(tmp_path):
    (tmp_path / "lobby.db").write_bytes(b"This is a shopping list, not a database.\n" * 200)
    with pytest.raises(StoreBroken, match="file is not a database"):
        SqliteStore(tmp_path)


def test_a_data_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StoreError, match=r"data folder .* could not be used"):
        SqliteStore(tmp_path / "data")


# Ten years of history


def test_nothing_that_customers_wait_for_looks_through_the_history(lobby, take, store, clock):
    said = {}
    store._db.exec_trace = lambda _, sql, values: said.update({sql: values}) or True
    ticket = take("cash", "wealth")
    lobby.call_next("1")
    lobby.finish("1")
    lobby.overview()
    lobby.reprint(ticket.id)
    PrintQueue(lobby.site).recover()
    PrintQueue(lobby.site).next()
    clock.advance(24 * 3600)
    lobby.overview()
    take("cash")
    store._db.exec_trace = None
    asked = {sql: values for sql, values in said.items() if "BEGIN" not in sql and "COMMIT" not in sql}
    plans = {
        sql: str(store._db.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
        for sql, values in asked.items()
    }
    assert len(plans) > 15
    assert [sql for sql, plan in plans.items() if "SCAN ticket'" in plan or "SCAN print_job'" in plan] == []


# What others committed


def test_a_change_by_another_is_noticed_once(store):
    again = store.again()
    again.changed()
    assert not again.changed()
    with store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES ('a', 1)")
    assert again.changed()
    assert not again.changed()
    again.close()
