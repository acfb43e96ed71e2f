"""The chores of the night and the morning, as findings: the copy of the store, the archive, the self-test."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.devices import own_devices
from kiosk.upkeep import ARCHIVE, BACKUP
from ui.cli.setting import Setting
from ui.upkeep.part import Part

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.evolve import Device

_TOO_OLD = timedelta(days=3)
_COMMANDS = {"backup": "`kiosk backup DIR`", "archive": "`kiosk archive run`"}


def chores(here: Setting) -> list[Part]:
    """Those that were ever done here; the last self-test is no finding of itself."""
    with closing(here.store()) as store, store.read() as cursor:
        known = own_devices(here.site(store), cursor)
    now = here.clock()
    return [_part(known[name], now) for name in (BACKUP, ARCHIVE) if name in known]


def _part(done: Device, now: datetime) -> Part:
    found = {"state": done.state, "since": done.since.isoformat()}
    if done.state != "ok":
        return Part(done.id, fine=False, says=done.detail, found=found)
    if now - done.since > _TOO_OLD:
        says = f"The last was at {done.since:%Y-%m-%d %H:%M}; it is due each night: try {_COMMANDS[done.id]}."
        return Part(done.id, fine=False, says=says, found=found)
    return Part(done.id, fine=True, says=done.detail, found=found)
