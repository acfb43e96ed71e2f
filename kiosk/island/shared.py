"""A box and the store that it shares: how each part of it opens the common one, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config.schema import Branch
from kiosk.clock import Clock
from kiosk.hours import Holidays, no_holidays
from kiosk.island.identity import FOLDER, Box
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import Store, open_shared, open_store

SOON_S = 2.0
"""Whoever waits at the screen waits for the common store no longer."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One box of several."""

    data: Path
    address: str
    branch: Branch
    clock: Clock
    box: Box
    holidays: Holidays = no_holidays

    def common(self, patience_s: float = SOON_S) -> Store:
        """The common store; it is looked for at the first need."""
        return open_shared(self.data, self.address, self.box.common, patience_s)

    def island(self) -> Store:
        """The box's own store."""
        return open_store(self.data / FOLDER, whose=self.box.alone)

    def site(self, store: Store) -> Site:
        """The branch over one of them."""
        return Site(store, self.branch, self.clock, self.holidays)

    def lobby(self, store: Store) -> Lobby:
        """The same for whoever takes tickets."""
        return Lobby(store, self.branch, self.clock, self.holidays)
