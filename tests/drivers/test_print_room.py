from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from drivers.print_room import PrintRoom
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from kiosk import rows, upkeep
from kiosk.event import Kind
from kiosk.follower import head
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue
from kiosk.store import StoreBusy, StoreFull
from kiosk.upkeep import Deed
from tests.drivers.benches import QUICK, eventually, quick, running
from tests.drivers.shop import Shop, a_branch, opened_shop, phrases_of


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened_shop(tmp_path) as shop:
        yield shop


class FullDisk(PrintQueue):
    """The lobby's queue on a disk that refuses one kind of note for a while."""

    refused: PrintState | None = None
    looks = 0
    late = False

    def trial_is_late(self):
        return self.late or super().trial_is_late()

    def next(self):
        self.looks += 1
        return super().next()

    def mark(self, job_id: int, state: PrintState, detail: str = "", *, again: bool = False) -> None:
        if state is self.refused:
            raise StoreFull("The disk is full: make room, nothing was lost.")
        super().mark(job_id, state, detail, again=again)


@pytest.fixture
def room(shop):
    jobs = FullDisk(shop.lobby.site)
    thermal = ThermalPrinter(SerialLink(shop.link), quick(), SimpleQueue().put, QUICK)
    with running(thermal):
        eventually(lambda: thermal.ready)
        typesetter = Typesetter(a_branch(), quick(), phrases_of, shop.lobby.link)
        yield jobs, PrintRoom(jobs, thermal, typesetter, lambda: None, lambda: None)


def test_nothing_is_sent_before_that_is_noted(shop, room):
    jobs, works = room
    ticket = shop.issue()
    jobs.refused = PrintState.SENT
    with pytest.raises(StoreFull):
        works.work()
    assert shop.lobby.print_state(ticket.id) is PrintState.QUEUED
    jobs.refused = None
    assert works.work()
    assert shop.lobby.print_state(ticket.id) is PrintState.CUT
    assert len(shop.papers(1)) == 1


def test_an_outcome_that_could_not_be_noted_is_noted_before_anything_else_is_printed(shop, room):
    jobs, works = room
    first, second = shop.issue(), shop.issue()
    jobs.refused = PrintState.CUT
    for _ in range(3):
        with pytest.raises(StoreFull):
            works.work()
    assert shop.lobby.print_state(first.id) is PrintState.SENT
    assert shop.lobby.print_state(second.id) is PrintState.QUEUED
    jobs.refused = None
    assert works.work()
    assert [shop.lobby.print_state(one.id) for one in (first, second)] == [PrintState.CUT] * 2
    assert len(shop.papers(2)) == 2


def test_an_outcome_that_the_lobby_refuses_is_told_and_does_not_stop_those_behind_it(shop, room, caplog):
    jobs, works = room
    first, second = shop.issue(), shop.issue()
    jobs.refused = PrintState.CUT
    with pytest.raises(StoreFull):
        works.work()
    jobs.refused = None
    jobs.recover()  # as another devices process would
    assert works.work()
    assert shop.lobby.print_state(first.id) is PrintState.UNKNOWN
    assert shop.lobby.print_state(second.id) is PrintState.CUT
    assert "ended as cut, which was not noted" in caplog.text


def test_an_empty_queue_is_looked_into_only_when_something_has_changed(shop, room):
    jobs, works = room
    works.work()
    looks = jobs.looks
    for _ in range(5):
        assert not works.work()
    assert jobs.looks == looks
    shop.issue()
    assert works.work()
    assert jobs.looks == looks + 1


def test_a_look_that_failed_is_taken_again(shop, room, monkeypatch):
    jobs, works = room
    works.work()
    shop.issue()
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "next", _busy)
        with pytest.raises(StoreBusy):
            works.work()
    assert works.work()


def _busy():
    raise StoreBusy("Another process holds the store.")


def test_with_nothing_to_do_nothing_is_done(shop, room):
    assert not room[1].work()


def test_a_test_ticket_is_printed_once_after_the_customers_and_what_came_of_it_is_noted(shop, room):
    _, works = room
    upkeep.note(shop.lobby.site, Deed.TEST_PRINT, "chen")
    shop.issue()
    assert [works.work() for _ in range(3)] == [True, True, False]
    assert len(shop.papers(2)) == 2
    with shop.lobby.site.store.read() as cursor:
        deeds = [event.facts for event in rows.log(cursor) if event.kind is Kind.SERVICED]
    assert deeds == [
        {"deed": "test_print", "staff": "chen", "box": ""},
        {"deed": "test_printed", "staff": "", "box": "", "state": "cut"},
    ]


def test_the_log_is_read_once_for_test_tickets_and_no_further_than_its_end(shop):
    site = shop.lobby.site
    shop.issue()
    assert upkeep.trial_asked(site, 0) == (head(site.store), None)
    asked = upkeep.note(site, Deed.TEST_PRINT, "chen").seq
    shop.issue()
    read, found = upkeep.trial_asked(site, 0)
    assert (read, found) == (head(site.store), asked)
    assert upkeep.trial_asked(site, read) == (read, None)


def test_a_test_ticket_that_nobody_waits_for_any_more_is_not_printed(shop, room):
    jobs, works = room
    upkeep.note(shop.lobby.site, Deed.TEST_PRINT, "chen")
    assert jobs.trial()
    assert jobs.trial() is None
    upkeep.note(shop.lobby.site, Deed.TEST_PRINT, "chen")
    jobs.late = True
    assert not works.work()
    jobs.late = False
    assert not works.work()
