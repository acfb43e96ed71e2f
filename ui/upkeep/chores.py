"""The chores of the night and the morning, as findings: the copy of the store, the archive, the self-test."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.devices import own_devices
from kiosk.finding import Finding, finding, record_in
from kiosk.going_back import SET_ASIDE
from kiosk.upkeep import ARCHIVE, BACKUP, UPDATE
from ui.cli.setting import Setting
from ui.upkeep.part import Part, to_do, well

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
    return [_part(known[name], now) for name in (BACKUP, ARCHIVE, UPDATE) if name in known]


def _part(done: Device, now: datetime) -> Part:
    found = {"state": done.state, "since": done.since.isoformat()}
    if done.state != "ok" and not was_read(done, now):
        return to_do(done.id, *_kept(done), **found)
    if done.id in _COMMANDS and now - done.since > _TOO_OLD:
        old = finding("doctor.chore_old", at=f"{done.since:%Y-%m-%d %H:%M}", command=_COMMANDS[done.id])
        return to_do(done.id, old, **found)
    return well(done.id, *_kept(done), **found)


def was_read(done: Device, now: datetime) -> bool:
    """Whether it told of a store that was set aside, and staff had a day to read it."""
    record = record_in(done.detail) if done.state != "ok" else None
    if record is None or all(each.phrase != SET_ASIDE for each in record.found):
        return False
    return f"{now:%Y-%m-%d}" > record.at


def _kept(done: Device) -> tuple[Finding, ...]:
    """What the chore left in the log, with when it was."""
    record = record_in(done.detail)
    if record is None:
        return (finding("doctor.words", words=done.detail),)
    return (finding("doctor.at", at=record.at), *record.found)
