"""When to open and close a counter: by the bounds, without flicker, care first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.advice import Advice
from config.schema import TicketClass
from kiosk.advice.decide import Advised, Case, Deed, Effort, decide, is_quiet
from kiosk.advice.forward import Busy, Coming, Station
from kiosk.advice.kinds import Kind
from tests.kiosk.advice.test_forward import CASH, NOW, counter, floor, queue

ORDINARY, CARE, VIP, _ = TicketClass
SPARE = counter("9")
EFFORT = Effort(runs=2)
STEADY = (Coming(CASH, 1 / 300),)
"""As many as one counter can serve: a queue that does not melt."""


def busy(people, **how):
    return floor(people, stations=(Station(counter("1"), Busy(0.0, 300.0)),), coming=STEADY, **how)


def decided(people, given=None, spares=None, closed=(SPARE,), figures=None, **how):
    case = Case(busy(people, **how), closed, spares, given)
    return decide(case, figures or Advice(), EFFORT).advised


def test_a_long_wait_opens_the_counter_that_takes_most_off():
    other = counter("8", "loan")
    found = decided(8, closed=(other, SPARE))
    assert (found.deed, found.counter, found.is_urgent) == (Deed.OPEN, "9", True)
    assert found.after_s < found.before_s - 120


@pytest.mark.parametrize("people", [0, 1])
def test_a_short_wait_opens_nothing(people):
    assert decided(people) is None


def test_nothing_is_advised_where_no_counter_could_help():
    assert decided(8, closed=()) is None
    assert decided(8, closed=(counter("8", "loan"),)) is None


def test_advice_stands_until_the_wait_is_well_under_its_bound():
    given = Advised(Deed.OPEN, "9", 700.0, 300.0)
    figures = Advice(open_min=24, urgent_min=40, slack_min=10)
    wait_s = decide(Case(busy(4), (SPARE,)), figures, EFFORT).wait_s
    assert 14 * 60 <= wait_s < 24 * 60
    assert decided(4, figures=figures) is None
    assert decided(4, given=given, figures=figures).counter == "9"


def test_what_is_advised_does_not_jump_to_another_counter():
    given = Advised(Deed.OPEN, "7", 700.0, 300.0)
    assert decided(8, given=given, closed=(SPARE, counter("7"))).counter == "7"


def test_those_in_care_ask_for_a_counter_before_their_wait_is_long_for_others():
    care = Kind(("cash",), CARE)
    waiting = tuple(each._replace(due=NOW) for each in queue(3, care))
    case = Case(replace(busy(0), waiting=waiting, coming=(Coming(care, 0.0),)), (SPARE,))
    found = decide(case, Advice(man_s=0), EFFORT).advised
    assert (found.deed, found.for_care) == (Deed.OPEN, True)


def quiet_with_two(open_s):
    stations = (Station(counter("1")), Station(SPARE))
    return Case(floor(0, stations=stations), (), {"9": open_s})


def test_a_counter_that_advice_opened_may_close_when_it_is_quiet_and_it_has_stayed_long_enough():
    found = decide(quiet_with_two(901.0), Advice(), EFFORT).advised
    assert (found.deed, found.counter) == (Deed.CLOSE, "9")
    assert decide(quiet_with_two(899.0), Advice(), EFFORT).advised is None


def test_the_only_counter_for_a_service_is_never_closed():
    stations = (Station(counter("1")), Station(counter("9", "loan")))
    coming = (Coming(CASH, 0.0), Coming(Kind(("loan",), ORDINARY), 0.0))
    case = Case(floor(0, stations=stations, coming=coming), (), {"9": 9_000.0})
    assert decide(case, Advice(), EFFORT).advised is None


def test_a_quiet_branch_is_not_played():
    assert is_quiet(Case(floor(1, counters=2)))
    assert not is_quiet(Case(busy(1)))
    assert decide(Case(floor(0)), Advice(), EFFORT).wait_s is None
