"""What the lobby answers when it can't do what was asked: sentences, with nothing changed."""

from __future__ import annotations

from kiosk.hours import Opening


class LobbyError(Exception):
    """The lobby can't do what was asked; the sentence says why."""


class NotOfferedError(LobbyError):
    """A service, class, counter or language that this branch does not have."""


class ClosedError(LobbyError):
    """No tickets are handed out now."""

    def __init__(self, sentence: str, hours: Opening) -> None:
        super().__init__(sentence)
        self.hours = hours


class UnknownTicketError(LobbyError):
    """A number or ticket that is not there."""
