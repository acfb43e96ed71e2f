"""Runs the real relay over a store, in the test's own thread, until something is so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from random import Random

from config.rating import Endpoint
from kiosk.relay.courier import Clocks, Courier
from kiosk.relay.line import Line, Post
from kiosk.relay.pace import Bounds
from kiosk.relay.parcel import Destination
from kiosk.relay.process import Relay
from kiosk.signing_key import key_of
from kiosk.site import Site
from tests.kiosk.relay.receiver import SECRET

QUICK = Bounds(at_once=16, first_s=0.02, longest_s=0.2)
PATIENCE_S = 60.0
_LOOK_S = 0.01


def carry(
    site: Site,
    url: str,
    until: Callable[[], bool],
    *,
    destination: Destination = Destination.SCORING,
    bounds: Bounds = QUICK,
    timeout_s: float = 10,
    patience_s: float = PATIENCE_S,
) -> Courier:
    """Carry until it is so; the courier, to look at afterwards."""
    endpoint = Endpoint(url=url, timeout_s=timeout_s, at_once=bounds.at_once)
    clocks = Clocks(draw=Random(7).random)

    async def work() -> Courier:
        line = Line(Post(endpoint, destination, key_of(SECRET)))
        courier = Courier(site.store, destination, line, bounds, clocks)
        relay = Relay(site, [courier], clocks)
        running = asyncio.create_task(relay.run())
        give_up = time.monotonic() + patience_s
        while not until() and time.monotonic() < give_up:
            # A look at the world outside of this loop: the server's, or the store's.
            await asyncio.wait([running], timeout=_LOOK_S)
            if running.done():
                break
        relay.stop()
        await running
        await line.close()
        assert until(), "what was waited for did not come"
        return courier

    return asyncio.run(work())
