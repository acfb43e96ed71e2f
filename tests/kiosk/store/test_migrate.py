"""A store is brought to the shape the program needs, once, and never against its will."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from kiosk.store import StoreBroken, StoreError, open_store
from kiosk.store.migrate import Migration, migrate, shipped
from tests.at_once import at_once

PATIENCE_S = 20.0
NOW = [migration.version for migration in shipped("sqlite")]
NEXT = NOW[-1] + 1


def keep(store, name):
    with store.write() as cursor:
        cursor.run("INSERT INTO counter (id, open) VALUES (?, 1)", name)


def kept(store):
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT id FROM counter ORDER BY id")]


OPENER = """
import sys
from pathlib import Path
from kiosk.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(Path(sys.argv[1]), sys.argv[2]).close()
"""


def test_of_eight_processes_that_open_a_new_store_at_once_one_migrates_it(tmp_path, address):
    command = [sys.executable, "-c", OPENER, str(tmp_path), address]
    openers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(8)
    ]
    for opener in openers:
        assert opener.stdout.readline() == "ready\n"
    for opener in openers:
        opener.stdin.write("go\n")
        opener.stdin.flush()
    for opener in openers:
        opener.communicate(timeout=PATIENCE_S)
    assert [opener.returncode for opener in openers] == [0] * 8
    store = open_store(tmp_path, address)
    with store.read() as cursor:
        assert cursor.all("SELECT version FROM migration ORDER BY version") == [(each,) for each in NOW]
    store.close()


@pytest.fixture
def next_migration(monkeypatch, store):
    """The next release of the program brings one more migration."""
    grown = [
        *shipped(store.dialect),
        Migration(NEXT, "CREATE TABLE grown (id INTEGER); INSERT INTO grown VALUES (1)"),
    ]
    monkeypatch.setattr(sys.modules["kiosk.store.migrate"], "shipped", lambda *_: grown)
    return grown


def applied(store):
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT version FROM migration ORDER BY version")]


def test_a_store_that_is_up_to_date_is_left_alone(store, tmp_path):
    before = sorted(tmp_path.iterdir())
    migrate(store)
    assert applied(store) == NOW
    assert sorted(tmp_path.iterdir()) == before


def test_a_new_release_brings_its_migration_and_keeps_what_was_there(store, next_migration):
    keep(store, "mine")
    migrate(store)
    assert applied(store) == [*NOW, NEXT]
    with store.read() as cursor:
        assert cursor.all("SELECT id FROM grown") == [(1,)]
    assert kept(store) == ["mine"]


def test_many_who_bring_the_same_migration_at_once_apply_it_once(store, next_migration, tmp_path, address):
    keep(store, "mine")
    assert at_once(8, lambda: open_store(tmp_path, address).close()) == []
    assert applied(store) == [*NOW, NEXT]


def test_a_migration_that_fails_leaves_the_store_as_it_was(store, next_migration):
    broken = "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)"
    next_migration.append(Migration(NEXT + 1, broken))
    with pytest.raises(StoreError, match="nowhere"):
        migrate(store)
    assert applied(store) == NOW
    with pytest.raises(StoreError), store.read() as cursor:
        cursor.all("SELECT * FROM grown")


def test_a_store_that_is_newer_than_the_program_is_refused(tmp_path, address):
    store = open_store(tmp_path, address)
    with store.write() as cursor:
        cursor.run("INSERT INTO migration (version, hash) VALUES (700, 'from tomorrow')")
    store.close()
    with pytest.raises(StoreBroken, match=r"migration 700, which this program does not know.*: install"):
        open_store(tmp_path, address)


def test_a_migration_that_was_changed_after_its_use_is_refused(store, tmp_path, address):
    with store.write() as cursor:
        cursor.run("UPDATE migration SET hash = 'other'")
    with pytest.raises(StoreBroken, match="Migration 1 of the store is not this program's: restore a backup"):
        open_store(tmp_path, address)


def test_both_engines_have_the_same_migrations():
    assert [each.version for each in shipped("sqlite")] == [each.version for each in shipped("postgres")]
    assert [each.version for each in shipped("sqlite")] == list(range(1, len(shipped("sqlite")) + 1))


def test_before_a_migration_the_embedded_store_is_copied_as_it_stood(store, next_migration, tmp_path):
    keep(store, "mine")
    migrate(store)
    copies = [path.name for path in Path(tmp_path).glob("*before*")]
    if store.dialect == "postgres":
        assert copies == []
        return
    assert copies == [f"lobby-before-{NEXT}.db"]
    copy = apsw.Connection(str(tmp_path / f"lobby-before-{NEXT}.db"))
    assert copy.execute("SELECT max(version) FROM migration").fetchall() == [(NOW[-1],)]
    assert copy.execute("SELECT id FROM counter").fetchall() == [("mine",)]
    copy.close()
