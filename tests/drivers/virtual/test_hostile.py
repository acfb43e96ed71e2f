"""Whatever a host sends: the printer keeps little, answers on, and prints the next ticket."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.profile import Evidence, load_profile
from drivers.virtual.mechanism import CLEAR, CLEARED, STAR_STATUS, Mechanism
from drivers.virtual.sheet import Sheet
from printer.operations import Text

ASK = b"\x10\x04\x04"
CUT = b"\x1dVB\x00"
PROFILES = (
    load_profile("generic-80"),
    load_profile("custom-80"),
    replace(load_profile("latin-80"), completion=Evidence.STAR_ETB),
)
LIKELY = st.sampled_from(
    list(b"\x1b\x1c\x1d\x10\x04\x05\x14\x00\x28\x38\x4c\x6b\x76\x30\x65\x17\x0c\xff\xb9")
)
STREAMS = st.lists(st.one_of(LIKELY, st.integers(0, 255)), max_size=200).map(bytes)


def bench(profile) -> tuple[Mechanism, bytearray, list[Sheet]]:
    said, sheets = bytearray(), []
    return Mechanism(said.extend, sheets.append, profile), said, sheets


@given(STREAMS, st.sampled_from(PROFILES))
def test_after_any_bytes_it_can_be_cleared_asked_and_printed_with(data, profile):
    mechanism, said, sheets = bench(profile)
    mechanism.receive(data + b"\n")
    mechanism.power_off()
    mechanism.power_on()
    mechanism.refill()
    before = len(sheets)
    said.clear()
    star = profile.completion is Evidence.STAR_ETB
    mechanism.receive(STAR_STATUS if star else CLEAR + ASK)
    assert len(said) == 9 if star else said == CLEARED + b"\x12"
    mechanism.receive(b"\x1b@A001\n" + CUT + b"\x1de\x05")
    assert "A001" in "".join(one.text for one in sheets[-1].operations if isinstance(one, Text))
    assert len(sheets) > before


@pytest.mark.parametrize("endless", [b"\x1dv0\x00\x08\x00\x08\x00" + bytes(64) + b"a", b"\x1c&"])
def test_a_ticket_that_never_ends_keeps_no_more_than_a_roll_has(monkeypatch, endless):
    monkeypatch.setattr("drivers.virtual.sheet._MOST_BYTES", 1_000)
    mechanism, _, sheets = bench(PROFILES[0])
    mechanism.receive(b"A001\n" + endless * (4_000 // len(endless)) + b"\n" + CUT)
    mechanism.receive(b"A002\n" + CUT)
    assert len(sheets[0].data) <= 1_100
    assert bytes(sheets[-1].data) == b"A002\n" + CUT
