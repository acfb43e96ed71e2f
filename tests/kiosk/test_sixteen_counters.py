"""Sixteen counters press next at once, from four processes, on either engine."""

from __future__ import annotations

import itertools

import pytest

from kiosk.audit import disagreements
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.kiosk.sixteen import clock, pressing, sixteen

PEOPLE = 64


@pytest.fixture
def come(store):
    """So many more people take a ticket each."""
    lobby = Lobby(store, sixteen(), clock)
    count = itertools.count()
    return lambda people: [
        lobby.issue(IssueRequest(("cash",), f"touch-{next(count)}")).id for _ in range(people)
    ]


def test_no_ticket_is_given_twice_and_none_is_lost(store, come, tmp_path, address):
    with pressing(tmp_path, address) as counters:
        for people in (PEOPLE, 1, 0, PEOPLE // 2):
            queue = come(people)
            assert sorted(counters.round().given) == queue
    assert disagreements(store) == []
