"""The way back from a business day that a wrong clock opened far ahead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk import job_rows, papers, rows
from kiosk.archive.closing import Shelf, archive
from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.peaks import record as arrivals
from kiosk.predict.learning import learn
from kiosk.print_job import PrintState
from kiosk.reports.books import Books
from kiosk.way_back import go_back

TRUE = date(2026, 11, 25)
FAR = date(2038, 1, 20)


@pytest.fixture
def door(store, day_and_night, clock):
    """A lobby that is open day and night."""
    return Lobby(store, day_and_night, clock)


def taken(door, request_id):
    return door.issue(IssueRequest(("cash",), request_id))


def served(door, clock, count):
    """So many are called and finished, a minute each."""
    for _ in range(count):
        door.call_next("1")
        clock.advance(60)
        door.finish("1")


def day_of(door):
    with door.site.store.read() as cursor:
        return rows.open_day(cursor)


@pytest.fixture
def far(door, clock):
    """A fresh box with a dead clock: it served on two days that never were."""
    clock.set("2038-01-20T09:30")
    for each in "ab":
        taken(door, each)
    served(door, clock, 2)
    clock.set("2038-01-21T09:30")
    taken(door, "c")
    served(door, clock, 1)
    clock.set("2026-11-25T10:00")
    return door


def test_one_word_leads_back_and_the_true_day_begins_at_001(far, clock):
    assert taken(far, "still far").public_id == "2038-01-21-A002"
    served(far, clock, 1)
    done = go_back(far.site, TRUE)
    assert (done.left, done.expired) == ((date(2038, 1, 21), FAR), 0)
    assert day_of(far) == "2026-11-25"
    assert taken(far, "true").public_id == "2026-11-25-A001"
    assert far.find("A001").day == TRUE
    assert far.overview().devices["clock"].state == "ok"
    assert disagreements(far.site.store) == []
    clock.set("2026-11-26T09:00")
    assert taken(far, "next").public_id == "2026-11-26-A001"
    assert disagreements(far.site.store) == []


def test_a_day_that_had_numbers_already_goes_on_behind_them_and_so_does_the_far_one_when_it_comes(
    door, clock
):
    clock.set("2026-11-25T09:30")
    taken(door, "a")
    served(door, clock, 1)
    clock.set("2026-12-20T09:30")
    assert [taken(door, each).public_id for each in "bc"] == ["2026-12-20-A001", "2026-12-20-A002"]
    served(door, clock, 2)
    clock.set("2026-11-25T11:00")
    go_back(door.site, TRUE)
    assert taken(door, "d").public_id == "2026-11-25-A002"
    served(door, clock, 1)
    assert disagreements(door.site.store) == []
    for day in range(26, 51):
        clock.set((TRUE + timedelta(days=day - 25)).isoformat() + "T09:30")
        last = taken(door, str(day)).public_id
        served(door, clock, 1)
    assert last == "2026-12-20-A003"
    assert disagreements(door.site.store) == []
    with door.site.store.read() as cursor:
        assert cursor.one("SELECT count(*), count(DISTINCT day || prefix || number) FROM ticket") == (29, 29)


def test_whoever_still_holds_a_number_is_served_first_or_takes_a_new_one(far, clock):
    waiting = taken(far, "waits")
    with pytest.raises(LobbyError, match=r"1 customers hold numbers of 2038-01-21 \(A002\)"):
        go_back(far.site, TRUE)
    assert day_of(far) == "2038-01-21"
    assert go_back(far.site, TRUE, expire=True).expired == 1
    assert far.log_of(waiting.id)[-1].kind.value == "expired"
    assert taken(far, "anew").label == "A001"
    assert disagreements(far.site.store) == []


@pytest.mark.parametrize(
    ("now", "day", "why"),
    [
        ("2026-11-25T10:00", date(2026, 11, 24), "set the clock right first"),
        ("1970-01-01T10:00", date(1970, 1, 1), "set the clock right first"),
        ("2038-01-21T10:00", date(2038, 1, 21), "is not ahead"),
        ("2038-01-20T23:50", date(2038, 1, 20), "is not ahead"),
    ],
)
def test_a_date_that_is_not_the_clock_s_or_a_day_that_is_not_ahead_changes_nothing(far, clock, now, day, why):
    clock.set(now)
    with pytest.raises(LobbyError, match=why):
        go_back(far.site, day)
    assert day_of(far) == "2038-01-21"


def test_nothing_is_learned_reported_or_foreseen_from_days_that_never_were(door, clock):
    clock.set("2026-11-24T09:30")
    taken(door, "before")
    served(door, clock, 1)
    clock.set("2026-11-25T09:30")
    taken(door, "morning")
    served(door, clock, 1)
    for day in ("2026-12-20", "2026-12-21"):
        clock.set(f"{day}T09:30")
        taken(door, day)
        served(door, clock, 1)
        Books(door.site).catch_up()
        arrivals.catch_up(door.site.store)
        learn(door.site)
    clock.set("2026-11-25T11:00")
    go_back(door.site, TRUE)
    taken(door, "noon")
    served(door, clock, 1)
    clock.set("2026-11-26T09:30")
    taken(door, "after")
    books = Books(door.site)
    books.catch_up()
    arrivals.catch_up(door.site.store)
    lesson = learn(door.site)
    assert books.days() == (["2026-11-24", "2026-11-25"], "2026-11-26")
    assert books.disagreements() == []
    assert issued(books, TRUE) == 2
    assert arrivals.disagreements(door.site.store) == []
    people = {day: sum(each.people for each in slots.values()) for day, slots in days_of(door)}
    assert people == {date(2026, 11, 24): 1, TRUE: 2}
    with door.site.store.read() as cursor:
        true = cursor.one("SELECT count(*) FROM event WHERE seq <= ? AND day < '2026-12'", lesson.seq)
        assert cursor.one("SELECT count(*) FROM event WHERE day > '2026-12'") > (8,)
    assert true == (lesson.rows,)


def test_the_last_day_with_a_number_stays_though_numbers_of_later_dates_were_given(far, clock, tmp_path):
    go_back(far.site, TRUE)
    last = taken(far, "true").id
    served(far, clock, 1)
    for empty in ("2026-12-20", "2027-01-25", "2027-03-01"):
        clock.set(f"{empty}T09:30")
        far.report_device("voice", "ok", empty)
    assert archive(far.site, Shelf(tmp_path / "archive", 30), sleep=lambda _: None).days == ()
    assert taken(far, "new").id == last + 1


def issued(books, day):
    return sum(tally["arrivals"] for tally in books.by_day(day, day)[day.isoformat()]["hour"].values())


def jobs(door):
    with door.site.store.read() as cursor:
        return job_rows.jobs(cursor, "live = 1")


def days_of(door):
    return arrivals.recorded(door.site.store).days.items()


def test_the_archive_takes_what_never_was_along_and_the_rest_still_agrees(far, clock, tmp_path, monkeypatch):
    go_back(far.site, TRUE)
    taken(far, "true")
    served(far, clock, 1)
    for job in jobs(far):
        papers.mark(far.site, job.id, PrintState.FAILED)
    for month in ("2026-12-20", "2027-01-25", "2027-03-01"):
        clock.set(f"{month}T09:30")
        taken(far, month)
        served(far, clock, 1)
        assert disagreements(far.site.store) == []
    shelf = Shelf(tmp_path / "archive", 30)
    with monkeypatch.context() as cut:
        # The power goes once the file is there, and before anything has left.
        cut.setattr("kiosk.archive.leaving.let_go", lambda *_: 0)
        assert TRUE in archive(far.site, shelf, sleep=lambda _: None).days
    assert disagreements(far.site.store) == []
    archive(far.site, shelf, sleep=lambda _: None)
    assert disagreements(far.site.store) == []
    with far.site.store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM ticket WHERE day > '2030'") == (0,)
