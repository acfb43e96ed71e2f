"""What staff are asked for from the screen; knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.help import HelpKind
from ui.touch.picking import Picking
from ui.touch.surroundings import Surroundings
from ui.touch.topic import About, Topic
from ui.touch.wish import Wish

_UNTOLD = "Staff could not be told that a customer needs them"


class Bell:
    """Staff are told first, and once a visit; only then the customer is told that they were."""

    def __init__(
        self,
        picking: Picking,
        around: Surroundings,
        answer: Callable[[Topic], None],
        refused: Callable[[], None],
    ) -> None:
        self.wish = Wish(around, _UNTOLD, refused)
        self._picking = picking
        self._around = around
        self._answer = answer

    def ask(self) -> None:
        """Somebody shall come."""
        if HelpKind.HELP in self._picking.visit.asked:
            self._answer(Topic(About.HELP))
        else:
            self.wish.send(lambda desk: desk.ask_help(HelpKind.HELP), self._asked)

    def tell(self, kind: HelpKind) -> None:
        """A word to staff that the customer need not wait for."""
        self._around.send(lambda desk: desk.ask_help(kind), self._told)

    def cancel(self) -> None:
        """The customer manages alone after all."""
        if HelpKind.HELP in self._picking.visit.asked:
            self._picking.visit = self._picking.visit.having_asked(HelpKind.CANCELLED)
            self.tell(HelpKind.CANCELLED)
        self._answer(Topic())

    def _asked(self, _found: None) -> None:
        self._picking.visit = self._picking.visit.having_asked(HelpKind.HELP)
        self._answer(Topic(About.HELP))

    def _told(self, found: Exception | None) -> None:
        if isinstance(found, Exception):
            self._around.failed(_UNTOLD, found)
