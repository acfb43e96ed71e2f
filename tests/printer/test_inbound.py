"""The printer's bytes become facts, however they are interleaved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.inbound import (
    Answer,
    Block,
    BuffersCleared,
    Flow,
    InboundEar,
    LiveStatus,
    ProcessId,
    StatusReport,
    Stray,
)


def heard(data):
    return InboundEar().hear(data)


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b"\x12", [LiveStatus(0x12)]),
        (b"\x16\x12\x12\x12", [LiveStatus(0x16), LiveStatus(0x12), LiveStatus(0x12), LiveStatus(0x12)]),
        (b"\x7e", [LiveStatus(0x7E)]),
        (b"\x14\x00\x00\x0f", [StatusReport(b"\x14\x00\x00\x0f")]),
        (b"\x38\x00\x03\x00", [StatusReport(b"\x38\x00\x03\x00")]),
        (b"\x00", [Answer(0)]),
        (b"\x63", [Answer(0x63)]),
        (b"\x11\x13", [Flow(open=True), Flow(open=False)]),
        (b"\x37\x22P001\x00", [ProcessId(b"P001")]),
        (b"\x37\x25\x00", [BuffersCleared()]),
        (b"\x37\x23\x48\x00", [Block(0x37, b"\x23\x48")]),
        (b"\x5fTM-T20II\x00", [Block(0x5F, b"TM-T20II")]),
        (b"\x3dAB\x00", [Block(0x3D, b"AB")]),
    ],
)
def test_each_reply_has_a_pattern_of_its_own(data, facts):
    assert heard(data) == facts


def test_flow_control_may_stand_within_a_report_and_within_a_block():
    assert heard(b"\x14\x13\x00\x00\x11\x0f") == [
        Flow(open=False),
        Flow(open=True),
        StatusReport(b"\x14\x00\x00\x0f"),
    ]
    assert heard(b"\x37\x22P0\x1301\x00") == [Flow(open=False), ProcessId(b"P001")]


def test_a_process_id_among_reports_and_replies_is_found():
    stream = b"\x12\x14\x00\x00\x0f\x37\x22C0A7\x00\x16\x00"
    assert heard(stream) == [
        LiveStatus(0x12),
        StatusReport(b"\x14\x00\x00\x0f"),
        ProcessId(b"C0A7"),
        LiveStatus(0x16),
        Answer(0),
    ]


def test_a_report_that_breaks_off_does_not_swallow_the_reply_behind_it():
    assert heard(b"\x14\x00\x12") == [Stray(b"\x14\x00"), LiveStatus(0x12)]


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b"\x37\x22P00\x12", [Stray(b"\x37\x22P00"), LiveStatus(0x12)]),
        (b"\x37\x22P001\x37\x22P002\x00", [Stray(b"\x37\x22P001"), ProcessId(b"P002")]),
        (b"\x37\x22P0\x00", [Block(0x37, b"\x22P0")]),
        (b"\x80\xff", [Stray(b"\x80"), Stray(b"\xff")]),
    ],
)
def test_a_broken_block_is_told_and_the_next_reply_is_heard(data, facts):
    assert heard(data) == facts


def test_a_block_without_end_is_given_up():
    facts = heard(b"\x5f" + b"A" * 400)
    assert facts[0] == Stray(b"\x5f" + b"A" * 255)


@given(st.binary(max_size=300), st.integers(1, 9))
def test_any_bytes_tell_the_same_however_they_arrive(data, size):
    ear = InboundEar()
    pieces = [fact for at in range(0, len(data), size) for fact in ear.hear(data[at : at + size])]
    assert pieces == heard(data)


@given(st.binary(max_size=300))
def test_after_any_noise_a_process_id_is_heard_at_the_second_call_at_the_latest(noise):
    ear = InboundEar()
    ear.hear(noise)
    assert ProcessId(b"P0A7") in ear.hear(b"\x37\x22P0A7\x00" * 2)
