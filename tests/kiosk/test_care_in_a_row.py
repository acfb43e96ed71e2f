"""How many in care are called in a row, counted in the log however far back it has to be looked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.board import next_up
from kiosk.lobby import Lobby


def served(lobby, take, counter, service, ticket_class="ordinary"):
    """One of the class comes, is called and is done."""
    ticket = take(service, ticket_class=ticket_class)
    called = lobby.call_next(counter)
    lobby.finish(counter)
    return called.id == ticket.id


def test_calls_for_other_services_hide_no_row_of_care(lobby, take, clock):
    ordinary = take("cash")
    clock.advance(1201)
    for _ in range(3):
        assert served(lobby, take, "1", "cash", "care")
        for _ in range(13):
            served(lobby, take, "5", "wealth")
    take("cash", ticket_class="care")
    assert lobby.call_next("1").id == ordinary.id


@pytest.mark.parametrize("most", [1, 20])
def test_a_long_row_is_counted_whole(store, branch, clock, take, most):
    lobby = Lobby(store, replace(branch, rules=replace(branch.rules, care_in_a_row=most)), clock)
    ordinary = take("cash")
    clock.advance(1201)
    assert all(served(lobby, take, "1", "cash", "care") for _ in range(most))
    take("cash", ticket_class="care")
    assert lobby.call_next("1").id == ordinary.id


def test_a_late_appointment_is_one_of_the_row_and_the_board_says_the_same(lobby, take, clock):
    take("cash", ticket_class="appointment")
    for counter in "23456":
        lobby.close_counter(counter)
    clock.advance(1)
    ordinary = take("cash")
    clock.advance(1201)
    for _ in range(3):
        take("cash", ticket_class="care")
    # The appointment joined care before these came: it goes first, and then they are three.
    for _ in range(4):
        lobby.call_next("1")
        lobby.finish("1")
    late = take("cash", ticket_class="appointment")
    clock.advance(301)
    assert next_up(lobby.scene()) == (ordinary.label,)
    assert lobby.call_next("1").id == ordinary.id
    assert lobby.finish_and_call("1").id == late.id


def test_yesterdays_row_is_over(day_and_night, store, take, clock):
    lobby = Lobby(store, day_and_night, clock)
    for _ in range(3):
        served(lobby, take, "1", "cash", "care")
    clock.advance(24 * 3600)
    take("cash")
    clock.advance(1201)
    care = take("cash", ticket_class="care")
    assert lobby.call_next("1").id == care.id
