"""A lobby whose customers judge."""

from __future__ import annotations

import itertools

import pytest

from kiosk.audit import disagreements
from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict

_count = itertools.count(1)


@pytest.fixture(autouse=True)
def _log_and_state_agree(request):
    lobby = request.getfixturevalue("lobby") if "lobby" in request.fixturenames else None
    yield
    if lobby:
        assert disagreements(lobby.site.store) == []


@pytest.fixture
def serve(lobby, take, clock):
    """A visit from the door to its end: serve("cash"), serve("noncash", counter="4")."""

    def served(*services, counter="1"):
        take(*(services or ("cash",)))
        clock.advance(240)
        lobby.call_next(counter)
        clock.advance(180)
        return lobby.finish(counter)

    return served


@pytest.fixture
def rate(lobby):
    """Judge by phone: rate(ticket, 5), rate(ticket, 1, comment="慢")."""

    def rated(ticket, score, *, channel=Channel.PHONE, **said):
        names = {"uid": lambda: f"uid-{next(_count)}", "check": lambda: "QRSTU"}
        return giving.rate(lobby.site, lobby.token(ticket), Verdict(score, **said), channel, **names)

    return rated
