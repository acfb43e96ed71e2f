"""Sessions: opaque, short when idle, and over after half a day in any case."""

from __future__ import annotations

import pytest

from kiosk.sessions import IDLE_S, LONGEST_S, Sessions, form_token
from kiosk.staff import Role, Staff


@pytest.fixture
def lin(store, clock):
    return Staff(store, clock).add("lin", Role.TELLER, "739164")


@pytest.fixture
def sessions(store, clock, lin):
    return Sessions(store, clock)


def test_a_session_names_its_person(sessions, lin):
    assert sessions.find(sessions.begin(lin)) == lin


@pytest.mark.parametrize("guess", ["", "x", "'; DROP TABLE staff; --", "é" * 40])
def test_no_guess_is_a_session(sessions, lin, guess):
    sessions.begin(lin)
    assert sessions.find(guess) is None


def test_the_store_does_not_know_the_id(store, sessions, lin):
    session = sessions.begin(lin)
    with store.read() as cursor:
        assert session not in str(cursor.all("SELECT * FROM staff_session"))


def test_two_sessions_are_never_the_same(sessions, lin):
    assert len({sessions.begin(lin) for _ in range(50)}) == 50


def test_a_session_that_is_used_goes_on(sessions, lin, clock):
    session = sessions.begin(lin)
    for _ in range(10):
        clock.advance(IDLE_S - 1)
        assert sessions.find(session) == lin


def test_a_page_that_only_listens_does_not_keep_a_session_alive(sessions, lin, clock):
    session = sessions.begin(lin)
    clock.advance(IDLE_S - 1)
    assert sessions.find(session, used=False) == lin
    clock.advance(2)
    assert sessions.find(session, used=False) is None


def test_no_session_lasts_longer_than_half_a_day(sessions, lin, clock):
    session = sessions.begin(lin)
    for _ in range(int(LONGEST_S // 600)):
        clock.advance(600)
        assert sessions.find(session) == lin
    clock.advance(1)
    assert sessions.find(session) is None


def test_a_session_from_a_clock_that_was_ahead_is_over(sessions, lin, clock):
    session = sessions.begin(lin)
    clock.advance(-3_600)
    assert sessions.find(session) is None


def test_signing_out_ends_it_everywhere(sessions, lin):
    session = sessions.begin(lin)
    sessions.end(session)
    assert sessions.find(session) is None


@pytest.mark.parametrize(
    "deed", [lambda staff: staff.change_secret("lin", "550271"), lambda staff: staff.remove("lin")]
)
def test_a_new_pin_or_a_farewell_ends_every_session(store, clock, sessions, lin, deed):
    session = sessions.begin(lin)
    deed(Staff(store, clock))
    assert sessions.find(session) is None


def test_sessions_that_ran_out_are_swept_away(store, sessions, lin, clock):
    sessions.begin(lin)
    clock.advance(IDLE_S + 1)
    sessions.begin(lin)
    with store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM staff_session") == (1,)


def test_each_session_has_a_form_token_of_its_own():
    assert form_token("a") != form_token("b")
    assert len(form_token("a")) == 32
