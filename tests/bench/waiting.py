"""What telling a wait takes of a core, at a branch that has learned and in which far too many wait."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.predict.from_store import Learner, predictor_of
from kiosk.predict.predictor import GATE_TICKETS
from kiosk.predict.shelf import keep
from kiosk.store import open_store
from tests.campaigns.scene import OPENING
from tests.kiosk.predict.lobbies import day

WAITING = 500
_DAYS = 20
_MIX = [TicketClass.ORDINARY] * 7 + [TicketClass.VIP, TicketClass.CARE, TicketClass.APPOINTMENT]


def telling_ms(count: int) -> dict[int, list[float]]:
    """Milliseconds of a wait, by how many wait already, at a branch whose days taught it all it can use."""
    with tempfile.TemporaryDirectory(prefix="waiting-") as folder, closing(open_store(Path(folder))) as store:
        lobby = Lobby(store, load(SAMPLE), lambda: OPENING)
        site, predictor = lobby.site, predictor_of(lobby.branch)
        for number in range(1, _DAYS + 1):
            for seen in day(number):
                predictor.see(seen)
        predictor.nightly()
        assert predictor.weights is not None, f"{len(predictor.record)} waits, {GATE_TICKETS} are needed"
        with store.write() as cursor:
            keep(cursor, predictor, Learner(lobby.branch), 0, datetime.now(UTC))
        found: dict[int, list[float]] = {}
        for number in range(WAITING + 1):
            if number in {20, 60, WAITING}:
                found[number] = [_once_ms(lobby) for _ in range(count)]
            lobby.issue(IssueRequest(("cash",), f"touch-{number}", _MIX[number % len(_MIX)]))
        assert site.foresight.is_awake
        return found


def _once_ms(lobby: Lobby) -> float:
    began_s = time.thread_time()
    route = lobby.check(("cash",))
    took_s = time.thread_time() - began_s
    assert route.wait is not None
    return took_s * 1e3
