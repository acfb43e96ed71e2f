"""What stands in a `link`: which way a device is plugged in, read without opening anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from ipaddress import ip_address

from config.fault import Fault

RAW_PORT = 9_100
"""Where printers on a network take bytes as they are."""
_TCP, _USB_PREFIX = "tcp:", "usb:"
_ADDRESS = re.compile(r"tcp:(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::(?P<port>\d{1,5}))?", re.ASCII)
_USB = re.compile(r".*/lp\d+|.*/usblp.*")
_PORT_MOST = 65_535
_PATH = "a path from / on, such as /dev/ttyUSB0"
_TCP_FORM = f"tcp:HOST:PORT, the host in numbers and a port from 1 to {_PORT_MOST}"


class Way(Enum):
    """How bytes travel."""

    SERIAL = auto()
    USB = auto()
    TCP = auto()


@dataclass(frozen=True, slots=True)
class Plug:
    """Where something is plugged in: a path, or a host and a port."""

    way: Way
    path: str = ""
    host: str = ""
    port: int = 0


class LinkMisnamedError(ValueError):
    """A link that nobody can open; `bound` is the form that it must have."""

    def __init__(self, link: str, bound: str) -> None:
        super().__init__(f"The link {link!r} cannot be opened; it must be {bound}.")
        self.bound = bound


def plug_of(link: str) -> Plug:
    """/dev/ttyUSB0 is a serial port, /dev/usb/lp0 a printer on USB, tcp:HOST:9100 one on the network.

    usb:PATH is a printer on USB under a name that does not tell, such as one given by udev.
    """
    if link.startswith(_TCP):
        return _tcp(link)
    way = Way.USB if link.startswith(_USB_PREFIX) or _USB.fullmatch(link) else Way.SERIAL
    return Plug(way, link.removeprefix(_USB_PREFIX))


def printer_link_faults(file: str, key: str, link: str) -> Iterator[Fault]:
    """What is wrong with the link of a printer; it may be any of the three ways."""
    try:
        plug = plug_of(link)
    except LinkMisnamedError as misnamed:
        yield Fault(file, key, link, misnamed.bound)
        return
    if plug.way is not Way.TCP and not _is_path(plug.path):
        yield Fault(file, key, link, f"{_PATH}, usb:PATH, or {_TCP_FORM}")


def path_faults(file: str, key: str, link: str) -> Iterator[Fault]:
    """What is wrong with the link of anything else: it is a serial port or an event device."""
    if not _is_path(link):
        yield Fault(file, key, link, _PATH)


def _is_path(text: str) -> bool:
    return text.startswith("/") and not text.endswith("/") and text.isprintable()


def _tcp(link: str) -> Plug:
    found = _ADDRESS.fullmatch(link)
    host, port = (found["host"].strip("[]"), int(found["port"] or RAW_PORT)) if found else ("", 0)
    if not (_is_number(host) and 0 < port <= _PORT_MOST):
        raise LinkMisnamedError(link, f"{_TCP_FORM}, as tcp:192.168.1.50:{RAW_PORT}")
    return Plug(Way.TCP, host=host, port=port)


def _is_number(host: str) -> bool:
    """A name is none: whoever had to be asked for its number might not answer for minutes."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
