"""The virtual printer as a program of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from config.profile import PrinterProfile
from drivers.virtual.faults import Fault, FaultSpecError, parse_faults
from drivers.virtual.printer import VirtualPrinter, Wire
from drivers.virtual.tcp_wire import AddressError, TcpWire, parse_address
from drivers.virtual.tray import Tray
from drivers.virtual.wire import PtyWire
from printer.operations import Operation
from printer.picture import draw, on_paper

SLOWEST, FASTEST = 300, 4_000_000
"""Baud."""


def run(
    wire: Path | Wire,
    out: Path,
    profile: PrinterProfile,
    baud: int | None,
    faults: Iterable[Fault],
    until: Callable[[], object],
    on_picture: Callable[[Path], None] = lambda _: None,
) -> None:
    """Be a printer at `wire` until `until` returns, with a picture of each ticket in `out`."""
    tray = Tray(out, partial(png, profile), on_picture)
    with VirtualPrinter(wire, tray, profile, baud=baud, faults=faults):
        until()


class BadWishError(ValueError):
    """A printer that nobody can be, a sentence for each reason."""


def wishes(
    link: Path | None, address: str | None, baud: int | None, faults: Iterable[str]
) -> tuple[PtyWire | TcpWire, tuple[Fault, ...]]:
    """The wire and the faults that were asked for; BadWishError tells all that is wrong at once."""
    wrong: list[str] = []
    wire: PtyWire | TcpWire | None = PtyWire(link) if link else None
    found: tuple[Fault, ...] = ()
    try:
        wire = wire or TcpWire(*parse_address(address or ""))
    except AddressError as error:
        wrong.append(str(error))
    if baud is not None and not SLOWEST <= baud <= FASTEST:
        wrong.append(
            f"The speed {baud} is none of a serial line: it must be from {SLOWEST} to {FASTEST} baud."
        )
    try:
        found = parse_faults(faults)
    except FaultSpecError as error:
        wrong.append(str(error))
    if wrong or wire is None:
        raise BadWishError("\n".join(wrong))
    return wire, found


def png(profile: PrinterProfile, operations: Sequence[Operation]) -> bytes:
    """The paper that comes out, one pixel a dot."""
    sheet = draw(operations, profile)[0]
    file = io.BytesIO()
    on_paper(sheet, profile).save(file, "PNG")
    return file.getvalue()
