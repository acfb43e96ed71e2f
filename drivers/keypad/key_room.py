"""Where key presses are worked, one after the other, so that no line waits for the store."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from config.frames import Field
from config.lobby_devices import Unit
from config.unit_profile import Key
from drivers.deadline import Monotonic
from drivers.framing import Heard
from drivers.keypad.debounce import Debounce
from drivers.keypad.deeds import RatingPress, TellerKeys, ticket_at
from drivers.store_loop import keep_at
from drivers.wires.message import Message
from drivers.wires.station import Station
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError

_STALE_S = 5.0
"""Presses that piled up before a store that stood still are not worked any more: nobody means them now."""
_log = logging.getLogger(__name__)

OnRating = Callable[[RatingPress], None]


@dataclass(frozen=True, slots=True)
class _Press:
    station: Station
    key: Key
    at_s: float


class KeyRoom:
    """Takes presses from the threads of the lines; has a store connection of its own."""

    def __init__(
        self,
        open_site: Callable[[], Site],
        units: Mapping[str, Unit],
        on_rating: OnRating,
        clock: Monotonic = time.monotonic,
        on_broken: Callable[[], None] = lambda: None,
    ) -> None:
        self._open_site = open_site
        self._on_broken = on_broken
        self._units = units
        self._keys = {unit_id: TellerKeys(unit) for unit_id, unit in units.items()}
        self._debounce: dict[str, Debounce] = {}
        self._on_rating = on_rating
        self._clock = clock
        self._presses: queue.SimpleQueue[_Press | None] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="key room")

    def start(self) -> None:
        """Open for presses."""
        self._thread.start()

    def stop(self) -> None:
        """Work what was pressed, and close."""
        self._ended.set()
        self._presses.put(None)
        self._thread.join()

    def take(self, station: Station, heard: Heard) -> None:
        """A keypad said something; called from its line's thread."""
        if heard.name != "key":
            return
        station.tell(Message("accept"))
        key = station.profile.keys.get(heard.data(Field.KEY).hex(" ").upper())
        debounce = self._debounce.setdefault(station.id, Debounce(station.profile.debounce_ms / 1_000))
        if key is not None and debounce.counts(key, self._clock()):
            self._presses.put(_Press(station, key, self._clock()))

    def _work(self) -> None:
        keep_at(self._work_at, self._open_site, self._ended, self._on_broken, "The keypads")

    def _work_at(self, site: Site) -> None:
        lobby = Lobby(site.store, site.branch, site.clock, site.holidays)
        while (press := self._presses.get()) is not None:
            self._try(press, lobby)

    def _try(self, press: _Press, lobby: Lobby) -> None:
        if self._clock() - press.at_s > _STALE_S:
            _log.info("A press on %s came too late and was left undone.", press.station.id)
            return
        try:
            self._do(press, lobby)
        except LobbyError as refused:
            _log.info("Keypad %s, key %s: %s", press.station.id, press.key, refused)
            press.station.tell(Message("refuse"))
        except StoreBroken:
            raise
        except StoreError as fault:
            _log.warning("Keypad %s, key %s was not worked: %s", press.station.id, press.key, fault)
            press.station.tell(Message("refuse"))
        except Exception:  # noqa: BLE001 - one press that goes wrong must not leave every keypad deaf
            _log.exception("Keypad %s, key %s failed.", press.station.id, press.key)

    def _do(self, press: _Press, lobby: Lobby) -> None:
        if not press.key.is_rating:
            self._keys[press.station.id].press(press.key, lobby)
            return
        counter = self._units[press.station.id].counter
        ticket = ticket_at(lobby, counter)
        pressed_at = lobby.site.clock()
        self._on_rating(RatingPress(counter, press.key.figure, pressed_at, ticket.id if ticket else None))
