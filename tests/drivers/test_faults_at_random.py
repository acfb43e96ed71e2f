"""Tickets under a fault at any byte: what came out and what is believed of it must agree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.virtual.faults import FaultKind
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.print_job import PrintState
from printer.escpos import fence
from tests.drivers.benches import CUT, QUICK, Bench, quick, running, ticket, words

F = FaultKind
HARMFUL = [F.PAPER_OUT, F.COVER_OPEN, F.CUTTER, F.UNPLUG, F.SILENT, F.POWER_CUT, F.NEAR_END]
SIZE = len(ticket("A001")) + len(CUT) + 2 * len(fence(b"P001"))


@contextmanager
def working() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        virtual = VirtualPrinter(place / "port", Tray(place / "tray", words), quick(), outage_s=0.15)
        thermal = ThermalPrinter(SerialLink(str(place / "port")), quick(), lambda _: None, QUICK)
        with virtual, running(thermal):
            yield Bench(virtual, thermal, place / "tray")


def mend(on: Bench) -> None:
    on.hands.refill()
    on.hands.free_cutter()
    on.hands.speak()
    on.hands.replug()


@settings(max_examples=20)
@given(st.sampled_from(HARMFUL), st.integers(0, SIZE))
def test_paper_and_belief_agree_whatever_fails_at_whatever_byte(kind, at):
    with working() as on:
        on.await_ready()
        on.hands.break_after(at, kind)
        told = on.print("A001").state
        mend(on)
        on.await_ready()
        assert on.print("A002").state is PrintState.CUT
        on.virtual.tray.stop()
        papers = on.papers(1)
        whole = [paper for paper in papers if paper == words_of("A001")]
        assert papers[-1] == words_of("A002")
        assert all(b"A002" not in paper for paper in papers[:-1])
        assert len(whole) <= 1
        if told is PrintState.CUT:
            assert whole
        if told is PrintState.FAILED:
            assert len(papers) == 1


def words_of(label: str) -> bytes:
    return label.encode() + b"please wait" * 30
