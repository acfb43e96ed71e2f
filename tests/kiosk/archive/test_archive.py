"""Days leave the store for files: nothing is lost or doubled, and every figure stays what it was."""

from __future__ import annotations

import gzip
import itertools
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kiosk import rows
from kiosk.archive import closing, leaving
from kiosk.archive.closing import archive
from kiosk.archive.file import ArchiveError, Head, files, place_of, read, write
from kiosk.archive.kept import kept, tickets_of, verify
from kiosk.audit import disagreements
from kiosk.event import Event, Kind
from kiosk.issuing import IssueRequest
from kiosk.peaks import record
from kiosk.predict.learning import learn
from kiosk.rating.totals import judged
from kiosk.reports import Books, rebuild, report
from kiosk.reports.tally import as_facts
from kiosk.store import StoreError
from tests.kiosk.archive.conftest import DAYS, SINCE

FIRST, LAST = date(2026, 5, 1), date(2026, 12, 31)
OLD = tuple(map(date.fromisoformat, (*DAYS, SINCE[0], SINCE[1])))
"""All that is more than 100 days ago on the last day."""


def quick(_seconds):
    """No rest between two transactions."""


def told(years):
    """Every figure that a manager or a customer is ever told of these days."""
    books = Books(years.site)
    books.catch_up()
    record.catch_up(years.site.store)
    with years.site.store.read() as cursor:
        ratings = judged(cursor, FIRST, LAST), judged(cursor, date(2026, 5, 12), date(2026, 5, 12))
    whole = report(years.site, FIRST, LAST)
    return (
        {day: as_facts(parts) for day, parts in books.by_day(FIRST, LAST).items()},
        record.recorded(years.site.store),
        ratings,
        whole,
    )


def test_old_days_are_in_files_and_every_figure_is_what_it_was(years):
    before = told(years)
    done = archive(years.site, years.shelf, sleep=quick)
    assert done.days == OLD
    assert years.tickets() == {date.fromisoformat(day) for day in SINCE[2:]}
    assert told(years) == before
    assert disagreements(years.site.store) == []
    assert Books(years.site).disagreements() == record.disagreements(years.site.store) == []
    rebuild(years.site)
    record.rebuild(years.site.store)
    assert told(years) == before
    assert learn(years.site, anew=True).rows > 0


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_the_lobby_goes_on_with_ids_and_numbers_that_were_never_given(years):
    archive(years.site, years.shelf, sleep=quick)
    years.clock.set("2026-11-26 09:30")
    ticket = years.lobby.issue(IssueRequest(("cash",), "after"))
    ids = [each.id for path in files(years.shelf.folder) for each in tickets_of(read(path))]
    assert ticket.id > max(ids)
    assert ticket.label == "A001"
    years.lobby.call_next("1")
    years.lobby.finish("1")
    assert disagreements(years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_what_something_hangs_on_stays_until_nothing_does(open_years):
    archive(open_years.site, open_years.shelf, sleep=quick)
    rated = {ticket.id for ticket in (*open_years.unhappy, *open_years.late)}
    with open_years.site.store.read() as cursor:
        left = {row[0] for row in cursor.all("SELECT id FROM ticket WHERE day <= ?", DAYS[-1])}
    # Their ratings wait to be sent; the last one's of the late was never given.
    assert rated - {open_years.late[-1].id} <= left
    assert disagreements(open_years.site.store) == []
    open_years.deliver()
    archive(open_years.site, open_years.shelf, sleep=quick)
    with open_years.site.store.read() as cursor:
        held = {row[0] for row in cursor.all("SELECT id FROM ticket WHERE day <= ?", DAYS[-1])}
    assert held == {ticket.id for ticket in open_years.unhappy}
    assert disagreements(open_years.site.store) == []
    open_years.close_cases()
    assert disagreements(open_years.site.store) == []
    # Rows of today speak of them: they leave with today.
    archive(open_years.site, open_years.shelf, sleep=quick)
    assert disagreements(open_years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_day_is_read_out_of_its_file_as_it_was(years):
    with years.site.store.read() as cursor:
        log = [event for event in rows.log(cursor) if event.day.isoformat() == DAYS[1]]
    archive(years.site, years.shelf, sleep=quick)
    filed = read(place_of(years.shelf.folder, OLD[1]))
    assert filed.events == log
    assert [ticket.label for ticket in tickets_of(filed)] == ["A001", "A002", "A003", "A004", "A005", "Y001"]
    assert [ticket.forms for ticket in tickets_of(filed)][-1] == ("AB12CD34",)
    found = kept(years.site.store)
    assert [each.day for each in found] == list(OLD)
    assert found[1].tickets == 6
    assert found[1].digest == filed.digest
    assert list(verify(years.shelf.folder, found)) == []


class PullThePlug(Exception):
    """The box is off, in the middle of whatever it did."""


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
@pytest.mark.parametrize("at", [2, 9])
def test_a_run_that_is_broken_off_anywhere_loses_and_doubles_nothing(years, at, monkeypatch):
    monkeypatch.setattr(leaving, "TICKETS_AT_ONCE", 2)
    monkeypatch.setattr(leaving, "ROWS_AT_ONCE", 20)
    before = told(years)
    count = itertools.count(1)

    def plug(_seconds):
        assert disagreements(years.site.store) == []
        if next(count) == at:
            raise PullThePlug

    with pytest.raises(PullThePlug):
        archive(years.site, years.shelf, sleep=plug)
    assert told(years) == before
    archive(years.site, years.shelf, sleep=quick)
    assert told(years) == before
    assert [each.day for each in kept(years.site.store)] == list(OLD)
    assert list(verify(years.shelf.folder, kept(years.site.store))) == []
    assert disagreements(years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_day_that_another_box_has_filed_is_not_filed_again(years, monkeypatch):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(leaving, "let_go", lambda *_: 0)
        assert archive(years.site, years.shelf, sleep=quick).days == OLD
        assert archive(years.site, years.shelf, sleep=quick).days == ()
    archive(years.site, years.shelf, sleep=quick)
    assert list(verify(years.shelf.folder, kept(years.site.store))) == []


def test_an_end_of_a_line_in_somebody_s_words_is_none_of_the_file_s(tmp_path):
    day = date(2026, 5, 11)
    at = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
    said = Event(1, at, day, Kind.DEVICE_CHANGED, None, None, {"detail": "No\u2028 paper.\x85\r\n"})
    path, digest = write(tmp_path, Head("wutong", day, 1, 1, ""), [said], {})
    assert (read(path).events, read(path).digest) == ([said], digest)


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_plug_pulled_between_file_and_store_leaves_the_store_as_it_was(years, monkeypatch):

    def off(*_):
        raise PullThePlug

    with monkeypatch.context() as cut:
        cut.setattr(closing, "save_start", off)
        with pytest.raises(PullThePlug):
            archive(years.site, years.shelf, sleep=quick)
    assert kept(years.site.store) == []
    assert len(years.tickets()) == len(DAYS) + len(SINCE)
    assert archive(years.site, years.shelf, sleep=quick).days == OLD
    assert list(verify(years.shelf.folder, kept(years.site.store))) == []


def test_what_no_file_has_cannot_leave_the_log(years):
    archive(years.site, years.shelf, most=1, sleep=quick)

    def steal():
        with years.site.store.write() as cursor:
            cursor.run("DELETE FROM event WHERE seq = (SELECT min(seq) FROM event)")

    with pytest.raises(StoreError, match="never deleted"):
        steal()
    assert disagreements(years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_file_that_cannot_be_written_lets_nothing_go(years):
    years.shelf.folder.write_text("no folder")
    with pytest.raises(ArchiveError, match="nothing left the store"):
        archive(years.site, years.shelf, sleep=quick)
    assert len(years.tickets()) == len(DAYS) + len(SINCE)
    assert disagreements(years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_young_day_and_the_last_with_a_number_stay_whatever_is_asked_for(years):
    assert archive(years.site, replace(years.shelf, keep_days=0), sleep=quick).days == (
        *OLD,
        date.fromisoformat(SINCE[2]),
    )
    years.clock.set("2026-12-26 09:30")
    years.lobby.report_device("printer", "paper_out", "No paper.")
    years.clock.set("2027-01-26 09:30")
    years.lobby.report_device("printer", "ok", "again")
    years.clock.set("2027-03-01 09:30")
    archive(years.site, years.shelf, sleep=quick)
    # Nobody came since: ids go on from the last ticket.
    assert date.fromisoformat(SINCE[-1]) in years.tickets()


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_clock_that_leaps_years_ahead_lets_nothing_go_until_it_is_confirmed(years):
    years.clock.set("2035-01-01 09:30")
    with pytest.raises(ArchiveError, match="2035-01-01"):
        archive(years.site, years.shelf, sleep=quick)
    assert kept(years.site.store) == []
    years.lobby.believe_clock()
    assert len(archive(years.site, years.shelf, sleep=quick).days) > len(OLD)


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_another_branch_s_day_in_the_same_folder_is_not_written_over(years):
    path, digest = write(years.shelf.folder, Head("jiangan", OLD[0], 1, 0, ""), [], {})
    with pytest.raises(ArchiveError, match="branch jiangan"):
        archive(years.site, years.shelf, sleep=quick)
    assert read(path).digest == digest
    assert kept(years.site.store) == []


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_a_file_that_is_not_what_it_was_is_told(years, tmp_path):
    archive(years.site, years.shelf, sleep=quick)
    found = kept(years.site.store)
    for number, (harm, says) in enumerate(HARMS):
        folder = shutil.copytree(years.shelf.folder, tmp_path / f"copy-{number}")
        harm(place_of(folder, OLD[2]))
        told = list(verify(folder, found))
        assert any(says in each for each in told), says
        assert all("2026-05-11" not in each for each in told)


def _other(path):
    """A sound file with another word in it."""
    return gzip.compress(gzip.decompress(path.read_bytes()).replace(b"No paper.", b"No reason"), mtime=0)


def _written_by_hand(path, old, new):
    """A file in which somebody has changed what a row or its end says, and packed it again."""
    said = gzip.decompress(path.read_bytes())
    assert old in said
    path.write_bytes(gzip.compress(said.replace(old, new), mtime=0))


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"steps":', b'"stops":'), (b'"class":"ordinary"', b'"class":{}'), (b'"desks":[', b'"desks":[1,')],
)
def test_rows_written_by_hand_are_told_in_a_sentence(years, old, new):
    archive(years.site, years.shelf, sleep=quick)
    path = place_of(years.shelf.folder, OLD[1])
    _written_by_hand(path, old, new)
    told = list(verify(years.shelf.folder, []))
    assert any(f"The rows of {path} can't be followed" in each for each in told)
    if b"desks" not in old:
        with pytest.raises(ArchiveError, match="can't be followed"):
            tickets_of(read(path))


HARMS = (
    (lambda path: path.write_bytes(path.read_bytes()[:-9]), "is not whole"),
    (lambda path: path.write_bytes(b"no archive"), "is not whole"),
    (lambda path: path.unlink(), "is missing"),
    (lambda path: path.write_bytes(_other(path)), "is not the file that was written"),
)


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_files_are_verified_without_their_store_as_a_chain(years):
    archive(years.site, years.shelf, sleep=quick)
    assert list(verify(years.shelf.folder, [])) == []
    place_of(years.shelf.folder, OLD[1]).unlink()
    assert ["does not follow 2026-05-11" in each for each in verify(years.shelf.folder, [])] == [True]
