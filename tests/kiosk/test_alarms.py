"""What staff are alarmed about, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.alarms import Level, Trouble
from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.printer_state import PrinterState


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


@pytest.fixture(autouse=True)
def _somebody_is_on_duty(lobby, take):
    lobby.start_duty("m.chen")


def told(lobby, *troubles: Trouble) -> list[tuple[Trouble, Level, str]]:
    found = lobby.alarms()
    return [(each.trouble, each.level, each.ticket) for each in found if each.trouble in troubles]


def test_a_quiet_lobby_alarms_nobody(lobby, take):
    take("cash")
    assert lobby.alarms() == ()


@pytest.mark.parametrize(
    ("minutes", "before", "level"),
    [
        (10, [], Level.AMBER),
        (20, [Level.AMBER], Level.RED),
        (30, [Level.RED], Level.ESCALATE),
        (300, [Level.ESCALATE], Level.ESCALATE),
    ],
)
def test_a_wait_is_amber_red_and_told_higher_up(lobby, take, clock, minutes, before, level):
    take("cash")
    clock.advance(minutes * 60 - 1)
    assert [found for _, found, _ in told(lobby, Trouble.WAIT)] == before
    clock.advance(1)
    assert told(lobby, Trouble.WAIT) == [(Trouble.WAIT, level, "A001")]


def test_who_waits_is_owed_a_visit_at_10_20_and_30_minutes(lobby, take, clock):
    ticket = take("cash")
    for _ in range(3):
        clock.advance(600)
        assert told(lobby, Trouble.VISIT) == [(Trouble.VISIT, Level.AMBER, "A001")]
        lobby.visit_care(ticket.id, "m.chen")
        assert told(lobby, Trouble.VISIT) == []
    clock.advance(600)
    assert told(lobby, Trouble.VISIT) == []


def test_the_row_of_no_shows_is_an_alarm_until_everybody_was_looked_for(lobby, take):
    last = [take("cash") for _ in range(4)][-1]
    for _ in range(3):
        lobby.call_next("1")
        lobby.miss("1")
    assert told(lobby, Trouble.SWEEP) == [(Trouble.SWEEP, Level.RED, "")]
    lobby.answer_presence(last.id, is_here=True)
    assert told(lobby, Trouble.SWEEP) == []


def test_printer_and_clock_are_told_in_their_own_words(lobby):
    lobby.report_device("printer", "no_paper", "The printer is out of paper.")
    (alarm,) = lobby.alarms()
    assert (alarm.trouble, alarm.detail) == (Trouble.PRINTER, "The printer is out of paper.")
    lobby.report_device("printer", "ok")
    assert lobby.alarms() == ()


def test_a_call_for_help_stands_until_somebody_goes(lobby):
    lobby.ask_help("staff")
    (alarm,) = lobby.alarms()
    assert (alarm.trouble, alarm.detail) == (Trouble.HELP, "staff")
    lobby.answer_help("staff", "m.chen")
    assert lobby.alarms() == ()
    with pytest.raises(LobbyError, match="Nobody waits for help of kind 'staff'"):
        lobby.answer_help("staff", "m.chen")


def test_nobody_on_duty_while_somebody_waits_is_an_alarm(lobby, take):
    lobby.end_duty("m.chen")
    assert lobby.alarms() == ()
    take("cash")
    assert told(lobby, Trouble.DUTY) == [(Trouble.DUTY, Level.AMBER, "")]
    lobby.start_duty("m.li")
    assert lobby.alarms() == ()
    with pytest.raises(LobbyError, match=r"m\.chen is not on duty"):
        lobby.end_duty("m.chen")


def test_one_whom_no_open_counter_can_serve_is_an_alarm(lobby, take):
    take("corporate")
    lobby.close_counter("4")
    # Counter 6 is kept for VIP and helps the others when it is idle.
    assert told(lobby, Trouble.NO_COUNTER) == []
    lobby.close_counter("6")
    assert told(lobby, Trouble.NO_COUNTER) == [(Trouble.NO_COUNTER, Level.RED, "C001")]


def test_a_counter_that_does_not_help_is_no_counter_for_the_others(store, branch, clock, take):
    counters = tuple(replace(counter, helps=False) for counter in branch.counters)
    lobby = Lobby(store, replace(branch, counters=counters), clock)
    take("corporate")
    lobby.close_counter("4")
    assert told(lobby, Trouble.NO_COUNTER) == [(Trouble.NO_COUNTER, Level.RED, "C001")]


@pytest.mark.parametrize("state", PrinterState)
def test_a_printer_that_prints_is_amber_and_one_that_does_not_is_red(lobby, state):
    lobby.report_device("printer", state.value)
    found = [(alarm.level, alarm.state) for alarm in lobby.alarms()]
    level = Level.AMBER if state.can_print else Level.RED
    assert found == ([] if state is PrinterState.OK else [(level, state.value)])


def test_an_outage_that_lasts_longer_than_was_told_is_red(lobby, clock):
    lobby.tell_outage({"zh_CN": "系统较慢", "en": "Slow"}, 10, "m.chen")
    assert told(lobby, Trouble.OUTAGE) == [(Trouble.OUTAGE, Level.AMBER, "")]
    clock.advance(601)
    assert told(lobby, Trouble.OUTAGE) == [(Trouble.OUTAGE, Level.RED, "")]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [({"zh_CN": "慢"}, 10), ({"zh_CN": "慢", "en": "x" * 121}, 10), ({"zh_CN": "慢", "en": "slow"}, 0)],
)
def test_an_outage_is_told_in_every_language_and_with_its_minutes(lobby, text, minutes):
    with pytest.raises(LobbyError, match="An outage"):
        lobby.tell_outage(text, minutes, "m.chen")


def test_those_most_behind_their_promise_come_first(lobby, take, clock):
    for counter in "23":
        lobby.close_counter(counter)
    take("cash")
    lobby.call_next("1")
    soon, later = take("cash"), take("cash")
    assert soon.promise.wait.p90_s < later.promise.wait.p90_s
    clock.advance(1300)
    care = take("cash", ticket_class="care")
    listed = lobby.at_risk()
    assert [each.ticket.id for each in listed] == [soon.id, later.id, care.id]
    assert listed[0].late_s == 1300 - soon.promise.wait.p90_s
    assert [each.level for each in listed] == [Level.RED, Level.RED, None]


def test_a_new_day_begins_with_nothing_open(lobby, take, clock):
    lobby.ask_help("staff")
    lobby.tell_outage({"zh_CN": "慢", "en": "slow"}, 10, "m.chen")
    clock.advance(24 * 3600)
    take("cash")
    assert told(lobby, Trouble.HELP, Trouble.OUTAGE) == []


def test_any_other_device_is_amber_and_names_itself(lobby):
    lobby.report_device("board-1", "silent", "The board at address 1 does not answer: check its cable.")
    lobby.report_device("voice", "failed")
    lobby.report_device("voice", "ok")
    lobby.report_device(lobby.branch.machines[0].id, "failed")
    told = [(alarm.trouble, alarm.level, alarm.detail) for alarm in lobby.alarms()]
    assert told == [(Trouble.DEVICE, Level.AMBER, "The board at address 1 does not answer: check its cable.")]
