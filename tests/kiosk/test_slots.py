"""An appointment's place in the queue: by its slot, whenever the customer comes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from config.schema import TicketClass
from kiosk.errors import LobbyError
from kiosk.issuing import IssueRequest


@pytest.fixture
def take_at(lobby, clock):
    """Take an appointment's ticket for a time of today, as "10:00"."""

    def taken(slot: str):
        hour, minute = map(int, slot.split(":"))
        at = clock().replace(hour=hour, minute=minute)
        return lobby.issue(IssueRequest(("cash",), f"slot-{slot}", TicketClass.APPOINTMENT, slot=at))

    return taken


def test_who_comes_early_is_due_at_the_slot(take_at, clock, branch):
    early = take_at("10:30")
    target = timedelta(seconds=branch.class_rule(TicketClass.APPOINTMENT).target_s)
    assert early.issued_at == clock()
    assert early.due_at == clock().replace(hour=10, minute=30) + target


def test_a_later_slot_does_not_hold_up_an_earlier_one(take_at, lobby):
    late, soon = take_at("11:00"), take_at("10:00")
    assert [lobby.call_next(counter).label for counter in ("1", "2")] == [soon.label, late.label]


def test_a_slot_far_ahead_does_not_hold_up_an_appointment_without_one(take_at, take, lobby):
    take_at("11:00")
    plain = take("cash", ticket_class="appointment")
    assert lobby.call_next("1").label == plain.label


def test_who_is_late_goes_with_care(take_at, take, lobby):
    take("cash")
    late = take_at("9:20")
    called = lobby.call_next("1")
    assert called.label == late.label
    assert "goes with care" in lobby.log_of(called.id)[-1].facts["why"]


def test_an_early_appointment_passes_nobody_who_is_due_before(take_at, take, lobby):
    early, first = take_at("11:30"), take("cash")
    assert [lobby.call_next(counter).label for counter in ("1", "2")] == [first.label, early.label]


@pytest.mark.parametrize("ticket_class", [TicketClass.ORDINARY, TicketClass.CARE, TicketClass.VIP])
def test_only_an_appointment_has_a_time(lobby, clock, ticket_class):
    with pytest.raises(LobbyError, match="Only an appointment has a time"):
        lobby.issue(IssueRequest(("cash",), "one", ticket_class, slot=clock()))


@pytest.mark.parametrize("slot", ["2026-11-24T10:00+08:00", "2026-11-26T10:00+08:00", "2026-11-25T10:00"])
def test_an_appointment_is_taken_up_on_its_day(lobby, slot):
    with pytest.raises(LobbyError, match="is not on 2026-11-25"):
        lobby.issue(
            IssueRequest(("cash",), "one", TicketClass.APPOINTMENT, slot=datetime.fromisoformat(slot))
        )
