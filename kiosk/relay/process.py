"""The relay process: carries ratings and notices out of the box, and tells staff how that goes."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from config.rating import Endpoint
from kiosk import notices, rows
from kiosk.business_day import is_believable
from kiosk.devices import own_devices, report
from kiosk.errors import LobbyError
from kiosk.follower import POLL_S
from kiosk.lasting import Lasting
from kiosk.notify import Watchdog, notify
from kiosk.relay import outbox
from kiosk.relay.courier import Clocks, Courier
from kiosk.relay.line import Line, Post
from kiosk.relay.pace import Bounds
from kiosk.relay.parcel import Destination
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError

DEVICES = {Destination.SCORING: "relay", Destination.NOTICES: "notices", Destination.CHECKS: "checks"}
"""Under these names the lines report, like devices: `ok`, `away`, `refused` or `off`."""

_NAMES = {
    Destination.SCORING: "The scoring server",
    Destination.NOTICES: "The notice gateway",
    Destination.CHECKS: "The scoring server's list of checks",
}
_AWAY_AFTER_S = 30.0
_REPORT_S = 5.0
_AGAIN_S = 1.0
"""A store that did not answer is asked again after this."""
_ENDS = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rest:
    """A destination that nothing is sent to now: by choice (`off`), or for want of something (`away`)."""

    destination: Destination
    state: str
    why: str


def main(site: Site, posts: Sequence[Post], resting: Iterable[Rest]) -> int:
    """Work until SIGTERM or SIGINT; 1 if the store failed."""
    try:
        asyncio.run(_work(site, posts, resting))
    except StoreBroken as why_broken:
        _log.error("%s", why_broken)
        return 1
    return 0


async def _work(site: Site, posts: Sequence[Post], resting: Iterable[Rest]) -> None:
    lines = {post.destination: Line(post) for post in posts}
    clocks = Clocks()
    couriers = [
        Courier(site.store, post.destination, lines[post.destination], bounds_of(post.endpoint), clocks)
        for post in posts
    ]
    relay = Relay(site, couriers, clocks, resting)
    loop = asyncio.get_running_loop()
    for end in _ENDS:
        loop.add_signal_handler(end, relay.stop)
    try:
        await relay.run()
    finally:
        for line in lines.values():
            await line.close()


def bounds_of(endpoint: Endpoint) -> Bounds:
    return Bounds(endpoint.at_once, float(endpoint.first_pause_s), float(endpoint.longest_pause_s))


class Relay:
    """The loop of the process; `stop` belongs to the loop's own thread."""

    def __init__(
        self, site: Site, couriers: Sequence[Courier], clocks: Clocks, resting: Iterable[Rest] = ()
    ) -> None:
        self._site = site
        self._resting = list(resting)
        self._away = Lasting(_log)
        self._couriers = couriers
        self._clocks = clocks
        self._wake = asyncio.Event()
        self._stopping = threading.Event()
        self._report_at = 0.0
        self._told: dict[Destination, tuple[str, str]] = {}
        self._call_out_at = 0.0
        self._clock_at = 0.0
        self._watchdog = Watchdog(clocks.monotonic)

    def stop(self) -> None:
        """End soon: what is on the way gets a moment to arrive."""
        self._stopping.set()
        self._wake.set()

    async def run(self) -> None:
        """Carry until stopped."""
        ear = threading.Thread(target=self._listen, args=(asyncio.get_running_loop(),), name="relay ear")
        ear.start()
        notify("READY=1")
        try:
            self._resume()
            while not self._stopping.is_set():
                await self._turn()
            notify("STOPPING=1")
            for courier in self._couriers:
                await courier.finish()
        finally:
            self._stopping.set()
            await asyncio.to_thread(ear.join)

    def _resume(self) -> None:
        """What was told before stays told until something gets through: a start makes nobody well."""
        with _told(self._away):
            with self._site.store.read() as cursor:
                known = own_devices(self._site, cursor)
            for courier in self._couriers:
                told = known.get(DEVICES[courier.destination])
                if told:
                    self._told[courier.destination] = (told.state, told.detail)
                courier.resume(away=bool(told and told.state == "away"))

    async def _turn(self) -> None:
        self._wake.clear()
        self._look_at_clock()
        self._call_out()
        rest_s = min([await courier.work(self._wake.set) for courier in self._couriers], default=POLL_S)
        self._tell()
        with suppress(TimeoutError):
            async with asyncio.timeout(min(rest_s, POLL_S)):
                await self._wake.wait()

    def _look_at_clock(self) -> None:
        """A server refuses what is signed with a wrong time: nothing is sent while it may be wrong."""
        now_s = self._clocks.monotonic()
        if now_s < self._clock_at:
            return
        self._clock_at = now_s + _AGAIN_S
        with _told(self._away):
            with self._site.store.read() as cursor:
                mark = rows.last_event(cursor)[1]
            self._clock_at = now_s + POLL_S
            doubted = not is_believable(self._site.clock(), mark)
            for courier in self._couriers:
                courier.doubt(doubted=doubted)

    def _call_out(self) -> None:
        """Whose turn has come near is told."""
        now_s = self._clocks.monotonic()
        is_wanted = any(courier.destination is Destination.NOTICES for courier in self._couriers)
        if not is_wanted or now_s < self._call_out_at:
            return
        self._call_out_at = now_s + POLL_S
        with _told(self._away):
            notices.call_out(self._site)

    def _tell(self) -> None:
        self._watchdog.pat()
        now_s = self._clocks.monotonic()
        if now_s < self._report_at:
            return
        self._report_at = now_s + _REPORT_S
        if self._resting:
            with _told(self._away):
                self._tell_resting()
        for courier in self._couriers:
            with _told(self._away):
                self._report(courier.destination, self._health(courier, now_s))

    def _tell_resting(self) -> None:
        """What nothing is sent to: once, as soon as the store is there to note it."""
        while self._resting:
            rest = self._resting[-1]
            report(self._site, DEVICES[rest.destination], rest.state, rest.why)
            self._resting.pop()

    def _report(self, destination: Destination, health: tuple[str, str]) -> None:
        told = self._told.get(destination)
        # One who is away fails now like this and now like that: it is no news. Our own clock is.
        if told == health or (
            told and told[0] == health[0] == "away" and _is_the_clock(told) == _is_the_clock(health)
        ):
            return
        report(self._site, DEVICES[destination], *health)
        self._told[destination] = health

    def _health(self, courier: Courier, now_s: float) -> tuple[str, str]:
        """A word on one line, and a sentence for whoever has to see to it."""
        name = _NAMES[courier.destination]
        with self._site.store.read() as cursor:
            stands = outbox.standing(cursor, courier.destination)
        since_s = courier.failing_since_s
        was_away = self._told.get(courier.destination, ("", ""))[0] == "away"
        # First: what was refused weeks ago must not hide that nothing gets through today.
        if stands.waiting and since_s is not None and (was_away or now_s - since_s >= _AWAY_AFTER_S):
            if courier.doubted:
                why = f"{courier.trouble}; what is meant for it waits here."
                return "away", f"Nothing goes to {_within(name)}: {why}"
            return "away", f"{name} is away ({courier.trouble}): what is meant for it waits here."
        if stands.refused:
            what = "1 message" if stands.refused == 1 else f"{stands.refused} messages"
            again = "they are kept; mend it, then run kiosk relay --send-again."
            return "refused", f"{name} refused {what} ({stands.last_refusal}): {again}"
        return "ok", ""

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear the doorbell, on a thread of its own; a ring that is lost costs a moment."""
        try:
            with closing(self._site.store.bell()) as bell:
                while not self._stopping.is_set():
                    if bell.wait(POLL_S):
                        loop.call_soon_threadsafe(self._wake.set)
        except StoreError as fault:
            _log.warning("The relay hears no bell any more and looks for itself: %s", fault)


def _is_the_clock(told: tuple[str, str]) -> bool:
    return "this box's clock" in told[1]


def _within(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[0].lower() + name[1:]


@contextmanager
def _told(away: Lasting) -> Iterator[None]:
    """Go on after a fault of the store that may pass, with a word in the journal."""
    try:
        yield
        away.passed()
    except StoreBroken:
        raise
    except (StoreError, LobbyError) as fault:
        away.met(fault)
