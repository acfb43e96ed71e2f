"""Status bits read as paper, cover, cutter and head."""

from __future__ import annotations

import pytest

from config.profile import NearEnd
from printer.inbound import StarStatus, StatusReport
from printer.status import (
    Paper,
    PrinterStatus,
    after_live_status,
    reported,
    sensed,
    star_count,
    star_reported,
)

WELL = PrinterStatus()


@pytest.mark.parametrize(
    ("question", "value", "health"),
    [
        (1, 0x12, WELL),
        (1, 0x16, WELL),
        (1, 0x1A, PrinterStatus(offline=True)),
        (2, 0x12, WELL),
        (2, 0x16, PrinterStatus(cover_open=True)),
        (2, 0x32, PrinterStatus(paper=Paper.END)),
        (3, 0x16, PrinterStatus(jammed=True)),
        (3, 0x1A, PrinterStatus(cutter_error=True)),
        (3, 0x32, PrinterStatus(broken=True)),
        (3, 0x52, PrinterStatus(resting=True)),
        (4, 0x12, WELL),
        (4, 0x1E, PrinterStatus(paper=Paper.NEAR_END)),
        (4, 0x7E, PrinterStatus(paper=Paper.END)),
        (9, 0x7E, WELL),
    ],
)
def test_each_answer_tells_its_part(question, value, health):
    assert after_live_status(WELL, question, value) == health


def test_a_later_answer_changes_only_its_own_part():
    health = after_live_status(PrinterStatus(cover_open=True, paper=Paper.NEAR_END), 3, 0x1A)
    assert health == PrinterStatus(cover_open=True, paper=Paper.NEAR_END, cutter_error=True)


def test_a_trouble_that_ends_is_forgotten():
    ill = PrinterStatus(offline=True, cover_open=True, cutter_error=True, paper=Paper.END)
    for question in (1, 2, 3, 4):
        ill = after_live_status(ill, question, 0x12)
    assert ill == WELL


@pytest.mark.parametrize(
    ("values", "health"),
    [
        ("14 00 00 0f", WELL),
        ("3c 00 00 0f", PrinterStatus(offline=True, cover_open=True)),
        ("1c 04 00 0f", PrinterStatus(offline=True, jammed=True)),
        ("1c 08 00 0f", PrinterStatus(offline=True, cutter_error=True)),
        ("1c 20 00 0f", PrinterStatus(offline=True, broken=True)),
        ("1c 40 00 0f", PrinterStatus(offline=True, resting=True)),
        ("14 00 03 0f", PrinterStatus(paper=Paper.NEAR_END)),
        ("1c 00 0f 0f", PrinterStatus(offline=True, paper=Paper.END)),
    ],
)
def test_a_report_tells_everything(values, health):
    assert reported(StatusReport(bytes.fromhex(values))) == health


@pytest.mark.parametrize(
    ("health", "can"),
    [
        (WELL, True),
        (PrinterStatus(paper=Paper.NEAR_END), True),
        (PrinterStatus(paper=Paper.END), False),
        (PrinterStatus(cover_open=True), False),
        (PrinterStatus(offline=True), False),
        (PrinterStatus(cutter_error=True), False),
        (PrinterStatus(resting=True), False),
    ],
)
def test_a_roll_near_its_end_prints_and_any_trouble_does_not(health, can):
    assert health.can_print is can


@pytest.mark.parametrize(
    ("near_end", "paper", "meant"),
    [
        (NearEnd.SENSOR, Paper.OK, Paper.OK),
        (NearEnd.SENSOR, Paper.NEAR_END, Paper.NEAR_END),
        (NearEnd.INVERTED, Paper.OK, Paper.NEAR_END),
        (NearEnd.INVERTED, Paper.NEAR_END, Paper.OK),
        (NearEnd.INVERTED, Paper.END, Paper.END),
        (NearEnd.NONE, Paper.NEAR_END, Paper.OK),
        (NearEnd.NONE, Paper.END, Paper.END),
    ],
)
def test_the_profile_says_what_the_near_end_sensor_means(near_end, paper, meant):
    assert sensed(PrinterStatus(paper=paper), near_end).paper is meant


@pytest.mark.parametrize(
    ("values", "health"),
    [
        ("23 86 00 00 00 00 00 00 00", WELL),
        ("23 86 28 00 00 00 00 00 00", PrinterStatus(offline=True, cover_open=True)),
        ("23 86 08 08 00 00 00 00 00", PrinterStatus(offline=True, cutter_error=True)),
        ("23 86 08 20 00 00 00 00 00", PrinterStatus(offline=True, broken=True)),
        ("23 86 08 40 00 00 00 00 00", PrinterStatus(offline=True, resting=True)),
        ("23 86 00 00 00 04 00 00 00", PrinterStatus(paper=Paper.NEAR_END)),
        ("0f 06 08 00 00 0c 00", PrinterStatus(offline=True, paper=Paper.END)),
    ],
)
def test_stars_status_tells_everything(values, health):
    assert star_reported(StarStatus(bytes.fromhex(values))) == health


@pytest.mark.parametrize(("bits", "count"), [(0x00, 0), (0x02, 1), (0x0E, 7), (0x20, 8), (0x6E, 31)])
def test_stars_count_stands_in_bits_apart(bits, count):
    assert star_count(StarStatus(bytes.fromhex("23 86 00 00 00 00 00") + bytes((bits, 0)))) == count


def test_a_short_status_of_stars_has_no_count():
    assert star_count(StarStatus(bytes.fromhex("0f 06 00 00 00 00 00"))) is None
