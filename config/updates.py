"""Where a box of the disk image takes a new system from besides a stick, and when it goes over to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from config.bounds import Length
from config.fault import Fault
from config.files import UPDATES
from config.own_file import OwnFile

_SERVER = re.compile(r"https://[A-Za-z0-9.\[\]:-]{1,120}(/[A-Za-z0-9._~/-]{0,120})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Updates:
    """What is taken is signed by the bank wherever it comes from; a package of Debian's is not meant."""

    server: Annotated[str, Length(0, 250)] = ""
    """The folder at the bank's server where SHA256SUMS lies, asked each night; empty asks nobody."""
    restart_by_night: bool = True
    """Whether a box that has a new system starts into it by itself, at night and while it is closed."""


def _faults(updates: Updates) -> Iterator[Fault]:
    if updates.server and not _SERVER.fullmatch(updates.server):
        yield Fault(UPDATES, "server", updates.server, 'an address such as "https://10.0.0.7/lobby", or ""')


_FILE = OwnFile(Updates, UPDATES, _faults)
load_updates, usable_updates, gather_updates = _FILE.load, _FILE.usable, _FILE.gather
