"""Noise that happens to be an XOFF must not keep a sound printer from being asked for ever."""

from __future__ import annotations

import pytest

from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import eventually

XOFF = b"\x13"
SAYS_OPEN, SAYS_OUT = bytes.fromhex("3c 00 00 0f"), bytes.fromhex("1c 00 0c 0f")


def test_a_stray_xoff_is_a_state_that_is_left_again(bench) -> None:
    on = bench(flow="xonxoff")
    on.await_ready()
    on.virtual.order(lambda: on.virtual.babble(XOFF))
    on.await_state(PrinterState.SILENT)
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT


@pytest.mark.parametrize(
    ("noise", "state"), [(SAYS_OPEN, PrinterState.COVER_OPEN), (SAYS_OUT, PrinterState.PAPER_OUT)]
)
def test_noise_that_looks_like_trouble_before_an_xoff_is_a_state_that_is_left_again(bench, noise, state):
    on = bench(flow="xonxoff")
    on.await_ready()
    # Where an honest answer was on its way behind it, it was refuted before anybody was told: once more then.
    while state not in [health.state for health in on.told]:
        on.await_ready()
        told = len(on.told)
        on.virtual.order(lambda: on.virtual.babble(noise + XOFF))
        eventually(lambda told=told: len(on.told) > told)
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT
