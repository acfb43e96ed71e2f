"""What the screen knows of the lobby: looked at again whenever it may have changed."""

from __future__ import annotations

import math
from collections.abc import Callable

from kiosk.island.desk import OverviewAlone
from kiosk.lobby import Overview
from ui.touch.surroundings import Surroundings

LOOK_AGAIN_S = 30.0
"""The lobby is looked at so often even while its log is silent: waits and doors change by themselves."""
TRY_AGAIN_S = 5.0
"""A lobby that could not be read is looked at sooner: nobody can take a ticket meanwhile."""


class Lookout:
    """The last look into the lobby. However much happens, one look is on its way and one is wanted."""

    def __init__(self, around: Surroundings, seen: Callable[[], None]) -> None:
        self.overview: Overview | None = None
        self.unreadable = False
        self._around = around
        self._seen = seen
        self._looking = self._again = False
        self._looked_at = -math.inf
        self._told = ""

    @property
    def due_at(self) -> float:
        """When the next look is due in any case; while one is on its way, none is."""
        if self._looking:
            return math.inf
        return self._looked_at + (TRY_AGAIN_S if self.unreadable else LOOK_AGAIN_S)

    @property
    def is_alone(self) -> bool:
        """Whether this box is cut off, and gives numbers all the same."""
        return isinstance(self.overview, OverviewAlone)

    def look(self) -> None:
        self._again = self._looking
        if not self._looking:
            self._looking = True
            self._around.send(lambda desk: desk.overview(), self._found)

    def _found(self, found: Overview | Exception) -> None:
        self._looking = False
        self._looked_at = self._around.monotonic()
        self.unreadable = isinstance(found, Exception)
        if isinstance(found, Exception):
            self._tell(found)
        else:
            self.overview, self._told = found, ""
        self._seen()
        if self._again:
            self.look()

    def _tell(self, error: Exception) -> None:
        """Once for each trouble, however long it lasts."""
        if str(error) != self._told:
            self._told = str(error)
            self._around.failed("The screen cannot read the lobby", error)
