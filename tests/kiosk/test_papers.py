"""The paper a ticket is owed."""

from __future__ import annotations

import pytest

from kiosk.audit import disagreements
from kiosk.errors import UnknownTicketError
from kiosk.event import Kind
from kiosk.evolve import IllegalStepError
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue

QUEUED, SENT, PRINTED, CUT = PrintState.QUEUED, PrintState.SENT, PrintState.PRINTED, PrintState.CUT
ASSUMED, PRESENTED, TAKEN = PrintState.ASSUMED, PrintState.PRESENTED, PrintState.TAKEN
PARTIAL, FAILED, UNKNOWN = PrintState.PARTIAL, PrintState.FAILED, PrintState.UNKNOWN
EXPIRED = PrintState.EXPIRED


@pytest.fixture
def printing(lobby, clock):
    """The jobs, as the devices process works them."""
    return PrintQueue(lobby.site, clock.seconds)


def through(printing, job_id, *states):
    for state in states:
        printing.mark(job_id, state)


def test_with_nothing_owed_there_is_nothing_to_print(printing):
    assert printing.next() is None


def test_papers_come_in_the_order_of_their_tickets(printing, take):
    tickets = [take("cash") for _ in range(3)]
    printed = []
    while order := printing.next():
        printed.append(order.ticket)
        through(printing, order.job.id, SENT, CUT)
    assert printed == tickets


def test_looking_at_the_next_job_does_not_take_it(printing, take):
    take("cash")
    assert printing.next() == printing.next()


def test_a_job_that_is_on_the_wire_is_not_given_out_again(printing, take):
    take("cash")
    second = take("cash")
    printing.mark(printing.next().job.id, SENT)
    assert printing.next().ticket == second


def test_a_second_printing_process_cannot_put_the_same_job_on_the_wire(printing, lobby, take):
    take("cash")
    other = PrintQueue(lobby.site)
    job, same = printing.next().job, other.next().job
    assert job == same
    printing.mark(job.id, SENT)
    with pytest.raises(IllegalStepError, match="on the wire already"):
        other.mark(same.id, SENT)


def test_what_was_on_the_wire_at_a_restart_is_unknown_told_and_never_sent_again(printing, lobby, take):
    on_wire, queued = take("cash"), take("cash")
    printing.mark(printing.next().job.id, SENT)
    (lost,) = printing.recover()
    assert lost.ticket_id == on_wire.id
    assert lobby.print_state(on_wire.id) is UNKNOWN
    assert "restarted" in lobby.print_job(on_wire.id).detail
    assert printing.next().ticket == queued
    assert printing.recover() == []


@pytest.mark.parametrize("state", [PRINTED, PRESENTED, CUT, ASSUMED, TAKEN])
def test_what_was_known_to_be_on_paper_is_still_known_after_a_restart(printing, lobby, take, state):
    ticket = take("cash")
    through(printing, printing.next().job.id, SENT, state)
    assert printing.recover() == []
    assert lobby.print_state(ticket.id) is state


def test_a_paper_that_no_printer_could_take_in_time_expires_and_does_not_spill_out(
    printing, lobby, take, clock, branch
):
    old = take("cash")
    clock.advance(branch.paper.expires_s - 1)
    assert printing.next().ticket == old
    young = take("cash")
    clock.advance(1)
    assert printing.next().ticket == young
    assert lobby.print_state(old.id) is EXPIRED
    assert "in time" in lobby.print_job(old.id).detail


def test_after_an_hour_without_paper_nothing_is_left_to_print(printing, lobby, take, clock):
    tickets = [take("cash") for _ in range(4)]
    clock.advance(3600)
    assert printing.next() is None
    assert {lobby.print_state(ticket.id) for ticket in tickets} == {EXPIRED}


@pytest.mark.parametrize("state", [PRINTED, CUT, ASSUMED, PRESENTED, TAKEN, PARTIAL, FAILED, UNKNOWN])
def test_another_copy_of_a_paper_that_was_sent_is_marked_as_one(printing, lobby, take, state):
    ticket = take("cash")
    through(printing, printing.next().job.id, SENT, state)
    copy = lobby.reprint(ticket.id)
    assert (copy.copy, copy.state) == (1, QUEUED)
    assert printing.next().job == copy
    assert lobby.print_job(ticket.id) == copy


def test_a_torn_paper_is_owed_a_marked_copy_that_matters_no_longer_than_itself(
    printing, lobby, take, clock, branch
):
    ticket = take("cash")
    job = printing.next().job
    through(printing, job.id, SENT)
    clock.advance(60)
    printing.mark(job.id, PARTIAL, "The paper ended.", again=True)
    copy = lobby.print_job(ticket.id)
    assert (copy.copy, copy.state, copy.expires_at) == (1, QUEUED, job.expires_at)
    assert printing.next().job == copy
    assert lobby.reprint(ticket.id) == copy
    clock.advance(branch.paper.expires_s - 60)
    assert printing.next() is None
    assert lobby.print_state(ticket.id) is EXPIRED
    assert disagreements(lobby.site.store) == []


def test_copies_of_a_ticket_that_is_torn_again_and_again_come_to_an_end(printing, lobby, take):
    ticket = take("cash")
    for _ in range(4):
        job = printing.next().job
        printing.mark(job.id, SENT)
        printing.mark(job.id, PARTIAL, again=True)
    assert printing.next() is None
    last = lobby.print_job(ticket.id)
    assert (last.copy, last.state) == (3, PARTIAL)
    assert lobby.reprint(ticket.id).copy == 4


def test_a_torn_paper_that_is_out_of_date_or_was_asked_for_again_is_owed_no_more(
    printing, lobby, take, clock, branch
):
    late = take("cash")
    job = printing.next().job
    through(printing, job.id, SENT)
    clock.advance(branch.paper.expires_s)
    printing.mark(job.id, PARTIAL, again=True)
    assert lobby.print_job(late.id).copy == 0
    twice = take("cash")
    first = printing.next().job
    through(printing, first.id, SENT, PRINTED)
    lobby.reprint(twice.id)
    printing.mark(first.id, PARTIAL, again=True)
    assert lobby.print_job(twice.id).copy == 1


def test_copies_are_counted(printing, lobby, take):
    ticket = take("cash")
    for number in range(3):
        job = printing.next().job
        assert job.copy == number
        through(printing, job.id, SENT, CUT)
        lobby.reprint(ticket.id)


def test_a_copy_that_is_still_to_come_is_not_doubled(printing, lobby, take):
    ticket = take("cash")
    original = lobby.print_job(ticket.id)
    assert lobby.reprint(ticket.id) == original
    printing.mark(original.id, SENT)
    assert lobby.reprint(ticket.id).id == original.id
    through(printing, original.id, CUT)
    assert lobby.reprint(ticket.id) == lobby.reprint(ticket.id)
    assert [event.kind for event in lobby.log_of(ticket.id)].count(Kind.PRINT_QUEUED) == 2


@pytest.mark.parametrize("settled", [CUT, ASSUMED, TAKEN, PARTIAL, FAILED, UNKNOWN, EXPIRED])
def test_a_settled_job_cannot_be_changed_and_the_log_has_no_trace_of_the_attempt(
    printing, lobby, take, settled
):
    ticket = take("cash")
    job = printing.next().job
    through(printing, job.id, settled)
    before = lobby.log_of(ticket.id)
    with pytest.raises(IllegalStepError, match=settled.value):
        printing.mark(job.id, PRINTED)
    assert lobby.log_of(ticket.id) == before
    assert disagreements(lobby.site.store) == []


@pytest.mark.parametrize("state", PrintState)
def test_only_a_paper_still_to_come_is_found_among_the_live_ones(printing, lobby, take, state):
    take("cash")
    if state is not QUEUED:
        printing.mark(printing.next().job.id, state)
    with lobby.site.store.read() as cursor:
        assert cursor.one("SELECT live FROM print_job") == (int(state in {QUEUED, SENT}),)


def test_every_word_on_a_job_is_kept_in_the_log(printing, lobby, take):
    ticket = take("cash")
    job = printing.next().job
    printing.mark(job.id, SENT)
    printing.mark(job.id, PARTIAL, "The paper ended after 312 of 866 bytes.")
    marks = [event.facts for event in lobby.log_of(ticket.id) if event.kind is Kind.PRINT_MARKED]
    assert [(facts["state"], facts["detail"]) for facts in marks] == [
        ("sent", ""),
        ("partial", "The paper ended after 312 of 866 bytes."),
    ]
    assert lobby.print_job(ticket.id).detail == "The paper ended after 312 of 866 bytes."


def test_a_paper_of_no_ticket_is_told(printing, lobby):
    with pytest.raises(UnknownTicketError, match="no ticket 4711"):
        lobby.reprint(4711)
    with pytest.raises(UnknownTicketError, match="no ticket 4711"):
        lobby.print_state(4711)
    with pytest.raises(UnknownTicketError, match="no print job 4711"):
        printing.mark(4711, SENT)


def test_the_printing_process_reports_the_printer_once(printing, lobby):
    printing.report("printer", "no_paper", "Put in a roll.")
    printing.report("printer", "no_paper", "Put in a roll.")
    assert (lobby.overview().printer.state, lobby.overview().printer.detail) == ("no_paper", "Put in a roll.")
    with lobby.site.store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM event WHERE kind = 'device_changed'") == (1,)


def test_the_paper_carries_the_same_link_as_the_screen(printing, lobby, take):
    ticket = take("cash")
    assert printing.link(ticket) == lobby.link(ticket)


def test_a_clock_that_jumps_ahead_expires_nobody_s_paper(lobby, take, clock):
    printing = PrintQueue(lobby.site, lambda: 0.0)
    ticket = take("cash")
    printing.next()
    clock.advance(20 * 3600)
    assert printing.next().ticket == ticket


def test_paper_of_an_age_nobody_knows_does_not_spill_out_after_a_restart(lobby, take, clock):
    old = take("cash")
    clock.set("1970-01-01T08:00")
    printing = PrintQueue(lobby.site, lambda: 0.0)
    printing.recover()
    assert printing.next() is None
    assert lobby.print_state(old.id) is EXPIRED
    assert printing.next() is None
    new = take("cash")
    assert printing.next().ticket.id == new.id


@pytest.mark.parametrize(
    ("states", "doubt"),
    [
        ((), False),
        ((SENT,), True),
        ((SENT, PRINTED), True),
        ((SENT, PARTIAL), True),
        ((SENT, UNKNOWN), True),
        ((SENT, CUT), False),
        ((SENT, ASSUMED), True),
        ((SENT, PRESENTED), False),
        ((SENT, TAKEN), False),
        ((SENT, FAILED), False),
        ((EXPIRED,), False),
    ],
)
def test_a_piece_may_hang_in_the_printer_unless_the_last_ticket_was_parted_or_never_sent(
    printing, take, states, doubt
):
    assert not printing.left_in_doubt()
    take("cash")
    through(printing, printing.next().job.id, *states)
    assert printing.left_in_doubt() is doubt


def test_only_the_last_ticket_that_was_sent_can_hang_in_the_printer(printing, take):
    for ends in ((SENT, UNKNOWN), (SENT, CUT)):
        take("cash")
        through(printing, printing.next().job.id, *ends)
    assert not printing.left_in_doubt()
    take("cash")
    through(printing, printing.next().job.id, SENT, PARTIAL)
    take("cash")
    through(printing, printing.next().job.id, EXPIRED)
    take("cash")
    assert printing.left_in_doubt()
