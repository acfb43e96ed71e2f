"""Status bits read as paper, cover, cutter and head."""

from __future__ import annotations

import pytest

from printer.inbound import StatusReport
from printer.status import Paper, PrinterHealth, after_live_status, reported

WELL = PrinterHealth()


@pytest.mark.parametrize(
    ("question", "value", "health"),
    [
        (1, 0x12, WELL),
        (1, 0x16, WELL),
        (1, 0x1A, PrinterHealth(offline=True)),
        (2, 0x12, WELL),
        (2, 0x16, PrinterHealth(cover_open=True)),
        (2, 0x32, PrinterHealth(paper=Paper.END)),
        (3, 0x1A, PrinterHealth(cutter_error=True)),
        (3, 0x32, PrinterHealth(broken=True)),
        (3, 0x52, PrinterHealth(resting=True)),
        (4, 0x12, WELL),
        (4, 0x1E, PrinterHealth(paper=Paper.NEAR_END)),
        (4, 0x7E, PrinterHealth(paper=Paper.END)),
        (9, 0x7E, WELL),
    ],
)
def test_each_answer_tells_its_part(question, value, health):
    assert after_live_status(WELL, question, value) == health


def test_a_later_answer_changes_only_its_own_part():
    health = after_live_status(PrinterHealth(cover_open=True, paper=Paper.NEAR_END), 3, 0x1A)
    assert health == PrinterHealth(cover_open=True, paper=Paper.NEAR_END, cutter_error=True)


def test_a_trouble_that_ends_is_forgotten():
    ill = PrinterHealth(offline=True, cover_open=True, cutter_error=True, paper=Paper.END)
    for question in (1, 2, 3, 4):
        ill = after_live_status(ill, question, 0x12)
    assert ill == WELL


@pytest.mark.parametrize(
    ("values", "health"),
    [
        ("14 00 00 0f", WELL),
        ("3c 00 00 0f", PrinterHealth(offline=True, cover_open=True)),
        ("1c 08 00 0f", PrinterHealth(offline=True, cutter_error=True)),
        ("1c 20 00 0f", PrinterHealth(offline=True, broken=True)),
        ("1c 40 00 0f", PrinterHealth(offline=True, resting=True)),
        ("14 00 03 0f", PrinterHealth(paper=Paper.NEAR_END)),
        ("1c 00 0f 0f", PrinterHealth(offline=True, paper=Paper.END)),
    ],
)
def test_a_report_tells_everything(values, health):
    assert reported(StatusReport(bytes.fromhex(values))) == health


@pytest.mark.parametrize(
    ("health", "can"),
    [
        (WELL, True),
        (PrinterHealth(paper=Paper.NEAR_END), True),
        (PrinterHealth(paper=Paper.END), False),
        (PrinterHealth(cover_open=True), False),
        (PrinterHealth(offline=True), False),
        (PrinterHealth(cutter_error=True), False),
        (PrinterHealth(resting=True), False),
    ],
)
def test_a_roll_near_its_end_prints_and_any_trouble_does_not(health, can):
    assert health.can_print is can
