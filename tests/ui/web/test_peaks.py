"""The outlook of today over the API: silent while little is known, the rush once there is a record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.peaks.record import catch_up

PEOPLE = {540: 2, 600: 22, 630: 26, 660: 20, 690: 6, 720: 3, 840: 4, 960: 2}


@pytest.fixture
def board(visit):
    return visit("board")


def keep(store, today, days):
    with store.write() as cursor:
        for back in range(1, days + 1):
            day = (today - timedelta(days=back)).isoformat()
            cursor.run("INSERT INTO arrivals_day VALUES (?, ?)", day, sum(PEOPLE.values()))
            for minute, came in PEOPLE.items():
                waited = came * (900.0 if came > 10 else 10.0)
                cursor.run(
                    "INSERT INTO arrivals_slot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    *(day, minute, came, came, came * 330.0, came, waited, 3),
                )


def test_a_new_branch_says_nothing(board):
    told = board.get("/api/v1/peaks").json()
    assert (told["busy"], told["quiet"], told["days"]) == (None, None, 0)
    assert set(told["words"].values()) == {""}


def test_a_branch_with_a_record_says_when_and_how_long(board, lobby, clock):
    keep(lobby.site.store, clock().date(), 5)
    told = board.get("/api/v1/peaks").json()
    assert told["days"] == 5
    assert told["busy"]["start"].startswith("10:")
    assert told["quiet"]["minutes"] * 2 <= told["busy"]["minutes"]
    assert max(slot["bar"] for slot in told["slots"]) == 1
    assert told["words"]["en"].startswith("Busiest today 10:")


def test_asking_writes_nothing(board, lobby, take, clock):
    take("cash")
    lobby.call_next("1")
    lobby.finish("1")
    clock.advance(24 * 3_600)
    take("cash")
    assert board.get("/api/v1/peaks").json()["days"] == 0
    assert catch_up(lobby.site.store) == 1
