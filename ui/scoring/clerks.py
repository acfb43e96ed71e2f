"""Who asks the store for the pages: a crew for everybody, and one for whoever signs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from config.pack import Checklist, RulePack
from kiosk.clock import Clock
from kiosk.hours import Holidays, no_holidays
from kiosk.scoring.cases import Cases
from kiosk.scoring.checks import Checks
from kiosk.scoring.complaint import CaseRules
from kiosk.scoring.honours import Honours
from kiosk.scoring.inspections import Inspections
from kiosk.scoring.keys import Units
from kiosk.scoring.ledger import Ledger
from kiosk.scoring.posts import Posts
from kiosk.scoring.sanctions import Sanctions
from kiosk.sessions import Sessions
from kiosk.staff import Staff
from kiosk.store import Store
from ui.web.crew import Crews

_CLERKS = 4
_MOST_WAITING = 200
_DOORKEEPERS = 2
"""Each check of a password takes 19 MiB and 80 ms: never more than so many at once."""
_MOST_AT_THE_DOOR = 20

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """What the server judges by, and how to reach its memory."""

    store: Callable[[], Store]
    clock: Clock
    pack: RulePack
    checklists: Mapping[str, Checklist]
    holidays: Holidays = no_holidays

    @property
    def rules(self) -> CaseRules:
        return CaseRules(self.pack.complaints, self.holidays)


@dataclass(frozen=True, slots=True)
class Clerk:
    """What one thread works with."""

    store: Store
    units: Units
    posts: Posts
    staff: Staff
    sessions: Sessions
    cases: Cases
    ledger: Ledger
    sanctions: Sanctions
    inspections: Inspections
    honours: Honours
    checks: Checks


class Clerks:
    """Ask them for anything that touches the store."""

    def __init__(self, place: Place, on_broken: Callable[[], None] = lambda: None) -> None:
        self._crews = Crews(place.store, lambda store: clerk_of(store, place), on_broken, host="server")
        self._desk = self._crews.crew("clerk", _CLERKS, _MOST_WAITING)
        self._door = self._crews.crew("doorkeeper", _DOORKEEPERS, _MOST_AT_THE_DOOR)

    async def ask(self, deed: Callable[[Clerk], _T]) -> _T:
        """What a deed answers, done by the next clerk who is free."""
        return await self._crews.do(self._desk, deed)

    async def ask_doorkeeper(self, deed: Callable[[Clerk], _T]) -> _T:
        """Like `ask`, for the slow checking of passwords."""
        return await self._crews.do(self._door, deed)

    def close(self) -> None:
        """End the threads and their connections."""
        self._crews.close()


def clerk_of(store: Store, place: Place) -> Clerk:
    """Everything that can be asked, over one connection."""
    clock = place.clock
    return Clerk(
        store=store,
        units=Units(store, clock),
        posts=Posts(store, clock),
        staff=Staff(store, clock),
        sessions=Sessions(store, clock),
        cases=Cases(store, clock, place.rules),
        ledger=Ledger(store, clock, place.pack),
        sanctions=Sanctions(store, clock, place.pack),
        inspections=Inspections(store, clock, place.checklists),
        honours=Honours(store, clock, place.pack.honours),
        checks=Checks(store, clock, place.checklists, place.rules),
    )
