"""What staff are told of one ticket's wait: promised, late, now, and how it was looked after."""

from __future__ import annotations

import pytest

from kiosk.explained import explained
from kiosk.visits import Care


@pytest.fixture
def at_one_window(lobby):
    """Only counter 1 is open."""
    for counter in lobby.branch.counters:
        if counter.id != "1":
            lobby.close_counter(counter.id)
    return lobby


def told(lobby, ticket):
    return explained(lobby.site, lobby.find(ticket.label))


def test_late_is_what_took_longer_than_the_paper_said_up_to_the_first_call(at_one_window, take, clock):
    lobby = at_one_window
    take("cash")
    ticket = take("cash")
    lobby.call_next("1")
    assert told(lobby, ticket).late_s is None
    clock.advance(ticket.promise.wait.p90_s + 90)
    assert told(lobby, ticket).now.late_s == 90
    lobby.finish_and_call("1")
    assert (told(lobby, ticket).late_s, told(lobby, ticket).now) == (90, None)
    # Missed and back: the first call came when it came.
    lobby.miss("1")
    lobby.bring_back(ticket.id)
    clock.advance(600)
    lobby.call_next("1")
    assert told(lobby, ticket).late_s == 90


def test_what_would_be_told_now_is_of_those_who_still_go_first(at_one_window, take, clock):
    lobby = at_one_window
    tickets = [take("cash") for _ in range(4)]
    before = told(lobby, tickets[3]).now.telling
    lobby.call_next("1")
    lobby.cancel(tickets[1].id)
    after = told(lobby, tickets[3]).now.telling
    assert (before.promise.ahead, after.promise.ahead) == (3, 1)
    assert (before.why["ahead"], after.why["ahead"]) == (3.0, 1.0)
    assert told(lobby, tickets[3]).why["ahead"] == 3.0


def test_visits_are_told_in_their_order(lobby, take, clock):
    ticket = take("cash")
    lobby.visit_care(ticket.id, "lin", Care.TALKED)
    clock.advance(60)
    lobby.visit_care(ticket.id, "lin")
    assert [event.facts.get("care") for event in told(lobby, ticket).cares] == ["talked", None]
