"""What one customer has picked, and where it would lead; knows the lobby, and nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from config.schema import Branch, TicketClass
from kiosk.forms import MOST
from kiosk.help import HelpKind
from kiosk.routing import Route
from ui.touch.double_tap import DoubleTap
from ui.touch.surroundings import Surroundings
from ui.touch.visit import Visit


class Picking:
    """The visit at the screen, and the way that its picks would take."""

    def __init__(self, branch: Branch, around: Surroundings, changed: Callable[[], None]) -> None:
        self.branch = branch
        self.visit = Visit(around.new_id(), branch.languages[0])
        self.route: Route | None = None
        self.at_limit = False
        """Whether one more was asked for than a ticket holds."""
        self._around = around
        self._changed = changed
        self._taps = DoubleTap(around.monotonic)

    @property
    def is_untouched(self) -> bool:
        """Whether the screen stands as the next customer should find it."""
        return self.visit.is_untouched(self.branch.languages[0])

    def pick(self, service: str) -> None:
        """A service is picked, or left out if it was."""
        full = len(self.visit.picks) >= self.branch.rules.services_per_ticket
        self.at_limit = full and service not in self.visit.picks
        if not (self.at_limit or self._taps.is_second(service)):
            self._rearrange(self.visit.toggled(service, self._around.new_id()))

    def clear(self) -> None:
        """Choose again."""
        self._taps.forget()
        self._rearrange(self.visit.without_picks(self._around.new_id()))

    def put_down(self) -> None:
        """Nothing is picked any more, and forms went with the ticket; the rest of the visit stays."""
        self._rearrange(self.visit.without_picks(self._around.new_id()).without_forms())

    def keep_form(self, code: str) -> bool:
        """A form goes with the ticket to come; False where that has no room for it."""
        if code in self.visit.forms:
            return True
        if len(self.visit.forms) >= MOST:
            return False
        self._rearrange(self.visit.with_form(code, self._around.new_id()))
        return True

    def toggle_care(self) -> bool:
        """Care, or no longer; whether staff are to be told, which they are once a visit."""
        self._rearrange(self.visit.with_care(self._around.new_id()))
        if not self.visit.care or HelpKind.CARE in self.visit.asked:
            return False
        self.visit = self.visit.having_asked(HelpKind.CARE)
        return True

    def preset(self, ticket_class: TicketClass) -> None:
        """The class that a card earns; gone with the visit."""
        if ticket_class in {rule.id for rule in self.branch.classes}:
            self._rearrange(self.visit.with_class(ticket_class, self._around.new_id()))

    def arrange(self, **how: Any) -> None:  # noqa: ANN401 - any field of a visit
        """The screen as this customer wants it: language, large, low, page."""
        self.visit = replace(self.visit, **how)

    def start_over(self) -> None:
        """The next customer has picked nothing."""
        self.visit = Visit(self._around.new_id(), self.branch.languages[0])
        self.route = None
        self.at_limit = False
        self._taps.forget()

    def check(self) -> None:
        """Where the picks would lead now, and which machine could do it too."""
        picks, ticket_class = self.visit.picks, self.visit.ticket_class
        if not picks:
            return

        def checked(found: Route | Exception) -> None:
            if (picks, ticket_class) == (self.visit.picks, self.visit.ticket_class):
                self.route = None if isinstance(found, Exception) else found
                self._changed()

        self._around.send(lambda desk: desk.check(picks, ticket_class), checked)

    def _rearrange(self, visit: Visit) -> None:
        self.visit = visit
        self.route = None
        self.at_limit = False
        self.check()
