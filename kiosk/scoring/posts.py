"""Who may do what at the scoring server: a manager of one unit, an inspector of all, an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.scoring.keys import require_unit
from kiosk.staff import Role, Staff
from kiosk.store import Store


class Office(StrEnum):
    """What a post allows; each may do all that the ones before it may."""

    MANAGER = "manager"
    """Sees and works on the cases of their own unit; appeals for its people."""
    INSPECTOR = "inspector"
    """Inspects and judges every unit; writes the ledger."""
    ADMINISTRATOR = "administrator"
    """Decides appeals and waivers, and what follows from the points."""

    def may(self, needed: Office) -> bool:
        """Whether this office is enough where `needed` is asked for."""
        ranks = tuple(Office)
        return ranks.index(self) >= ranks.index(needed)


_ROLES = {
    Office.MANAGER: Role.MANAGER,
    Office.INSPECTOR: Role.MANAGER,
    Office.ADMINISTRATOR: Role.ADMINISTRATOR,
}
"""The account's own role, as branches know it."""


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody, and what they are."""

    name: str
    office: Office
    unit: str
    """Of a manager; empty for those who see every unit."""

    def sees(self, unit: str) -> bool:
        return not self.unit or self.unit == unit


class Posts:
    """Everybody who may sign in."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._staff = Staff(store, clock)

    def add(self, name: str, office: Office, secret: str, unit: str = "") -> Post:
        """Somebody new; a manager is one of a unit, the others of none."""
        if (office is Office.MANAGER) != bool(unit):
            raise LobbyError("A manager has a unit, given with --unit; the others have none.")
        if unit:
            with self._store.read() as cursor:
                require_unit(cursor, unit)
        account = self._staff.add(name, _ROLES[office], secret)
        with self._store.write() as cursor:
            cursor.run(
                "INSERT INTO post (name, office, unit) VALUES (?, ?, ?)", account.name, office.value, unit
            )
        return Post(account.name, office, unit)

    def find(self, name: str) -> Post | None:
        """What somebody is; None for an account that was left without a post."""
        with self._store.read() as cursor:
            row = cursor.one("SELECT office, unit FROM post WHERE name = ?", name)
        return Post(name, Office(row[0]), row[1]) if row else None

    def all(self) -> list[Post]:
        with self._store.read() as cursor:
            rows = cursor.all("SELECT name, office, unit FROM post ORDER BY name")
        return [Post(name, Office(office), unit) for name, office, unit in rows]

    def change_secret(self, name: str, secret: str) -> None:
        self._staff.change_secret(name, secret)

    def remove(self, name: str) -> None:
        """Somebody has left; what they wrote stays."""
        self._staff.remove(name)
