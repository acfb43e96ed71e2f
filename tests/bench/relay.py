"""How fast ratings leave: the real relay, signed over real connections, to a server in another process."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import branch_clock
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.relay import outbox
from kiosk.relay.pace import Bounds
from kiosk.relay.parcel import Destination
from kiosk.site import Site
from kiosk.store import open_store
from tests.campaigns import relay
from tests.campaigns.actors import BRANCH
from tests.campaigns.scene import day_and_night, lobby_clock
from tests.campaigns.verdicts import judge
from tests.house.imports import ROOT
from tests.kiosk.relay.running import carry

_LOOK_S = 0.02
_REST_S = 0.01
"""Between two taps, so that they are spread over the many small commits beside them."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a backlog left."""

    ratings_a_second: float
    faults: int
    """Those that did not arrive, or were refused."""


def delivered(ratings: int) -> Delivery:
    """So many that waited while the server was away, until the last one is noted as delivered."""
    with (
        tempfile.TemporaryDirectory(prefix="relay-") as folder,
        _server(Path(folder)) as port,
        closing(open_store(Path(folder) / "data")) as store,
    ):
        site = Site(store, BRANCH, lobby_clock(time.monotonic()))
        uids = judge(site, ratings)
        began_s = time.perf_counter()
        carry(site, f"http://127.0.0.1:{port}", lambda: not _waiting(site), bounds=Bounds())
        took_s = time.perf_counter() - began_s
        with store.read() as cursor:
            (arrived,) = cursor.one("SELECT count(*) FROM outbox WHERE fate = 'delivered'") or (0,)
    return Delivery(len(uids) / took_s, len(uids) - arrived)


def issuing_beside_ms(backlog: int, tickets: int) -> tuple[list[float], list[float]]:
    """How long a tap takes until its number is durable: with nothing leaving, and while the backlog does."""
    with tempfile.TemporaryDirectory(prefix="relay-") as folder:
        stage = relay.Stage(Path(folder), seed=0)
        with closing(open_store(stage.folder / "data")) as store:
            # The relay keeps the box's own time: in a store from another time it would rest.
            lobby = Lobby(store, day_and_night(BRANCH), branch_clock(BRANCH.timezone))
            judge(lobby.site, backlog)
            alone = [_tap_ms(lobby, f"alone-{each}") for each in range(tickets)]
            stage.begin()
            try:
                before = _waiting(lobby.site)
                while _waiting(lobby.site) == before:
                    time.sleep(_LOOK_S)
                beside = [_tap_ms(lobby, f"beside-{each}") for each in range(tickets)]
            finally:
                stage.end()
    return alone, beside


def _tap_ms(lobby: Lobby, request: str) -> float:
    time.sleep(_REST_S)
    began_s = time.perf_counter()
    ticket = lobby.issue(IssueRequest(("cash",), request))
    took_ms = (time.perf_counter() - began_s) * 1e3
    lobby.cancel(ticket.id)
    return took_ms


def _waiting(site: Site) -> int:
    with site.store.read() as cursor:
        return outbox.standing(cursor, Destination.SCORING).waiting


@contextmanager
def _server(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "tests.campaigns.scoring_server", str(folder / "ledger")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield int(server.stdout.readline() if server.stdout else 0)
        server.communicate("")
