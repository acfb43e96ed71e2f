"""Which way a printer is plugged in, by what stands in `link`."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

from drivers.serial_link import SerialLink
from drivers.tcp_link import RAW_PORT, TcpLink
from drivers.usb_link import UsbLink

if TYPE_CHECKING:
    from config.schema import Printer
    from drivers.link import Link

_TCP, _USB_PREFIX = "tcp:", "usb:"
_ADDRESS = re.compile(r"tcp:(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::(?P<port>\d{1,5}))?")
_USB = re.compile(r".*/lp\d+|.*/usblp.*")
_PORT_MOST = 65_535


class LinkMisnamedError(ValueError):
    """A link that nobody can open, in a sentence."""


def link_to(printer: Printer) -> Link:
    """/dev/ttyUSB0 is a serial port, /dev/usb/lp0 a printer on USB, tcp:HOST:9100 one on the network.

    usb:PATH is a printer on USB under a name that does not tell, such as one given by udev.
    """
    if printer.link.startswith(_TCP):
        return _tcp(printer.link)
    if printer.link.startswith(_USB_PREFIX):
        return UsbLink(printer.link.removeprefix(_USB_PREFIX))
    return UsbLink(printer.link) if _USB.fullmatch(printer.link) else SerialLink.to(printer)


def _tcp(link: str) -> TcpLink:
    found = _ADDRESS.fullmatch(link)
    host, port = (found["host"].strip("[]"), int(found["port"] or RAW_PORT)) if found else ("", 0)
    if not (_is_number(host) and 0 < port <= _PORT_MOST):
        raise LinkMisnamedError(
            f"The printer's link {link!r} is no address; write tcp:HOST:PORT, the host in numbers"
            f" and a port from 1 to {_PORT_MOST}, as tcp:192.168.1.50:{RAW_PORT}."
        )
    return TcpLink(host, port)


def _is_number(host: str) -> bool:
    """A name is none: whoever had to be asked for its number might not answer for minutes."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
