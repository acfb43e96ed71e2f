"""A demonstration happens at an hour when the branch serves, with staff of its own."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from config.schema import Customers
from kiosk.errors import LobbyError
from kiosk.hours import Openness, opening
from kiosk.site import Site
from kiosk.staff import Role, Staff

_INTO_THE_DAY = timedelta(minutes=30)
_PIN_DIGITS = 6


def demo_staff(staff: Staff) -> dict[str, str]:
    """A manager and a teller with fresh PINs, which nothing but this terminal ever shows."""
    known = {account.name for account in staff.all()}
    return {role.value: _welcome(staff, role, known) for role in (Role.MANAGER, Role.TELLER)}


def _welcome(staff: Staff, role: Role, known: set[str]) -> str:
    while True:
        pin = f"{secrets.randbelow(10**_PIN_DIGITS):0{_PIN_DIGITS}}"
        # A PIN that anybody would try first is not taken: draw another.
        with suppress(LobbyError):
            if role.value in known:
                staff.change_secret(role.value, pin)
            else:
                staff.add(role.value, role, pin)
            return pin


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
