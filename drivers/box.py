"""The box itself: its names of devices, its address, its clock, and whether a server can be reached."""

from __future__ import annotations

import errno
import fcntl
import socket
import struct
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.box_network import FILE, BoxNetwork, networkd, timesyncd
from kiosk.commissioning.record import write_bytes

_ADDRESS, _MASK = 0x8915, 0x891B
"""SIOCGIFADDR and SIOCGIFNETMASK of linux/sockios.h."""
_PATIENCE_S = 3.0
_PORTS = {"http": 80, "https": 443}
_FOR_PRINTERS = ("printer", "usblp", "port-", "serial-")


@dataclass(frozen=True, slots=True)
class LinuxBox:
    """A Debian with systemd, seen by somebody who may not touch it: what needs more is left in a folder."""

    orders: Path | None = None
    """Read by /usr/lib/lobby/setup-box, which sees the devices and sets the clock."""
    root: Path = Path("/")

    def links(self) -> list[str]:
        """Every name under which udev knows something that may be a printer."""
        names = [name for name in self._names() if name.startswith(_FOR_PRINTERS)]
        usb = {name: f"usb:/dev/lobby/{name}" if name.startswith("usblp") else "" for name in names}
        return [usb[name] or f"/dev/lobby/{name}" for name in names]

    def _names(self) -> list[str]:
        if self.orders is not None:
            with suppress(OSError):
                return sorted((self.orders / "links").read_text("utf-8").split())
        return sorted(each.name for each in (self.root / "dev" / "lobby").glob("*"))

    def facts(self, server: str) -> dict[str, Any]:
        """What a technician wants to know of network and clock."""
        return {
            "name": socket.gethostname(),
            "addresses": _addresses(self.root),
            "cable": _cable(self.root),
            "gateway": _gateway(self.root),
            "fixed": (self.root / "etc/systemd/network" / FILE).exists(),
            "time": datetime.now(UTC).isoformat(),
            "synchronised": (self.root / "run/systemd/timesync/synchronized").exists(),
            "server": server,
            "reached": _reached(server) if server else None,
        }

    def set_network(self, network: BoxNetwork) -> None:
        """Have written what systemd-networkd and systemd-timesyncd read."""
        if self.orders is None or not (self.root / "run/systemd/netif").is_dir():
            raise OSError(errno.EOPNOTSUPP, "systemd-networkd does not run: set the address as this box does")
        write_bytes(self.orders / "network", networkd(network).encode())
        write_bytes(self.orders / "clocks", timesyncd(network).encode())

    def set_clock(self, moment: datetime) -> None:
        """Have the system's clock set, and the one on its battery."""
        if self.orders is None:
            raise PermissionError(errno.EPERM, "this process may not set the clock")
        write_bytes(self.orders / "clock", str(int(moment.timestamp())).encode())


def _addresses(root: Path) -> list[str]:
    """Each as 192.168.1.20/24, less the box's own loop."""
    found = []
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        # Not if_nameindex(), which asks by netlink: the service that runs this may not.
        for name in sorted(each.name for each in (root / "sys/class/net").glob("*")):
            if name == "lo":
                continue
            with suppress(OSError):
                own, mask = (_asked(asking, question, name) for question in (_ADDRESS, _MASK))
                found.append(f"{socket.inet_ntoa(own)}/{int.from_bytes(mask, 'big').bit_count()}")
    return found


def _asked(asking: socket.socket, question: int, name: str) -> bytes:
    said = fcntl.ioctl(asking.fileno(), question, struct.pack("256s", name.encode()[:15]))
    return said[20:24]


def _cable(root: Path) -> bool:
    """Whether any line but the loop has a signal."""
    for folder in (root / "sys/class/net").glob("*"):
        with suppress(OSError):
            if folder.name != "lo" and (folder / "carrier").read_text().strip() == "1":
                return True
    return False


def _gateway(root: Path) -> str:
    with suppress(OSError, ValueError):
        for line in (root / "proc/self/net/route").read_text().splitlines()[1:]:
            words = line.split()
            if words[1] == "00000000":
                return socket.inet_ntoa(struct.pack("<I", int(words[2], 16)))
    return ""


def _reached(server: str) -> bool:
    """Whether anybody listens there; nothing is sent."""
    try:
        parts = urlsplit(server)
        place = (parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 443))
        socket.create_connection(place, _PATIENCE_S).close()
    except (OSError, ValueError):
        return False
    return True
