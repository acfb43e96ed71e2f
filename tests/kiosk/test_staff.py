"""Staff accounts: names, secrets, and the wait after wrong tries."""

from __future__ import annotations

import pytest

from kiosk.errors import LobbyError
from kiosk.staff import LockedError, Role, SignInError, Staff, delay_s

PIN = "739164"


@pytest.fixture
def staff(store, clock):
    return Staff(store, clock)


@pytest.fixture
def lin(staff):
    return staff.add("lin", Role.MANAGER, PIN)


def try_wrongly(staff, name, times):
    for _ in range(times):
        with pytest.raises(SignInError):
            staff.check(name, "000001")


def logged(store):
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT name || ' ' || deed FROM staff_log ORDER BY id")]


def test_a_person_is_known_by_name_and_pin_however_the_name_is_written(staff, lin):
    assert staff.check(" ＬＩＮ ", PIN) == lin


@pytest.mark.parametrize("secret", ["", "000001", PIN + "0", "7" * 200])
def test_a_wrong_pin_is_refused(staff, lin, secret):
    with pytest.raises(SignInError):
        staff.check("lin", secret)


def test_somebody_unknown_and_a_wrong_pin_get_the_same_sentence(staff, lin):
    with pytest.raises(SignInError) as unknown:
        staff.check("wang", PIN)
    with pytest.raises(SignInError) as wrong:
        staff.check("lin", "000001")
    assert str(unknown.value) == str(wrong.value)


def test_no_pin_is_kept_readable(store, staff, lin):
    with store.read() as cursor:
        kept = cursor.one("SELECT secret FROM staff")[0]
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PIN not in kept


@pytest.mark.parametrize("secret", ["12345", "123456", "111111", "121212", "987654", "x" * 129])
def test_a_pin_that_anybody_would_try_first_is_not_taken(staff, secret):
    with pytest.raises(LobbyError):
        staff.add("lin", Role.TELLER, secret)


@pytest.mark.parametrize("name", ["", " ", "a b", "a" * 33, "lin/../x", "?7f", "<b>"])
def test_a_name_that_would_confuse_is_not_taken(staff, name):
    with pytest.raises(LobbyError):
        staff.add(name, Role.TELLER, PIN)


def test_nobody_is_added_twice(staff, lin):
    with pytest.raises(LobbyError, match="already"):
        staff.add("Lin", Role.TELLER, PIN)


def test_after_three_wrong_tries_even_the_right_pin_has_to_wait(staff, lin, clock):
    try_wrongly(staff, "lin", 3)
    with pytest.raises(LockedError) as locked:
        staff.check("lin", PIN)
    assert locked.value.wait_s == 15
    clock.advance(16)
    assert staff.check("lin", PIN) == lin


def test_a_name_that_does_not_exist_is_locked_as_well(staff):
    try_wrongly(staff, "nobody", 3)
    with pytest.raises(LockedError):
        staff.check("nobody", PIN)


def test_one_account_s_lock_is_not_another_s(staff, lin):
    staff.add("wang", Role.TELLER, PIN)
    try_wrongly(staff, "wang", 3)
    assert staff.check("lin", PIN) == lin


def test_a_right_try_forgets_the_wrong_ones(staff, lin):
    try_wrongly(staff, "lin", 2)
    staff.check("lin", PIN)
    try_wrongly(staff, "lin", 2)
    assert staff.check("lin", PIN) == lin


def test_the_wait_grows_and_never_lasts_for_ever():
    assert [delay_s(failures) for failures in (0, 2, 3, 4, 5)] == [0, 0, 15, 30, 60]
    assert delay_s(1_000) == 900


def test_a_clock_that_is_set_back_locks_nobody_out(staff, lin, clock):
    try_wrongly(staff, "lin", 3)
    clock.advance(-30 * 86_400)
    assert staff.check("lin", PIN) == lin


def test_a_new_pin_takes_the_place_of_the_old_one_and_lifts_the_lock(staff, lin):
    try_wrongly(staff, "lin", 3)
    staff.change_secret("lin", "550271")
    with pytest.raises(SignInError):
        staff.check("lin", PIN)
    assert staff.check("lin", "550271") == lin


def test_who_was_removed_is_not_let_in(staff, lin):
    staff.remove("lin")
    with pytest.raises(SignInError):
        staff.check("lin", PIN)
    with pytest.raises(LobbyError):
        staff.remove("lin")
    assert staff.all() == []


def test_what_happens_to_accounts_is_noted_without_what_strangers_type(store, staff, lin):
    staff.check("lin", PIN)
    try_wrongly(staff, "lin", 1)
    try_wrongly(staff, "my-pin-739164", 1)
    assert logged(store) == ["lin added as manager", "lin signed in", "lin was refused", "? was refused"]


@pytest.mark.parametrize("needed", list(Role))
def test_a_role_may_do_what_the_ones_before_it_may(needed):
    allowed = [role for role in Role if role.may(needed)]
    assert allowed == list(Role)[list(Role).index(needed) :]


@pytest.mark.parametrize("odd", ["a\0b", "\ud800", "\u202elin"])
def test_what_no_name_can_hold_belongs_to_nobody(store, staff, lin, odd):
    with pytest.raises(SignInError):
        staff.check(odd, PIN)
    with pytest.raises(SignInError):
        staff.check("lin", odd)
    assert logged(store) == ["lin added as manager", "? was refused", "lin was refused"]
