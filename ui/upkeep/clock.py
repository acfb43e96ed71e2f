"""The clock as a finding: judged at this moment by what the store knows, and what to type about it."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from kiosk import rows
from kiosk.business_day import BELIEVABLE_GAP, Doubt, business_date, doubt, is_ahead
from kiosk.devices import own_devices
from kiosk.finding import Finding, finding
from kiosk.journal import CLOCK
from ui.cli.setting import Setting
from ui.upkeep.part import Part, to_do, well

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def clock(here: Setting) -> Part:
    """Whether the clock fits what was written down last, and was not doubted since."""
    now = here.clock()
    with closing(here.store()) as store, store.read() as cursor:
        mark = rows.last_event(cursor)[1]
        known = own_devices(here.site(store), cursor).get(CLOCK)
        day = rows.open_day(cursor)
    found = {"now": now.isoformat(), **_set_by_network()}
    if day and not doubt(now, None) and is_ahead(date.fromisoformat(day), now, here.branch.hours.cutoff):
        today = business_date(now, here.branch.hours.cutoff)
        ahead = finding("doctor.day_ahead", now=_said(now), day=day)
        return to_do("clock", ahead, finding("doctor.day_back", today=today.isoformat()), **found)
    if wrong := doubt(now, mark):
        return to_do("clock", *_doubted(wrong, now, mark), **found)
    if known and known.state != "ok":
        told = finding("doctor.clock_was_doubted", now=_said(now), since=_said(known.since))
        return to_do("clock", told, **found)
    return well("clock", finding("doctor.clock_fine", now=f"{now:%Y-%m-%d %H:%M:%S}"), **found)


def _doubted(wrong: Doubt, now: datetime, mark: datetime | None) -> tuple[Finding, ...]:
    if mark is None or wrong is Doubt.UNLIKELY:
        return (finding("doctor.clock_unlikely", now=_said(now)),)
    if wrong is Doubt.BEHIND:
        told = finding("doctor.clock_behind", now=_said(now), mark=_said(mark.astimezone(now.tzinfo)))
    else:
        gap = BELIEVABLE_GAP.days
        told = finding("doctor.clock_ahead", now=_said(now), mark=_said(mark), days=gap)
    return told, finding("doctor.clock_believe")


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _set_by_network() -> dict[str, bool]:
    """Whether the network has set the clock since the box started; nothing where no such service runs."""
    if not _SYNCHRONISED.parent.is_dir():
        return {}
    return {"synchronised": _SYNCHRONISED.exists()}
