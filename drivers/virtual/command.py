"""The virtual printer as a program of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from config.profile import PrinterProfile
from drivers.virtual.faults import Fault
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from printer.operations import Operation
from printer.picture import draw, on_paper


def run(
    link: Path,
    out: Path,
    profile: PrinterProfile,
    baud: int | None,
    faults: Iterable[Fault],
    until: Callable[[], object],
    on_picture: Callable[[Path], None] = lambda _: None,
) -> None:
    """Be a printer until `until` returns: its port under `link`, a picture of each ticket in `out`."""
    tray = Tray(out, partial(png, profile), on_picture)
    with VirtualPrinter(link, tray, profile, baud=baud, faults=faults):
        until()


def png(profile: PrinterProfile, operations: Sequence[Operation]) -> bytes:
    """The paper that comes out, one pixel a dot."""
    sheet = draw(operations, profile)[0]
    file = io.BytesIO()
    on_paper(sheet, profile).save(file, "PNG")
    return file.getvalue()
