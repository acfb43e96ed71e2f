"""Values of the lobby go through JSON and come back as they were, by their own types."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from config.schema import TicketClass
from kiosk.archive.values import as_value, from_value
from kiosk.desk import Desk
from kiosk.evolve import Device
from kiosk.print_job import PrintJob, PrintState
from kiosk.rating.case import Case
from kiosk.rating.rating import Rating
from kiosk.rating.verdict import Channel, Verdict
from kiosk.relay.parcel import Destination, Parcel
from kiosk.ticket import Promise, Step, Ticket, TicketState, WaitRange

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 25)
STEPS = (Step(("cash", "noncash"), "cash", ("1", "2")), Step(("wealth",), "vip", ()))


@pytest.mark.parametrize(
    "value",
    [
        Ticket(
            id=7,
            day=DAY,
            prefix="A",
            number=7,
            ticket_class=TicketClass.CARE,
            steps=STEPS,
            issued_at=NOW,
            due_at=NOW,
            promise=Promise(3, WaitRange(60, 180)),
            request_id="touch",
            language="zh_CN",
            large=True,
            state=TicketState.MISSED,
            aside_since=NOW,
            forms=("AB12", "CD34"),
        ),
        Device("printer", "ok", "", NOW),
        Desk("1", is_open=False, reason="lunch"),
        PrintJob(1, 7, 0, PrintState.CUT, NOW, NOW, "It was cut."),
        Parcel(4, Destination.SCORING, 7, "uid", '{"a":1}', 2),
        Case(7, "ABCDE", NOW, NOW, 1, call_manager=True, due_on=DAY, closed_at=NOW),
        Rating(1, 7, "uid", 1, "ABCDE", DAY, None, Verdict(2, ("slow",), "慢"), Channel.PHONE, NOW, NOW),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back(value):
    written = json.dumps(as_value(value))
    assert from_value(type(value), json.loads(written)) == value


def test_what_was_written_before_a_field_was_there_is_read_with_its_default():
    device = Device("printer", "ok", "", NOW)
    job = PrintJob(1, 7, 0, PrintState.CUT, NOW, NOW)
    assert from_value(PrintJob, as_value(job)[:6]) == job
    with pytest.raises(TypeError):
        from_value(Device, as_value(device)[:3])
    with pytest.raises(ValueError, match="Device has 4 fields; 5"):
        from_value(Device, [*as_value(device), "more"])
