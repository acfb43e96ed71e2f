"""A logo stored over a real line: once, by the printer's own word, and only in a printer that is well."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import LogoWay, PrinterProfile, load_profile
from drivers.commissioning import NotStored, store_logo
from drivers.link import LinkGone
from drivers.serial_link import SerialLink
from drivers.virtual.faults import parse_faults
from drivers.virtual.nv_memory import FILE
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from printer.logo import LIST, Logo, printing, storing
from printer.operations import PrintKept, Raster
from tests.drivers.benches import eventually

LOGO = Logo(64, 16, bytes(range(1, 129)))
KEYS = {LogoWay.GRAPHICS: b"01", LogoWay.BIT_IMAGE: b"\x01"}


def hasty() -> float:
    """A clock on which nobody is waited for long."""
    return time.monotonic() * 10


def dots(operations) -> bytes:
    return b"".join(one.data for one in operations if isinstance(one, Raster))


class Bench:
    """A virtual printer of one kind, and the logo sent to it by the profile of another."""

    def __init__(self, folder: Path, real: PrinterProfile, *faults: str) -> None:
        self.folder, self.begun, self.paused = folder, 0, list[float]()
        tray = Tray(folder / "tray", dots)
        self.virtual = VirtualPrinter(folder / "port", tray, real, faults=parse_faults(faults))

    def store(self, said: PrinterProfile, clock=time.monotonic) -> None:
        link = SerialLink(str(self.folder / "port"))
        store_logo(link, said, LOGO, sending=self._sending, clock=clock, pause=self.paused.append)

    def _sending(self) -> None:
        self.begun += 1

    def stored(self, way: LogoWay) -> Raster | None:
        return self.virtual.mechanism.memory.found(PrintKept(KEYS[way]))

    def papers(self) -> list[Path]:
        return sorted((self.folder / "tray").glob("*.png"))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    with ExitStack() as stack:

        def make(real: PrinterProfile, *faults: str) -> Bench:
            made = Bench(tmp_path, real, *faults)
            stack.enter_context(made.virtual)
            return made

        yield make


def quickly(profile_id: str, **changes) -> PrinterProfile:
    return replace(load_profile(profile_id), speed_mm_s=500, **changes)


@pytest.mark.parametrize("profile_id", ["generic-80", "latin-80", "xprinter-80", "generic-58"])
def test_it_is_stored_once_and_printed_once_from_the_memory(bench, profile_id):
    profile = quickly(profile_id)
    made = bench(profile)
    made.store(profile)
    assert (made.begun, made.stored(profile.logo).data) == (1, LOGO.rows)
    eventually(lambda: len(made.papers()) == 1)
    assert made.papers()[0].read_bytes() == LOGO.rows
    paper = made.papers()[0].with_suffix(".bin").read_bytes()
    assert printing(profile.logo) in paper
    assert storing(LOGO, profile.logo) not in paper


def test_a_printer_that_starts_anew_behind_it_is_given_time(bench):
    profile = quickly("generic-58")
    made = bench(profile)
    made.store(profile)
    assert made.paused == [5.0]


def test_the_memory_outlives_power_and_the_program(tmp_path):
    profile = quickly("generic-80")
    made = Bench(tmp_path, profile)
    with made.virtual:
        made.store(profile)
        made.virtual.hands.cut_power()
        made.virtual.hands.restore_power()
        assert made.stored(profile.logo).data == LOGO.rows
    assert (tmp_path / "tray" / FILE).exists()
    again = Bench(tmp_path, profile)
    with again.virtual:
        assert again.stored(profile.logo).data == LOGO.rows


@pytest.mark.parametrize("fault", ["paper-out", "cover-open", "silent"])
def test_nothing_is_sent_to_a_printer_that_is_not_well(bench, fault):
    profile = quickly("generic-80")
    made = bench(profile, fault)
    with pytest.raises(NotStored, match=r"Nothing was sent\."):
        made.store(profile, hasty)
    assert (made.begun, made.stored(profile.logo)) == (0, None)


def test_a_printer_of_another_kind_is_found_out(bench):
    made = bench(quickly("xprinter-80"))
    with pytest.raises(NotStored, match="did not say that it has it"):
        made.store(quickly("generic-80"), hasty)
    assert made.begun == 1


def test_paper_that_ends_during_the_test_print_leaves_it_unsure(bench):
    profile = quickly("generic-80")
    made = bench(profile, f"paper-out@{len(storing(LOGO, profile.logo) + LIST) + 3}")
    with pytest.raises(NotStored, match="test print"):
        made.store(profile, hasty)


def test_a_printer_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LinkGone, match="nothing is plugged in"):
        Bench(tmp_path, quickly("generic-80")).store(quickly("generic-80"))
