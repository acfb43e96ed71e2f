"""The door of a box and its papers, while the common store comes and goes; both stores are real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from config.schema import TicketClass
from kiosk.help import HelpKind
from kiosk.island import unwritten
from kiosk.island.block import SIZE
from kiosk.island.desk import BoxDesk, OverviewAlone
from kiosk.island.printing import BoxQueue
from kiosk.island.watch import Refused
from kiosk.issuing import IssueRequest
from kiosk.numbers import ReserveUsedUp
from kiosk.print_job import PrintState
from kiosk.store import StoreAway
from kiosk.store.engine import IDS
from kiosk.store.sqlite import SqliteStore
from kiosk.ticket import UNKNOWN_AHEAD


class Shore:
    """What a watch knows, as a test sets it."""

    def __init__(self) -> None:
        self.is_open = True
        self.times_lost = 0
        self.why = ""

    def lost(self) -> None:
        self.is_open, self.times_lost = False, self.times_lost + 1

    def require(self) -> None:
        if self.why:
            raise Refused(self.why)


class Cuttable(SqliteStore):
    """The common store behind a line: cut, nothing is known of what was committed last."""

    def __init__(self, *how, **named) -> None:
        super().__init__(*how, **named)
        self.is_cut = self.cuts_after_commit = False

    @contextmanager
    def write(self, *asked, quietly=False) -> Iterator[SqliteStore]:
        self._require()
        with super().write(*asked, quietly=quietly) as cursor:
            yield cursor
        if self.cuts_after_commit:
            self.is_cut = True
            self._require()

    @contextmanager
    def read(self) -> Iterator[SqliteStore]:
        self._require()
        with super().read() as cursor:
            yield cursor

    def changed(self) -> bool:
        self._require()
        return super().changed()

    def _require(self) -> None:
        if self.is_cut:
            raise StoreAway("cut")


@pytest.fixture
def address() -> str:
    return ""


@pytest.fixture
def left(boxes, tmp_path):
    hand = boxes("left")
    hand.keeper.step()
    return hand


@pytest.fixture
def common(left, tmp_path):
    with closing(Cuttable(tmp_path / "common", whose=left.shared.box.common)) as store:
        yield store


@pytest.fixture
def shore() -> Shore:
    return Shore()


@pytest.fixture
def desk(left, common, shore) -> BoxDesk:
    return BoxDesk(left.shared.lobby(common), left.alone, shore)


@pytest.fixture
def queue(left, common, shore, clock) -> BoxQueue:
    return BoxQueue(left.shared.site(common), left.alone.site, shore, clock.seconds)


def ask(name: str) -> IssueRequest:
    return IssueRequest(("cash",), name)


def test_a_touch_that_finds_the_store_gone_is_served_at_once(desk, common, shore):
    assert desk.issue(ask("a")).label == "A001"
    common.is_cut = True
    assert desk.issue(ask("b")).label == "A501"
    assert shore.times_lost == 1
    assert desk.issue(ask("c")).label == "A502"
    assert shore.times_lost == 1


def test_a_commit_whose_answer_is_lost_costs_nobody_a_number(desk, common, left):
    common.cuts_after_commit = True
    held = desk.issue(ask("a"))
    assert held.label == "A501"
    left.keeper.step()
    assert left.common.find("A001").state == "cancelled"
    assert left.common.find("A501").state == "waiting"


def test_cut_off_the_screen_says_nothing_of_waits_and_is_in_no_trouble(desk, common):
    desk.issue(ask("a"))
    assert desk.overview().services["cash"].waiting == 1
    common.is_cut = True
    seen = desk.overview().services["cash"]
    assert (seen.waiting, seen.wait, seen.opening.state.gives_tickets) == (UNKNOWN_AHEAD, None, True)
    assert desk.check(("cash",), TicketClass.ORDINARY).wait is None


def test_what_needs_all_kiosks_is_refused_while_cut_off(desk, common, shore):
    shore.is_open = False
    with pytest.raises(StoreAway):
        desk.ask_help(HelpKind.HELP)
    with pytest.raises(StoreAway):
        _ = desk.site
    slot = IssueRequest(("cash",), "a", TicketClass.APPOINTMENT, appointment=7)
    with pytest.raises(StoreAway):
        desk.issue(slot)


def test_the_screen_knows_an_overview_of_a_box_that_is_cut_off(desk, shore):
    assert not isinstance(desk.overview(), OverviewAlone)
    shore.is_open = False
    assert isinstance(desk.overview(), OverviewAlone)


def test_a_refused_box_gives_no_number_at_all(desk, shore):
    shore.why = "Another machine works with a copy."
    with pytest.raises(Refused, match="copy"):
        desk.issue(ask("a"))


def test_the_paper_of_a_ticket_is_asked_where_it_is_printed_from(desk, common, shore, queue):
    common.is_cut = True
    given = desk.issue(ask("a"))
    assert given.id >= IDS
    common.is_cut, shore.is_open = False, True
    order = queue.next()
    queue.mark(order.job.id, PrintState.SENT)
    queue.mark(order.job.id, PrintState.CUT)
    assert desk.print_state(given.id) is PrintState.CUT
    assert desk.reprint(given.id).copy == 1


def test_papers_of_both_stores_are_printed_and_each_end_goes_home(desk, common, shore, queue, left):
    first = desk.issue(ask("a"))
    shore.is_open = False
    second = desk.issue(ask("b"))
    shore.is_open = True
    printed = []
    while order := queue.next():
        queue.mark(order.job.id, PrintState.SENT)
        queue.mark(order.job.id, PrintState.CUT)
        printed.append(order.ticket.label)
    assert printed == [second.label, first.label]
    assert left.common.print_state(first.id) is PrintState.CUT
    assert left.alone.print_state(second.id) is PrintState.CUT


def test_the_end_of_a_common_paper_is_kept_on_the_box_until_it_can_be_said(desk, common, queue, left, shore):
    given = desk.issue(ask("a"))
    order = queue.next()
    queue.mark(order.job.id, PrintState.SENT)
    common.is_cut = True
    queue.mark(order.job.id, PrintState.PRINTED)
    queue.mark(order.job.id, PrintState.CUT, "well")
    assert [each.state for each in unwritten.endings(left.alone.site.store)] == [PrintState.CUT]
    # While cut off the next ones are printed all the same.
    assert desk.issue(ask("b")).id == queue.next().ticket.id
    common.is_cut, shore.is_open = False, True
    queue.changed()
    assert left.common.print_job(given.id).detail == "well"
    assert unwritten.endings(left.alone.site.store) == []


def test_an_end_that_was_kept_is_said_before_a_fresh_process_doubts_the_paper(
    desk, common, queue, left, shore, clock
):
    given = desk.issue(ask("a"))
    order = queue.next()
    queue.mark(order.job.id, PrintState.SENT)
    common.is_cut = True
    queue.mark(order.job.id, PrintState.CUT)
    common.is_cut, shore.is_open = False, True
    afresh = BoxQueue(left.shared.site(common), left.alone.site, shore, clock.seconds)
    assert afresh.recover() == []
    assert left.common.print_state(given.id) is PrintState.CUT


def test_a_paper_that_was_marked_and_never_sent_is_printed_once_when_the_line_is_back(
    desk, common, queue, left, shore
):
    given = desk.issue(ask("a"))
    order = queue.next()
    common.cuts_after_commit = True
    with pytest.raises(StoreAway):
        queue.mark(order.job.id, PrintState.SENT)
    common.is_cut = common.cuts_after_commit = False
    shore.is_open = True
    again = queue.next()
    assert (again.job.id, again.ticket.id) == (order.job.id, given.id)
    queue.mark(again.job.id, PrintState.SENT)
    queue.mark(again.job.id, PrintState.CUT)
    assert queue.next() is None
    assert left.common.print_state(given.id) is PrintState.CUT


def test_a_fresh_process_cut_off_prints_the_islands_papers(desk, common, left, shore, clock):
    shore.is_open, common.is_cut = False, True
    given = desk.issue(ask("a"))
    afresh = BoxQueue(left.shared.site(common), left.alone.site, shore, clock.seconds)
    assert afresh.recover() == []
    assert not afresh.left_in_doubt()
    assert afresh.next().ticket.id == given.id
    assert afresh.link(given) == left.alone.link(given)


def test_the_printers_state_is_told_on_the_box_at_once_and_to_all_when_they_can_hear(
    desk, common, queue, left, shore
):
    common.is_cut, shore.is_open = True, False
    queue.report("printer", "paper_out", "no roll")
    assert desk.overview().printer.state == "paper_out"
    common.is_cut, shore.is_open = False, True
    assert queue.next() is None
    assert left.common.overview().printer.state == "paper_out"


def test_a_bell_rings_for_the_island_while_cut_off(desk, common, queue, shore):
    shore.is_open = False
    with closing(queue.bell()) as bell:
        assert not bell.wait(0.0)
        desk.issue(ask("a"))
        assert bell.wait(1.0)


def test_a_series_that_is_used_up_shuts_its_card_and_no_other(desk, common):
    common.is_cut = True
    assert offered(desk, "cash")
    for number in range(SIZE):
        desk.issue(ask(f"rush-{number}"))
    assert not offered(desk, "cash")
    assert offered(desk, "noncash")
    assert desk.issue(IssueRequest(("noncash",), "another")).label == "B501"
    with pytest.raises(ReserveUsedUp):
        desk.issue(ask("one too many"))


def offered(desk, service):
    """Whether a service's card gives tickets."""
    return desk.overview().services[service].opening.state.gives_tickets
