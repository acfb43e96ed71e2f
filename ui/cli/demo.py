"""A demonstration happens at an hour when the branch serves, whatever the hour outside."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.schema import Customers
from kiosk.hours import Openness, opening
from kiosk.site import Site

_INTO_THE_DAY = timedelta(minutes=30)


def demo_shift(site: Site) -> timedelta:
    """How far to move a true clock: to an hour when the branch serves, never behind what was recorded."""
    now = site.clock()
    return _open_moment(site, max(now, _last_recorded(site) or now)) - now


def _open_moment(site: Site, moment: datetime) -> datetime:
    hours = opening(site.branch.hours, Customers.PERSONAL, moment, site.holidays)
    if hours.state is Openness.OPEN or hours.opens_at is None:
        return moment
    return hours.opens_at + _INTO_THE_DAY


def _last_recorded(site: Site) -> datetime | None:
    with site.store.read() as cursor:
        found = cursor.one("SELECT mark FROM event ORDER BY seq DESC LIMIT 1")
    return datetime.fromisoformat(found[0]) if found else None
