"""The lobby as the door of a box needs it: on the common store, or on the box's own while that is away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date
from typing import TypeVar

from config.schema import TicketClass
from kiosk import rows
from kiosk.business_day import business_date
from kiosk.help import HelpKind
from kiosk.hours import Opening, Openness
from kiosk.island import reserve
from kiosk.island.shared import Shared
from kiosk.island.watch import Shore
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby, Overview
from kiosk.print_job import PrintJob, PrintState
from kiosk.routing import Route
from kiosk.site import Site
from kiosk.store import Store, StoreAway, StoreBusy
from kiosk.store.engine import IDS
from kiosk.ticket import UNKNOWN_AHEAD, Ticket

_T = TypeVar("_T")
_NOT_NOW = Opening(Openness.CLOSED, None, None)
_AWAY = "The branch's database is away: this needs what all kiosks know."


class OverviewAlone(Overview):
    """The lobby as a box that is cut off sees it: its own part, and no waits."""


class BoxDesk:
    """One thread's; `shore` tells which store is worked on."""

    def __init__(self, common: Lobby, island: Lobby, shore: Shore) -> None:
        self._common = common
        self._island = island
        self._shore = shore

    @property
    def site(self) -> Site:
        """The branch over the common store: what is asked of it needs what all kiosks know."""
        return self._at_common(lambda lobby: lobby.site)

    def learn_wholly(self) -> None:
        """Know all that the branch's days taught, before the one ticket of a command."""
        if self._shore.is_open:
            site = self._common.site
            try:
                site.foresight.catch_up_wholly(site.store, site.branch)
            except (StoreAway, StoreBusy):
                self._shore.lost()

    def issue(self, request: IssueRequest) -> Ticket:
        """A number of the common sequence, or of the box's own reserve; an appointment is for all to know."""
        if request.appointment is not None:
            return self._at_common(lambda lobby: lobby.issue(request))
        return self._either(lambda lobby: lobby.issue(request))

    def check(self, services: tuple[str, ...], ticket_class: TicketClass = TicketClass.ORDINARY) -> Route:
        """Where a pick would lead; how long it takes only the common store knows."""
        route = self._either(lambda lobby: lobby.check(services, ticket_class))
        return route if self._shore.is_open else replace(route, wait=None)

    def overview(self) -> Overview:
        """The lobby at a glance; cut off, as far as the box itself knows it."""
        seen = self._either(lambda lobby: lobby.overview())
        if self._shore.is_open:
            return seen
        shut = self._without_numbers()
        views = seen.services.items()
        blind = {name: replace(view, waiting=UNKNOWN_AHEAD, wait=None) for name, view in views}
        blind |= {name: replace(blind[name], opening=_NOT_NOW) for name in shut}
        return OverviewAlone(blind, seen.machines_up, seen.devices)

    def _without_numbers(self) -> set[str]:
        """Services whose series is used up while others go on."""
        site = self._island.site
        services = site.branch.services
        with site.store.read() as cursor:
            today = business_date(site.clock(), site.branch.hours.cutoff)
            opened = rows.open_day(cursor)
            day = max(today, date.fromisoformat(opened)) if opened else today
            gone = reserve.spent(cursor, day, {service.prefix for service in services})
        shut = {service.id for service in services if service.prefix in gone}
        return shut if len(shut) < len(services) else set()

    def ask_help(self, kind: HelpKind) -> None:
        """Nobody would hear of it while the box is cut off: then it is refused."""
        self._at_common(lambda lobby: lobby.ask_help(kind))

    def print_state(self, ticket_id: int) -> PrintState:
        """What is known of a ticket's paper, where it is printed from."""
        return self.lobby_of(ticket_id).print_state(ticket_id)

    def reprint(self, ticket_id: int) -> PrintJob:
        """Another copy, marked as one."""
        return self.lobby_of(ticket_id).reprint(ticket_id)

    def lobby_of(self, ticket_id: int) -> Lobby:
        """Where a ticket is at home: what this box gave on its own is printed from its own store."""
        first = self._island.site.store.whose.first_id
        return self._island if first <= ticket_id < first + IDS else self._common

    def _at_common(self, deed: Callable[[Lobby], _T]) -> _T:
        self._shore.require()
        if not self._shore.is_open:
            raise StoreAway(_AWAY)
        try:
            return deed(self._common)
        except (StoreAway, StoreBusy):
            self._shore.lost()
            raise

    def _either(self, deed: Callable[[Lobby], _T]) -> _T:
        self._shore.require()
        if self._shore.is_open:
            try:
                return deed(self._common)
            except (StoreAway, StoreBusy):
                self._shore.lost()
        return deed(self._island)


@contextmanager
def open_desk(shared: Shared, shore: Shore, lobby: Callable[[Store], Lobby]) -> Iterator[BoxDesk]:
    """A desk over connections of its own, with the lobbies that `lobby` makes over them."""
    with ExitStack() as stores:
        common = stores.enter_context(closing(shared.common()))
        island = stores.enter_context(closing(shared.island()))
        yield BoxDesk(lobby(common), lobby(island), shore)
