"""What a newer program wrote into the log stops nobody who does not know it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kiosk import rows
from kiosk.archive.closing import ArchiveWaits, Shelf, archive
from kiosk.archive.file import Head, read, write
from kiosk.audit import disagreements
from kiosk.event import Event, Kind
from kiosk.explained import explained
from kiosk.follower import Follower
from kiosk.peaks import record
from kiosk.predict.learning import learn
from kiosk.print_queue import PrintQueue
from kiosk.reports.books import Books
from kiosk.upkeep import Deed, deeds, note, trial_asked
from ui.upkeep.plain_log import since
from ui.web.feed import missed_since


def write_strange(store, clock, ticket=None, kind="merged", **facts):
    """A row of tomorrow's."""
    with store.write() as cursor:
        seq, _ = rows.last_event(cursor)
        cursor.run(
            "INSERT INTO event (seq, at, mark, day, kind, ticket_id, counter, facts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(seq + 1, clock.now.isoformat(), clock.now.isoformat(), clock.now.date().isoformat()),
            *(kind, ticket, "1", json.dumps({"with": 7, **facts})),
        )
    return seq + 1


def test_an_unknown_kind_keeps_its_word_and_is_none_of_ours():
    strange = Kind("merged")
    assert (strange.value, str(strange), strange.is_known) == ("merged", "merged", False)
    assert strange == Kind("merged")
    assert strange not in set(Kind)
    assert all(kind.is_known for kind in Kind)
    with pytest.raises(ValueError, match="5 is not a valid Kind"):
        Kind(5)


def test_issuing_calling_printing_and_the_night_go_on(lobby, take, clock, tmp_path):
    store, site = lobby.site.store, lobby.site
    follower = Follower(store)
    first = take("cash")
    row = write_strange(store, clock, first.id)
    second = take("cash")
    lobby.open_counter("1")
    assert lobby.call_next("1") == lobby.find("A001")
    write_strange(store, clock, first.id, "divided")
    lobby.start("1")
    lobby.finish("1")
    assert second.number == first.number + 1
    told = follower.wait(1.0)
    assert [event.kind.value for event in told if not event.kind.is_known] == ["merged", "divided"]
    assert follower.wait(0.0) == []
    follower.close()
    assert PrintQueue(site).next()
    assert trial_asked(site, 0)[1] is None
    assert next(event.seq for event in lobby.log_of(first.id) if not event.kind.is_known) == row
    assert any(each.kind == "merged" for each in missed_since(store, 0, 100))
    assert explained(site, lobby.find(first.label))
    with store.read() as cursor:
        assert any(each.kind == "merged" for each in since(cursor, clock.now, timedelta(hours=1)))
    lobby.scene()
    lobby.overview()
    clock.advance(86_400)
    take("cash")
    assert learn(site).rows
    assert Books(site).catch_up() == 0
    assert Books(site).disagreements() == []
    record.catch_up(store)


def test_the_audit_says_what_it_cannot_judge(lobby, take, clock):
    ticket = take("cash")
    assert disagreements(lobby.site.store) == []
    write_strange(lobby.site.store, clock, ticket.id)
    row = write_strange(lobby.site.store, clock, ticket.id, "divided")
    write_strange(lobby.site.store, clock, ticket.id)
    (told,) = disagreements(lobby.site.store)
    assert "does not know: 3, of 'merged'" in told
    assert f"'divided' (row {row})" in told
    assert "cannot judge" in told


def test_the_archive_waits_for_the_program_that_knows_them(lobby, take, clock, tmp_path):
    take("cash")
    write_strange(lobby.site.store, clock)
    for _ in range(4):
        clock.advance(30 * 86_400)
        take("cash")
    with lobby.site.store.read() as cursor:
        before = rows.last_event(cursor)
    with pytest.raises(ArchiveWaits, match="a newer program's: its days wait for it"):
        archive(lobby.site, Shelf(tmp_path / "archive", 62), sleep=lambda _: None)
    with lobby.site.store.read() as cursor:
        assert (rows.last_event(cursor), rows.events(cursor, 0, 1)[0].seq) == (before, 1)


def test_a_log_start_of_a_newer_program_is_not_cut_short(lobby, take, clock, tmp_path):
    take("cash")
    facts = (
        {"tickets": [[0] * 90]}
        | {name: {} for name in ("taught", "appointments", "notices")}
        | {name: [] for name in ("devices", "desks", "jobs", "ratings", "cases", "parcels")}
    )
    with lobby.site.store.write() as cursor:
        cursor.run(
            "INSERT INTO log_start (one, seq, day, digest, facts) VALUES (1, 0, '2026-01-01', '', ?)",
            json.dumps(facts),
        )
    with pytest.raises(ArchiveWaits, match="log's start is a newer program's"):
        archive(lobby.site, Shelf(tmp_path / "archive", 62))
    assert "can't be followed" in disagreements(lobby.site.store)[0]


def test_an_archive_file_keeps_the_word(clock, tmp_path):
    event = Event(1, clock.now, clock.now.date(), Kind("merged"), 3, None, {"with": 7})
    path, _ = write(tmp_path, Head("b", clock.now.date(), 1, 1, ""), [event], {})
    assert read(path).events == [event]


def test_a_deed_without_a_word_of_ours_is_not_told(lobby):
    note(lobby.site, Deed.SUPPORT, "lin")
    with lobby.site.writing() as journal:
        journal.record(Kind.SERVICED, facts={"deed": "painted", "staff": "lin", "box": ""})
    with lobby.site.store.read() as cursor:
        assert [each.deed for each in deeds(cursor, 5)] == [Deed.SUPPORT]
