"""What a ticket's paper takes from the moment at which it is printed."""

from __future__ import annotations

import pytest

from drivers.typesetting import Typesetter
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.papers import next_order
from kiosk.store import open_store
from tests.drivers.benches import quick
from tests.drivers.shop import MovableClock, a_branch, phrases_of

MOST_BYTES = 1_000
NOTICE = {"zh_CN": "系统较慢", "en": "Slow today"}


@pytest.fixture
def lobby(tmp_path):
    store = open_store(tmp_path / "data")
    yield Lobby(store, a_branch(), MovableClock())
    store.close()


@pytest.fixture
def printed(lobby):
    """The bytes of the ticket that is to print now."""
    typesetter = Typesetter(a_branch(), quick(), phrases_of, lobby.link)
    lobby.issue(IssueRequest(("cash",), "touch-1"))
    return lambda: typesetter.set(next_order(lobby.site, lambda _: False)).content


def test_a_ticket_that_is_printed_during_an_outage_says_so_in_both_languages(lobby, printed):
    usual = printed()
    lobby.tell_outage(NOTICE, 10, "m.chen")
    told = printed()
    for words in ("系统较慢".encode("gb18030"), b"Slow today"):
        assert words in told
        assert words not in usual
    lobby.end_outage("m.chen")
    assert printed() == usual


def test_the_usual_ticket_keeps_its_bound(printed):
    assert len(printed()) <= MOST_BYTES
