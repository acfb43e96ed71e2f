"""A small morning, made through the lobby itself: every figure can be worked out by hand.

Wednesday 2026-11-25, three counters, six tickets:

ticket  service  class     issued  called  counter  done    remark
A001    cash     ordinary  9:30    9:30    1        9:36
A002    cash     ordinary  9:30    9:36    1        9:40
A003    cash     ordinary  9:30    9:40    1        -       missed at 9:41, never back
B001    noncash  ordinary  9:40    9:50    4        10:05
A004    cash     care      9:45    9:46    1        9:50
C001    corporate ordinary 9:50    -       -        -       cancelled at 10:00

Counter 1 works from its first call at 9:30 until it pauses at 10:00; counter 4 from its opening
at 9:35 until 10:05.
The printer is out of paper from 9:50 to 10:00.
"""

from __future__ import annotations

import pytest

from kiosk import devices


@pytest.fixture
def at(clock):
    """Set the clock to a time of the day: at("09:36")."""
    return lambda text, day="2026-11-25": clock.set(f"{day}T{text}")


@pytest.fixture
def morning(lobby, take, at):
    """The whole of it; the tickets by their numbers."""
    at("09:20")
    devices.report(lobby.site, "printer", "ok")
    at("09:30")
    taken = [take("cash"), take("cash"), take("cash")]
    lobby.call_next("1")
    at("09:35")
    lobby.open_counter("4")
    at("09:36")
    lobby.finish_and_call("1")
    at("09:40")
    taken.append(take("noncash"))
    lobby.finish_and_call("1")
    at("09:41")
    lobby.miss("1")
    at("09:45")
    taken.append(take("cash", ticket_class="care"))
    at("09:46")
    lobby.call_next("1")
    at("09:50")
    lobby.finish("1")
    lobby.call_next("4")
    taken.append(take("corporate"))
    devices.report(lobby.site, "printer", "paper_out")
    at("10:00")
    lobby.pause_counter("1", "lunch")
    devices.report(lobby.site, "printer", "ok")
    lobby.cancel(taken[-1].id)
    at("10:05")
    lobby.finish("4")
    return {ticket.label: ticket for ticket in taken}


@pytest.fixture
def next_day(lobby, take, at):
    """The day is closed by the first ticket of the next."""

    def turned():
        at("09:30", "2026-11-26")
        return take("cash")

    return turned
