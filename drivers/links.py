"""The link that a printer is plugged in by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from config.links import LinkMisnamedError, Way, plug_of
from drivers.link import LinkGone
from drivers.serial_link import SerialLink
from drivers.tcp_link import TcpLink
from drivers.usb_link import UsbLink

if TYPE_CHECKING:
    from config.schema import Printer
    from drivers.deadline import Deadline
    from drivers.link import Link


def link_to(printer: Printer) -> Link:
    """Not opened yet; one that nobody can open leads nowhere, and says why."""
    try:
        plug = plug_of(printer.link)
    except LinkMisnamedError as misnamed:
        return Nowhere(printer.link, str(misnamed))
    match plug.way:
        case Way.TCP:
            return TcpLink(plug.host, plug.port)
        case Way.USB:
            return UsbLink(plug.path)
        case Way.SERIAL:
            return SerialLink.to(printer)


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A link that is no link: the printer at it is absent until it is written right."""

    name: str
    why: str
    bytes_per_s: float = 1.0

    def open(self) -> None:
        """Never."""
        self._gone()

    def fileno(self) -> int:
        """There is none."""
        self._gone()

    def read(self) -> bytes:
        """Nothing comes."""
        self._gone()

    def write(self, data: bytes, deadline: Deadline) -> None:  # noqa: ARG002
        """Nothing goes."""
        self._gone()

    def discard(self) -> None:
        """Nothing is on its way."""

    def insist(self) -> None:
        """Nobody asked to wait."""

    def close(self) -> None:
        """It was never open."""

    def _gone(self) -> NoReturn:
        raise LinkGone(self.why)
