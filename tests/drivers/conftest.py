"""Benches for tests that print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.profile import PrinterProfile
from drivers.printer_health import PrinterHealth
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.virtual.faults import parse_faults
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from tests.drivers.benches import QUICK, Bench, quick, running, words


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """Makes a bench; `faults` as the virtual printer's command takes them."""
    with ExitStack() as stack:

        def make(*faults: str, profile: PrinterProfile | None = None, draw=words, **more) -> Bench:
            line = {"flow": more.pop("flow", "none"), "baud": more.pop("link_baud", 115_200)}
            timings = more.pop("timings", QUICK)
            profile = profile or quick()
            virtual = VirtualPrinter(
                tmp_path / "port",
                Tray(tmp_path / "tray", draw),
                profile,
                faults=parse_faults(faults),
                **{"outage_s": 0.3, **more},
            )
            told: list[PrinterHealth] = []
            link = SerialLink(str(tmp_path / "port"), **line)
            thermal = ThermalPrinter(link, profile, told.append, timings)
            stack.enter_context(virtual)
            stack.enter_context(running(thermal))
            return Bench(virtual, thermal, tmp_path / "tray", told)

        yield make


@pytest.fixture
def thermal_at() -> Callable[[Path], object]:
    """The driver alone, at a port of the test's own making."""
    return lambda port: running(ThermalPrinter(SerialLink(str(port)), quick(), lambda _: None, QUICK))
