"""Two boxes cut apart from their database, and whether a lost or doubled ticket would be noticed."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from kiosk.store.engine import IDS
from tests.campaigns.apart import BRANCH, world_of
from tests.campaigns.cut_apart import kept, perform
from tests.campaigns.scene import SteppingClock
from tests.kiosk.memory import passing_folder


def test_cut_apart_with_kills_nothing_is_lost_or_doubled_and_all_is_in_order() -> None:
    with passing_folder() as folder, world_of(folder, random.Random(1)) as world:
        assert list(perform(world, cuts=2, cut_s=2.0, calm_s=0.5)) == []
        assert any(ticket >= IDS for ticket, _ in world.promises.issued.values())


def test_a_lost_and_a_doubled_ticket_would_be_noticed(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        lobby = Lobby(store, BRANCH, SteppingClock())
        one = lobby.issue(IssueRequest(("cash",), "left-1"))
        two = lobby.issue(IssueRequest(("cash",), "left-1~x"))
        told = {"left-1": (one.id, one.public_id)}
        assert list(kept(store, told)) == []
        assert len(list(kept(store, {**told, "left-2": (IDS + 1, "2026-11-25-A501")}))) == 1
        assert list(kept(store, {**told, "left-2": (one.id, one.public_id)})) == [
            "a number was told to two customers"
        ]
        lobby.cancel(two.id)
        assert "cancelled" in next(iter(kept(store, {"left-1~x": (two.id, two.public_id)})))
