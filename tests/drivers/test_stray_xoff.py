"""Noise that happens to be an XOFF must not keep a sound printer from being asked for ever."""

from __future__ import annotations

from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState


def test_a_stray_xoff_is_a_state_that_is_left_again(bench) -> None:
    on = bench(flow="xonxoff")
    on.await_ready()
    on.virtual.order(lambda: on.virtual.babble(b"\x13"))
    on.await_state(PrinterState.SILENT)
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT
