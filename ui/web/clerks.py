"""Who asks the lobby for the pages: crews for staff, for customers, and for whoever signs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from config.schema import Branch
from kiosk.clock import Clock
from kiosk.hours import Holidays, no_holidays
from kiosk.lobby import Lobby
from kiosk.sessions import Sessions
from kiosk.staff import Staff
from kiosk.store import Store
from ui.web.crew import Crews

_CLERKS = 4
_MOST_WAITING = 400
_GUIDES = 2
_MOST_CUSTOMERS = 200
"""Customers' phones have people of their own: a crowd of them must not keep staff waiting."""
_DOORKEEPERS = 2
"""Each check of a PIN takes 19 MiB and 80 ms: never more than so many at once."""
_MOST_AT_THE_DOOR = 20

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Site:
    """Which branch the pages are of, and how to reach its memory."""

    branch: Branch
    store: Callable[[], Store]
    clock: Clock
    holidays: Holidays = no_holidays


@dataclass(frozen=True, slots=True)
class Clerk:
    """What one thread works with."""

    store: Store
    lobby: Lobby
    staff: Staff
    sessions: Sessions


class Clerks:
    """Ask them for anything that touches the store."""

    def __init__(self, site: Site, on_broken: Callable[[], None] = lambda: None) -> None:
        self._crews = Crews(site.store, partial(_clerk_of, site), on_broken, host="box")
        self._counter = self._crews.crew("clerk", _CLERKS, _MOST_WAITING)
        self._hall = self._crews.crew("guide", _GUIDES, _MOST_CUSTOMERS)
        self._door = self._crews.crew("doorkeeper", _DOORKEEPERS, _MOST_AT_THE_DOOR)

    async def ask(self, deed: Callable[[Clerk], _T]) -> _T:
        """What a deed answers, done by the next clerk who is free."""
        return await self._crews.do(self._counter, deed)

    async def ask_guide(self, deed: Callable[[Clerk], _T]) -> _T:
        """Like `ask`, for customers."""
        return await self._crews.do(self._hall, deed)

    async def ask_doorkeeper(self, deed: Callable[[Clerk], _T]) -> _T:
        """Like `ask`, for the slow checking of PINs, which must not hold up a counter."""
        return await self._crews.do(self._door, deed)

    def close(self) -> None:
        """End the threads and their connections."""
        self._crews.close()


def _clerk_of(site: Site, store: Store) -> Clerk:
    lobby = Lobby(store, site.branch, site.clock, site.holidays)
    return Clerk(store, lobby, Staff(store, site.clock), Sessions(store, site.clock))
