"""Several boxes on one store, on both engines: reserves, what is carried over, and what may go wrong."""

from __future__ import annotations

import pytest

from kiosk import audit, rows
from kiosk.event import Kind
from kiosk.finding import record_in
from kiosk.island import block, carrying
from kiosk.island.block import SIZE
from kiosk.island.keeper import BEAT_S, READ_S
from kiosk.island.standing import own_standing, standings
from kiosk.issuing import DOUBLED, IssueRequest
from kiosk.numbers import ReserveUsedUp
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue
from kiosk.store import StoreError
from kiosk.ticket import UNKNOWN_AHEAD, TicketState


def agrees(*lobbies) -> bool:
    return [found for lobby in lobbies for found in audit.disagreements(lobby.site.store)] == []


def ticket_of(lobby, ticket_id):
    with lobby.site.store.read() as cursor:
        return rows.ticket(cursor, ticket_id)


def test_each_box_has_numbers_that_nobody_else_ever_gives(boxes, clock):
    left, right = boxes("left"), boxes("right")
    assert left.keeper.step()
    assert right.keeper.step()
    assert [left.take().label, left.take().label] == ["A501", "A502"]
    assert right.take().label == f"A{501 + SIZE}"
    assert left.take(cut_off=False).label == "A001"


def test_a_ticket_of_the_reserve_tells_no_wait_that_nobody_knows(boxes):
    left = boxes("left")
    left.keeper.step()
    given = left.take()
    assert (given.promise.ahead, given.promise.wait) == (UNKNOWN_AHEAD, None)


def test_what_was_given_cut_off_comes_in_once_with_its_time_and_its_place(boxes, clock):
    left, right = boxes("left"), boxes("right")
    assert left.keeper.step()
    assert right.keeper.step()
    came = []
    for _ in range(12):
        for deed in (left.take, lambda: right.take(cut_off=False), right.take):
            clock.advance(7)
            came.append(deed().id)
    clock.advance(60)
    for _ in range(3):
        assert left.keeper.step()
        assert right.keeper.step()
    assert agrees(left.common, left.alone, right.alone)
    called = []
    while ticket := left.common.call_next("1") or left.common.call_next("2"):
        called.append(ticket)
        left.common.finish(ticket.counter)
    assert [ticket.id for ticket in called] == came
    assert len({ticket.label for ticket in called}) == len(came)
    assert agrees(left.common)


def test_the_forms_of_a_ticket_that_was_given_cut_off_come_in_with_it(boxes):
    left = boxes("left")
    assert left.keeper.step()
    given = left.alone.issue(IssueRequest(("cash",), "cut off", forms=("AB12CD34",)))
    assert left.keeper.step()
    assert ticket_of(left.common, given.id).forms == given.forms == ("AB12CD34",)
    assert agrees(left.common, left.alone)


def test_a_common_store_of_yesterday_asks_for_the_rows_it_lacks(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    before = left.take()
    left.keeper.step()
    with left.common.site.store.write() as cursor:
        cursor.run("UPDATE box SET carried = 0")
    clock.advance(BEAT_S)
    assert left.keeper.step()
    assert ticket_of(left.common, before.id).label == before.label
    with left.common.site.store.read() as cursor:
        assert len(rows.tickets(cursor, "1 = 1")) == 1
    assert agrees(left.common)


def test_a_page_that_was_rolled_back_comes_again_and_one_that_came_does_not(boxes, monkeypatch):
    left = boxes("left")
    left.keeper.step()
    taken = [left.take() for _ in range(30)]
    site, island, box = left.common.site, left.alone.site.store, left.shared.box
    tell = carrying._tell
    for number in range(20):
        broken = number % 2 == 0

        def failing(*how, broken=broken):
            tell(*how)
            if broken:
                raise StoreError("killed before the commit")

        monkeypatch.setattr(carrying, "_tell", failing)
        try:
            if not carrying.carry_page(site, island, box).rows:
                break
        except StoreError:
            assert broken
    with site.store.read() as cursor:
        assert sorted(t.id for t in rows.tickets(cursor, "1 = 1")) == sorted(t.id for t in taken)
    assert agrees(left.common)


def test_a_number_whose_answer_was_lost_gives_way_to_the_one_the_customer_holds(boxes):
    left = boxes("left")
    left.keeper.step()
    lost = left.take(request_id="touch", cut_off=False)
    held = left.take(request_id="touch")
    left.keeper.step()
    assert ticket_of(left.common, lost.id).state is TicketState.CANCELLED
    assert ticket_of(left.common, held.id).request_id == "touch" + DOUBLED
    assert left.common.issue(IssueRequest(("cash",), "touch")).label == held.label
    assert left.common.print_state(lost.id) is PrintState.EXPIRED
    assert left.common.call_next("1").label == held.label
    assert agrees(left.common)


def test_its_paper_is_printed_from_the_island_and_only_its_outcome_is_told(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    given = left.take()
    left.keeper.step()
    common, own = PrintQueue(left.common.site, clock.seconds), PrintQueue(left.alone.site, clock.seconds)
    assert common.next() is None
    order = own.next()
    own.mark(order.job.id, PrintState.SENT)
    own.mark(order.job.id, PrintState.CUT)
    left.keeper.step()
    assert left.common.print_state(given.id) is PrintState.CUT
    # A copy that staff ask for is the box's own to print.
    again = left.common.reprint(given.id)
    assert (again.copy, again.box) == (1, "left")
    assert common.next().job.id == again.id
    assert agrees(left.common, left.alone)


def test_only_its_own_box_prints_a_paper(boxes, clock):
    left, right = boxes("left"), boxes("right")
    given = left.take(cut_off=False)
    right_papers = PrintQueue(right.common.site, clock.seconds)
    left_papers = PrintQueue(left.common.site, clock.seconds)
    assert right_papers.next() is None
    order = left_papers.next()
    assert order.ticket.id == given.id
    left_papers.mark(order.job.id, PrintState.SENT)
    assert right_papers.recover() == []
    assert [job.id for job in left_papers.recover()] == [order.job.id]


def test_a_paper_of_a_box_that_is_gone_for_good_is_not_owed_for_ever(boxes, clock):
    left, right = boxes("left"), boxes("right")
    given = left.take(cut_off=False)
    right.keeper.step()
    assert left.common.print_state(given.id) is PrintState.QUEUED
    clock.advance(3_600 + 3 * left.shared.branch.paper.expires_s)
    right.keeper.step()
    assert left.common.print_state(given.id) is PrintState.EXPIRED
    assert agrees(left.common)


def test_the_state_of_one_boxs_printer_never_stands_for_the_others(boxes):
    left, right = boxes("left"), boxes("right")
    left.common.report_device("printer", "paper_out", "no roll")
    right.common.report_device("printer", "ok")
    assert left.common.overview().printer.state == "paper_out"
    assert right.common.overview().printer.state == "ok"
    alarms = [(each.trouble.value, each.device, each.box) for each in right.common.alarms()]
    assert ("printer", "printer", "left") in alarms
    assert len([each for each in alarms if each[0] == "printer"]) == 1


def test_staff_read_that_a_box_was_cut_off_until_they_had_time_to(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    left.take()
    left.keeper.step()
    told = next(each for each in left.common.alarms() if each.trouble.value == "database")
    (joined,) = record_in(told.detail).found
    assert (told.box, joined.phrase, joined.values["count"]) == ("left", "doctor.database_joined", 1)
    clock.advance(READ_S + BEAT_S)
    left.keeper.step()
    assert not [each for each in left.common.alarms() if each.trouble.value == "database"]


@pytest.mark.warns
def test_each_day_has_its_reserve_and_a_used_up_one_is_said(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    left.shared.cable.pull()
    clock.set("2026-12-02T10:00")
    given = left.take()
    assert (given.day.isoformat(), given.label) == ("2026-12-02", "A501")
    clock.set("2026-12-03T10:00")
    with pytest.raises(ReserveUsedUp, match="2026-12-03"):
        left.take()
    left.shared.cable.plug()
    clock.advance(BEAT_S)
    assert left.keeper.step()
    # Its day is over: it is in the log, and nobody calls it.
    assert ticket_of(left.common, given.id).state is TicketState.EXPIRED
    assert agrees(left.common)
    assert left.take().label == "A501"


def test_a_used_up_block_is_followed_by_another(boxes, clock, monkeypatch):
    monkeypatch.setattr(block, "SIZE", 60)
    left, right = boxes("left"), boxes("right")
    left.keeper.step()
    right.keeper.step()
    for _ in range(20):
        left.take()
    clock.advance(BEAT_S)
    left.keeper.step()
    labels = [left.take().label for _ in range(41)]
    assert labels[-2:] == ["A560", "A621"]


def test_the_common_sequence_passes_the_reserves_by(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    with left.common.site.store.write() as cursor:
        day = rows.open_day(cursor)
        cursor.run("INSERT INTO series VALUES (?, 'A', 499)", day)
    assert left.take(cut_off=False).label == "A500"
    assert left.take(cut_off=False).label == f"A{501 + SIZE}"
    assert left.take(cut_off=False).label == f"A{502 + SIZE}"


@pytest.mark.warns
def test_a_ticket_of_a_day_that_the_branch_has_not_opened_waits_for_it(boxes, clock):
    left, right = boxes("left"), boxes("right")
    left.keeper.step()
    clock.set("2026-11-26T03:59")
    right.take(cut_off=False)
    clock.set("2026-11-26T04:01")
    ahead = left.take()
    assert ahead.day.isoformat() == "2026-11-26"
    assert left.keeper.step()
    assert ticket_of(left.common, ahead.id) is None
    clock.set("2026-11-26T10:30")
    left.keeper.step()
    assert ticket_of(left.common, ahead.id).state is TicketState.WAITING
    assert agrees(left.common)


def test_a_ticket_of_the_island_has_a_token_that_is_good_after_the_join(boxes):
    left = boxes("left")
    left.keeper.step()
    given = left.take()
    token = left.alone.token(given)
    assert left.common.progress(token) is None
    left.keeper.step()
    assert left.common.progress(token).ticket.label == given.label


def test_the_boxes_stand_in_the_figures_and_a_box_knows_itself(boxes, clock):
    left = boxes("left")
    left.keeper.step()
    left.take()
    left.take()
    left.shared.cable.pull()
    own = own_standing(left.shared, left.shared.common)
    assert (own.name, own.away, own.waiting) == ("left", "The cable is out.", 2)
    assert own.left % SIZE == SIZE - 2
    left.shared.cable.plug()
    clock.advance(BEAT_S)
    left.keeper.step()
    with left.common.site.store.read() as cursor:
        (stands,) = standings(cursor)
    assert (stands.name, stands.brought, stands.left) == ("left", 2, own.left)
    assert own_standing(left.shared, left.shared.common).waiting == 0


def test_the_log_of_the_island_is_only_carried_as_far_as_it_concerns_all(boxes):
    left = boxes("left")
    left.keeper.step()
    given = left.take()
    left.alone.report_device("printer", "paper_out")
    left.alone.cancel(given.id)
    left.keeper.step()
    assert ticket_of(left.common, given.id).state is TicketState.CANCELLED
    kinds = {event.kind for event in audit.whole_log(left.common.site.store)}
    assert kinds >= {Kind.ISSUED, Kind.PRINT_QUEUED, Kind.CANCELLED}
    assert "printer@left" not in left.common.scene().devices
