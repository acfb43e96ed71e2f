"""Whatever is typed, scanned or sent: a sentence, and nothing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.schema import TicketClass
from kiosk.errors import LobbyError, NotOfferedError, UnknownTicketError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby


@pytest.fixture
def address():
    """Refused before any store is asked: one engine is enough."""
    return ""


@pytest.mark.parametrize("label", ["A001", "a001", "A1", "a1"])
def test_a_ticket_is_found_by_its_number_however_it_is_typed(lobby, take, label):
    ticket = take("cash")
    assert lobby.find(label) == ticket


@pytest.mark.parametrize(
    "label",
    ["", "A", "001", "AA1", "A-1", "A1.0", "A１", "A" + "9" * 30, "A" + "9" * 5000, "\ud8001", "A1\0"],
)
def test_what_is_no_number_is_told(lobby, take, label):
    take("cash")
    with pytest.raises(UnknownTicketError, match="is no ticket number"):
        lobby.find(label)


@pytest.mark.parametrize("request_id", ["\0", "a\nb", "\ud800", "\u202e", "x" * 101, ""])
def test_a_request_id_that_no_store_could_keep_is_told(lobby, request_id):
    with pytest.raises(LobbyError, match="A request id"):
        lobby.issue(IssueRequest(("cash",), request_id))


@pytest.mark.parametrize("request_id", ["'; DROP TABLE ticket; --", "%s ? %", "请求-一", "🎫"])
def test_any_other_request_id_is_kept_as_it_is(lobby, take, request_id):
    assert take("cash", request_id=request_id).request_id == request_id
    assert lobby.find("A001").request_id == request_id


def test_a_class_that_this_branch_does_not_use_is_named(store, branch, clock):
    without_vip = tuple(rule for rule in branch.classes if rule.id is not TicketClass.VIP)
    lobby = Lobby(store, replace(branch, classes=without_vip), clock)
    with pytest.raises(NotOfferedError, match="no tickets of class 'vip'"):
        lobby.issue(IssueRequest(("cash",), "x", TicketClass.VIP))
