"""What each key of a counter's keypad does in the lobby."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from config.lobby_devices import Unit
from config.unit_profile import Key
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.ticket import Ticket

_PAUSE = "break"
"""The reason that a page would give for a short pause; a keypad has no words."""


@dataclass(frozen=True, slots=True)
class RatingPress:
    """A customer's press on a rating key at a counter."""

    counter: str
    score: int
    """1 (very dissatisfied) to 5 (very satisfied)."""
    pressed_at: datetime
    ticket_id: int | None
    """Who is called or served there; None where nobody is."""


class TellerKeys:
    """One keypad's teller keys. A deed that the lobby refuses raises LobbyError with the sentence."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._chooses = False

    def press(self, key: Key, lobby: Lobby) -> None:
        """Do what the key is for."""
        counter, chooses = self._unit.counter, self._chooses
        self._chooses = False
        if key.figure:
            self._choose(key.figure, lobby, expected=chooses)
            return
        match key:
            case Key.NEXT:
                _call(lobby, counter)
            case Key.RECALL:
                lobby.recall(counter)
            case Key.START:
                lobby.start(counter)
            case Key.FINISH:
                lobby.finish(counter)
            case Key.MISS:
                lobby.miss(counter)
            case Key.PARK:
                lobby.park(counter)
            case Key.TRANSFER:
                self._transfer(lobby)
            case Key.PAUSE:
                _pause(lobby, counter)

    def _transfer(self, lobby: Lobby) -> None:
        places = self._unit.transfer_to
        if not places:
            raise LobbyError(f"The keypad {self._unit.id} has no transfer_to in lobby.toml.")
        if len(places) == 1:
            lobby.transfer(self._unit.counter, places[0])
        else:
            self._chooses = True

    def _choose(self, figure: int, lobby: Lobby, *, expected: bool) -> None:
        places = self._unit.transfer_to
        if not expected or figure > len(places):
            raise LobbyError(f"Key {figure} of the keypad {self._unit.id} chooses nothing now.")
        lobby.transfer(self._unit.counter, places[figure - 1])


def ticket_at(lobby: Lobby, counter: str) -> Ticket | None:
    """Who is called or served at a counter."""
    at_counters = (ticket for ticket in lobby.scene().tickets if ticket.state.at_counter)
    return next((ticket for ticket in at_counters if ticket.counter == counter), None)


def _call(lobby: Lobby, counter: str) -> None:
    """Whoever is there is done, since the keypad need have no key for that; then the next.

    Where the customer is asked how it was, the next is called by another press.
    """
    if ticket_at(lobby, counter):
        lobby.finish_and_call(counter)
    else:
        lobby.call_next(counter)


def _pause(lobby: Lobby, counter: str) -> None:
    if lobby.desks()[counter].is_open:
        lobby.pause_counter(counter, _PAUSE)
    else:
        lobby.open_counter(counter)
