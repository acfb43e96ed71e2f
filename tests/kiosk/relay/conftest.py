"""A lobby with ratings in its outbox."""

from __future__ import annotations

import itertools
import uuid
from random import Random

import pytest

from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination, Fate


@pytest.fixture
def rated(lobby, take):
    """So many customers were served and judged: rated(3), rated(1, scores=(5, 3)) changes its word."""
    count = itertools.count(1)

    def judged(customers, scores=(4,)):
        uids = []
        for _ in range(customers):
            ticket = take("cash")
            lobby.call_next("1")
            lobby.finish("1")
            for score in scores:
                names = {
                    "uid": lambda: str(uuid.UUID(int=Random(next(count)).getrandbits(128))),
                    "check": lambda: "QRSTU",
                }
                said = giving.rate(lobby.site, lobby.token(ticket), Verdict(score), Channel.PHONE, **names)
                uids.append(said.uid)
        return uids

    return judged


@pytest.fixture
def fates(lobby):
    """How many parcels have come how far."""

    def counted():
        with lobby.site.store.read() as cursor:
            found = cursor.all("SELECT fate, count(*) FROM outbox GROUP BY fate")
        return {Fate(fate): number for fate, number in found}

    return counted


@pytest.fixture
def stands(lobby):
    def standing():
        with lobby.site.store.read() as cursor:
            return outbox.standing(cursor, Destination.SCORING)

    return standing
