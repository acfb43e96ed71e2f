"""What an event makes of a ticket and of a print job: every step there is, legal and not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.schema import TicketClass
from kiosk.event import Event, Kind
from kiosk.evolve import (
    IllegalStepError,
    day_after,
    issued_facts,
    job_after,
    ticket_after,
    touched,
)
from kiosk.print_job import PrintJob, PrintState
from kiosk.ticket import Promise, Step, Ticket, TicketState, WaitRange

DAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = NINE + timedelta(minutes=7)
WAITING, CALLED, SERVING, FINISHED, MISSED, PARKED, AWAY, CANCELLED, EXPIRED = TicketState

TICKET = Ticket(
    id=7,
    day=DAY,
    prefix="A",
    number=23,
    ticket_class=TicketClass.ORDINARY,
    steps=(Step(("cash",), "cash", ("1", "2")), Step(("wealth",), "guidance", ("5",))),
    issued_at=NINE,
    due_at=NINE + timedelta(minutes=20),
    promise=Promise(4, WaitRange(300, 700)),
    request_id="touch-7",
    waiting_since=NINE,
)

AFTER: dict[Kind, dict[TicketState, TicketState]] = {
    Kind.CALLED: {WAITING: CALLED, MISSED: CALLED, PARKED: CALLED},
    Kind.RECALLED: {CALLED: CALLED},
    Kind.STARTED: {CALLED: SERVING},
    Kind.FINISHED: {CALLED: FINISHED, SERVING: FINISHED},
    Kind.STEP_DONE: {CALLED: WAITING, SERVING: WAITING},
    Kind.MISSED: {CALLED: MISSED, WAITING: MISSED},
    Kind.RETURNED: {MISSED: WAITING, PARKED: WAITING, AWAY: WAITING},
    Kind.STEPPED_OUT: {WAITING: AWAY},
    Kind.LIFTED: {WAITING: WAITING},
    Kind.LIFT_UNDONE: {WAITING: WAITING},
    Kind.CARE_VISITED: {WAITING: WAITING},
    Kind.PRESENT: {WAITING: WAITING},
    Kind.FORM_ADDED: {each: each for each in TicketState if not each.over},
    Kind.PARKED: {WAITING: PARKED, CALLED: PARKED, SERVING: PARKED},
    Kind.TRANSFERRED: {WAITING: WAITING, CALLED: WAITING, SERVING: WAITING},
    # Served where the counter was configured away; the verb refuses it elsewhere.
    Kind.CANCELLED: dict.fromkeys([WAITING, CALLED, SERVING, MISSED, PARKED, AWAY], CANCELLED),
    Kind.EXPIRED: dict.fromkeys([WAITING, CALLED, SERVING, MISSED, PARKED, AWAY], EXPIRED),
}
LEGAL = [(kind, before, after) for kind, steps in AFTER.items() for before, after in steps.items()]
ILLEGAL = [(kind, before) for kind, steps in AFTER.items() for before in TicketState if before not in steps]


def happened(kind: Kind, ticket_id: int | None = 7, **facts: object) -> Event:
    if kind is Kind.TRANSFERRED:
        facts = {"to": [["noncash"], "noncash", ["3", "4"]]}
    if kind is Kind.CARE_VISITED:
        facts = {"visits": 1}
    if kind is Kind.FORM_ADDED:
        facts = {"form": "AB12CD34"}
    return Event(99, LATER, DAY, kind, ticket_id, "2", facts)


@pytest.mark.parametrize(("kind", "before", "after"), LEGAL)
def test_a_legal_step(kind, before, after):
    assert ticket_after(replace(TICKET, state=before), happened(kind)).state is after


@pytest.mark.parametrize(("kind", "before"), ILLEGAL)
def test_an_illegal_step_is_refused_with_a_sentence(kind, before):
    with pytest.raises(IllegalStepError, match=f"Ticket A023 is {before.value}; it can't be {kind.value}"):
        ticket_after(replace(TICKET, state=before), happened(kind))


@pytest.mark.parametrize("state", [state for state in TicketState if state.over])
def test_a_visit_that_is_over_never_changes_again(state):
    assert state in {FINISHED, CANCELLED, EXPIRED}
    assert [kind for kind, before, _ in LEGAL if before is state] == []


def test_a_ticket_is_issued_as_it_was_told():
    issued = Event(1, NINE, DAY, Kind.ISSUED, 7, None, issued_facts(TICKET))
    assert ticket_after(None, issued) == TICKET


def test_a_call_notes_the_counter_the_time_and_how_often():
    called = ticket_after(TICKET, happened(Kind.CALLED))
    assert (called.counter, called.called_at, called.calls) == ("2", LATER, 1)
    recalled = ticket_after(called, happened(Kind.RECALLED))
    assert (recalled.called_at, recalled.calls) == (LATER, 2)


def test_a_second_call_forgets_when_serving_began_the_first_time():
    before = replace(TICKET, state=PARKED, started_at=NINE)
    assert ticket_after(before, happened(Kind.CALLED)).started_at is None


def test_a_step_done_leads_to_the_next_step_with_the_number_kept():
    done = ticket_after(replace(TICKET, state=SERVING, counter="2"), happened(Kind.STEP_DONE))
    assert (done.label, done.step, done.current.services) == ("A023", 1, ("wealth",))
    assert (done.counter, done.waiting_since, done.issued_at) == (None, LATER, NINE)


def test_a_transfer_changes_the_step_at_hand_and_no_other():
    moved = ticket_after(replace(TICKET, state=SERVING, counter="2"), happened(Kind.TRANSFERRED))
    assert moved.steps == (Step(("noncash",), "noncash", ("3", "4")), TICKET.steps[1])
    assert (moved.step, moved.counter) == (0, None)


def test_a_missed_ticket_waits_again_from_now_and_keeps_its_due_time():
    back = ticket_after(replace(TICKET, state=MISSED, counter="2"), happened(Kind.RETURNED))
    assert (back.waiting_since, back.due_at, back.counter) == (LATER, TICKET.due_at, None)


def test_what_was_promised_never_changes():
    for kind, before, _ in LEGAL:
        assert ticket_after(replace(TICKET, state=before), happened(kind)).promise == TICKET.promise


def test_a_call_touches_those_it_passes_and_changes_nothing_else_of_them():
    event = happened(Kind.CALLED, 9, overtook=[7, 8])
    assert touched(event) == (9, 7, 8)
    assert ticket_after(TICKET, event) == replace(TICKET, overtaken=1)


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in AFTER and kind is not Kind.ISSUED], ids=str
)
def test_what_happens_to_the_house_touches_no_ticket(kind):
    assert touched(happened(kind)) == ()


def test_a_log_that_begins_in_the_middle_is_not_believed():
    with pytest.raises(IllegalStepError, match="ticket 7 before it was issued"):
        ticket_after(None, happened(Kind.CALLED))
    with pytest.raises(IllegalStepError, match="print job 4 before it was queued"):
        job_after(None, marked(PrintState.SENT))


JOB = PrintJob(4, 7, 0, PrintState.QUEUED, NINE, NINE + timedelta(minutes=3))
SETTLED = [state for state in PrintState if state.settled]


def marked(state: PrintState) -> Event:
    return Event(99, LATER, DAY, Kind.PRINT_MARKED, 7, None, {"job": 4, "state": state.value, "detail": "so"})


def test_a_print_job_is_queued_as_it_was_told():
    facts = {"job": 4, "copy": 0, "expires_at": JOB.expires_at.isoformat()}
    assert job_after(None, Event(2, NINE, DAY, Kind.PRINT_QUEUED, 7, None, facts)) == JOB


@pytest.mark.parametrize("state", [state for state in PrintState if state is not PrintState.QUEUED])
def test_a_queued_job_may_become_anything(state):
    assert job_after(JOB, marked(state)) == replace(JOB, state=state, detail="so")


@pytest.mark.parametrize("before", SETTLED)
@pytest.mark.parametrize("after", PrintState)
def test_a_settled_job_never_changes_again(before, after):
    with pytest.raises(IllegalStepError, match=f"Print job 4 is {before.value}"):
        job_after(replace(JOB, state=before), marked(after))


@pytest.mark.parametrize("before", [state for state in PrintState if state is not PrintState.QUEUED])
def test_a_job_is_put_on_the_wire_once(before):
    with pytest.raises(IllegalStepError):
        job_after(replace(JOB, state=before), marked(PrintState.SENT))


def test_a_paper_that_came_out_whole_is_known_as_such():
    whole = [state.value for state in PrintState if state.on_paper]
    assert whole == ["printed", "cut", "assumed", "presented", "taken"]


def test_a_paper_is_live_while_it_is_to_come_and_never_once_it_is_settled():
    assert [state.value for state in PrintState if state.live] == ["queued", "sent"]
    assert not any(state.live for state in PrintState if state.settled)


def test_a_day_is_opened_and_closed():
    opened = day_after(None, Event(1, NINE, DAY, Kind.DAY_OPENED))
    closed = day_after(opened, Event(2, LATER, DAY, Kind.DAY_CLOSED))
    assert (opened.opened_at, opened.closed_at, closed.closed_at) == (NINE, None, LATER)
