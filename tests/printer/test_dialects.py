"""Printers that say more than Epson's, or something else: what is heard of them, and through noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.profile import Evidence, load_profile
from printer.dialects import KioskEar, StarEar, ear_of
from printer.inbound import (
    Count,
    Flow,
    FullStatus,
    InboundEar,
    LiveStatus,
    ProcessId,
    StarStatus,
    StatusReport,
    Stray,
)

STAR = bytes.fromhex("23 86 00 00 00 00 00 2a 00")
FULL = bytes.fromhex("10 0f 20 00 00 00")


def test_a_counter_is_told_from_answers_that_look_like_its_digits():
    ear = KioskEar(InboundEar())
    assert ear.hear(b"\x16\x32\x12\x122376cuts\x12512ret7on40cm12 cuts") == [
        LiveStatus(0x16),
        LiveStatus(0x32),
        LiveStatus(0x12),
        LiveStatus(0x12),
        Count(2376, "cuts"),
        LiveStatus(0x12),
        Count(512, "ret"),
        Count(7, "on"),
        Count(40, "cm"),
        Count(12, "cuts"),
    ]


def test_a_full_status_tells_of_the_mouth_and_may_hold_any_bytes():
    facts = KioskEar(InboundEar()).hear(FULL + b"\x10\x0f\x00\x11\x13\x37\x16")
    assert facts == [FullStatus(FULL[2:]), FullStatus(b"\x00\x11\x13\x37"), LiveStatus(0x16)]
    assert [fact.in_mouth for fact in facts[:2]] == [True, False]


def test_reports_and_names_pass_a_kiosk_printers_ear():
    words = b"\x14\x00\x00\x0f\x37\x22P012\x00\x10\x00\x03\x00\x16"
    assert KioskEar(InboundEar()).hear(words) == InboundEar().hear(words)
    assert ProcessId(b"P012") in InboundEar().hear(words)


def test_a_mask_lets_a_live_bit_through():
    assert InboundEar().hear(b"\x92") == [Stray(b"\x92")]
    assert InboundEar(0x13).hear(b"\x92") == [LiveStatus(0x92)]


def test_stars_status_is_as_long_as_its_first_byte_says():
    facts = StarEar().hear(b"\xff" + STAR + b"\x11" + bytes.fromhex("0f 06 08 00 00 08 00"))
    assert facts == [
        Stray(b"\xff"),
        StarStatus(STAR),
        Flow(open=True),
        StarStatus(bytes.fromhex("0f 06 08 00 00 08 00")),
    ]


def test_half_a_star_status_is_given_up_for_the_next():
    assert StarEar().hear(STAR[:5] + STAR) == [Stray(STAR[:5]), StarStatus(STAR)]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"completion": Evidence.STAR_ETB}, StarEar),
        ({"completion": Evidence.CUSTOM_PRESENTER}, KioskEar),
        ({"presenter": load_profile("custom-80").presenter}, KioskEar),
        ({}, InboundEar),
    ],
)
def test_the_profile_chooses_the_ear(changes, kind):
    assert type(ear_of(replace(load_profile("generic-80"), **changes))) is kind


NOISE = st.lists(
    st.sampled_from(
        [STAR, FULL, b"2376cuts", b"\x14\x00\x00\x0f", b"\x37\x22P001\x00", b"\x16", b"7", b"\x10"]
    )
    | st.binary(max_size=12),
    max_size=30,
).map(b"".join)


@settings(max_examples=300)
@given(NOISE, st.sampled_from([InboundEar, StarEar, lambda: KioskEar(InboundEar(0x13))]), st.integers(1, 9))
def test_any_stream_is_heard_the_same_however_it_is_cut_and_never_deafens(data, ear, size):
    whole, pieces = ear(), ear()
    facts = whole.hear(data)
    assert facts == [fact for at in range(0, len(data), size) for fact in pieces.hear(data[at : at + size])]
    ending = b"\x00" * 260 + STAR + b"\x00"
    after = whole.hear(ending + b"\x14\x00\x00\x0f\x16\x00")
    assert any(isinstance(fact, StarStatus | StatusReport) for fact in after)
