"""Which logo a box's printer has stored: noted in the data folder before it is sent, and when it is in."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from config.durable import put
from config.profile import PrinterProfile
from printer.logo import Logo

_FILE = "logo.json"
MOST_WRITES = 10
"""...within a day: so many a printer's memory is built for (Epson, NV graphics)."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StoredLogo:
    """The logo that was last sent to the printer."""

    logo: Logo
    profile: str
    """The kind of printer it was sent to."""
    sure: bool
    """Whether the printer said that it has it."""
    writes: tuple[datetime, ...]
    """When its memory was written, of the last day at least."""

    def writes_before(self, now: datetime) -> int:
        """How often its memory was written in the last day."""
        return sum(now - _DAY < at for at in self.writes)


def noted(data: Path) -> StoredLogo | None:
    """What is noted in a data folder; None if nothing is, or nothing that can be read."""
    try:
        return _understood(json.loads((data / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def sure_logo(data: Path) -> Logo | None:
    """The logo that a printer said it has."""
    found = noted(data)
    return found.logo if found and found.sure else None


def logo_in(data: Path, profile: PrinterProfile) -> Logo | None:
    """The same, if it was a printer of this kind."""
    found = noted(data)
    return found.logo if found and found.sure and found.profile == profile.id else None


def note_sending(data: Path, logo: Logo, profile: PrinterProfile, now: datetime) -> None:
    """The logo is about to be sent: until it is sure, tickets go without one."""
    before = noted(data)
    writes = tuple(at for at in before.writes if now - _DAY < at) if before else ()
    _keep(data, StoredLogo(logo, profile.id, sure=False, writes=(*writes, now)))


def note_stored(data: Path) -> None:
    """The printer has what was sent last."""
    found = noted(data)
    if found:
        _keep(data, replace(found, sure=True))


def _understood(kept: dict[str, object]) -> StoredLogo:
    wide, tall, rows = int(str(kept["wide"])), int(str(kept["tall"])), b64decode(str(kept["rows"]))
    if wide * tall != len(rows) * 8:
        raise ValueError
    writes = kept["writes"]
    times = tuple(map(datetime.fromisoformat, map(str, writes))) if isinstance(writes, list) else ()
    return StoredLogo(Logo(wide, tall, rows), str(kept["profile"]), kept["sure"] is True, times)


def _keep(data: Path, stored: StoredLogo) -> None:
    """Whole or not at all, and on the disk before anything is sent."""
    logo = stored.logo
    kept = {
        "wide": logo.wide,
        "tall": logo.tall,
        "rows": b64encode(logo.rows).decode(),
        "profile": stored.profile,
        "sure": stored.sure,
        "writes": [at.isoformat() for at in stored.writes],
    }
    data.mkdir(parents=True, exist_ok=True)
    put(data / _FILE, json.dumps(kept).encode())
