"""Follows the lobby's log: boards show what it says, the voice speaks it, and the log hears how they fare."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

from config.lobby_devices import Unit
from config.phrases import Phrases
from drivers.boards.content import contents_of, view_of
from drivers.deadline import Monotonic
from drivers.store_loop import keep_at
from drivers.unit_state import UnitHealth, UnitState
from drivers.voice.announcement import announcement_of
from drivers.voice.announcer import Announcer
from drivers.wires.station import Station
from kiosk import rows
from kiosk.devices import report
from kiosk.event import Event, Kind
from kiosk.follower import POLL_S, Follower
from kiosk.scene import scene
from kiosk.site import Site
from kiosk.tending import tend
from kiosk.ticket import TicketState

_TICK_S = 1.0
"""While somebody is called, what time alone changes, such as a flashing number, is looked at so often."""
_IDLE_S = 10.0
STOPPED = "The devices process was stopped."
_CALLS = frozenset({Kind.CALLED, Kind.RECALLED})


@dataclass(frozen=True, slots=True)
class ShownAt:
    """A unit and the station that speaks to it."""

    unit: Unit
    station: Station


class FloorFollower:
    """One thread with a store connection of its own."""

    def __init__(
        self,
        open_site: Callable[[], Site],
        announcer: Announcer | None,
        phrases: Callable[[str], Phrases],
        monotonic: Monotonic = time.monotonic,
        on_broken: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_broken = on_broken
        self.boards: Sequence[ShownAt] = ()
        self._open_site = open_site
        self._announcer = announcer
        self._phrases = phrases
        self._monotonic = monotonic
        self._news: queue.SimpleQueue[UnitHealth] = queue.SimpleQueue()
        self._untold: dict[str, UnitHealth] = {}
        self._known: set[str] = set()
        self._cursor: int | None = None
        self._next_s = 0.0
        self._tend_s = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._live, name="floor follower")

    def start(self) -> None:
        """Begin where the log ends now: what was called before is not said again."""
        self._thread.start()

    def stop(self) -> None:
        """Report that nobody works the devices, and end."""
        self._stopping.set()
        self._thread.join()

    def tell(self, news: UnitHealth) -> None:
        """A device's news, from its thread."""
        self._news.put(news)

    def _live(self) -> None:
        keep_at(self._work, self._open_site, self._stopping, self._on_broken, "The boards and the voice")

    def _work(self, site: Site) -> None:
        self._follow(site)
        self._leave(site)

    def _follow(self, site: Site) -> None:
        with closing(Follower(site.store, self._cursor, self._monotonic)) as follower:
            self._next_s = 0.0
            while not self._stopping.is_set():
                self._report(site)
                self._tend(site)
                self._heed(site, follower.wait(POLL_S))
                self._cursor = follower.cursor

    def _tend(self, site: Site) -> None:
        """Call again what is due: the voice must not hang on anybody's page being served."""
        if self._monotonic() >= self._tend_s:
            self._tend_s = self._monotonic() + _TICK_S
            tend(site)

    def _heed(self, site: Site, events: Sequence[Event]) -> None:
        if events or self._monotonic() >= self._next_s:
            self._show(site)
        if self._announcer:
            for event in events:
                self._speak(site, event, self._announcer)

    def _show(self, site: Site) -> None:
        self._next_s = self._monotonic() + _IDLE_S
        if not self.boards:
            return
        view = view_of(scene(site))
        if view.scene.in_state(TicketState.CALLED):
            self._next_s = self._monotonic() + _TICK_S
        for board in self.boards:
            profile = board.station.profile
            board.station.show(contents_of(view, board.unit, profile, self._phrases))

    def _speak(self, site: Site, event: Event, announcer: Announcer) -> None:
        ticket = None
        if event.ticket_id is not None:
            with site.store.read() as cursor:
                ticket = rows.ticket(cursor, event.ticket_id)
            if event.kind not in _CALLS:
                announcer.withdraw(event.ticket_id)
        if announcement := announcement_of(event, ticket, site.branch.rules):
            announcer.say(announcement)

    def _report(self, site: Site) -> None:
        """Note the news; what the store did not take is told again."""
        self._gather()
        for news in list(self._untold.values()):
            report(site, news.device, news.state, news.detail)
            del self._untold[news.device]

    def _gather(self) -> None:
        while not self._news.empty():
            news = self._news.get()
            self._untold[news.device] = news
            self._known.add(news.device)

    def _leave(self, site: Site) -> None:
        # The devices' own threads have ended by now: their last word is on the way, and does not stand.
        self._gather()
        self._untold = {name: UnitHealth(name, UnitState.ABSENT, STOPPED) for name in self._known}
        self._report(site)
