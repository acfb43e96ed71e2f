"""`kiosk staff`: accounts made on the box."""

from __future__ import annotations

import io

import pytest


@pytest.fixture
def types(monkeypatch):
    """Somebody types a PIN into a pipe."""

    def typed(pin):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n"))

    return typed


@pytest.fixture
def lin(kiosk, types):
    types("739164")
    return kiosk("staff", "add", "lin", "--role", "administrator", "--pin-stdin")


def test_the_first_administrator_is_made_on_the_box(kiosk, lin):
    assert (lin.code, lin.out) == (0, "lin is administrator now.\n")
    assert kiosk("staff", "list", "--json").value == [{"name": "lin", "role": "administrator"}]
    assert kiosk("staff", "list").out == "lin: administrator\n"


def test_there_is_nobody_before_somebody_was_added(kiosk):
    assert kiosk("staff", "list", "--json").value == []


@pytest.mark.parametrize(
    ("words", "pin", "said"),
    [
        (("add", "lin", "--role", "teller"), "739164", "already"),
        (("add", "wang", "--role", "teller"), "123456", "choose another"),
        (("add", "wang", "--role", "teller"), "", "6 to 128"),
        (("add", "w g", "--role", "teller"), "739164", "no name"),
        (("pin", "wang"), "739164", "nobody called"),
    ],
)
def test_what_can_t_be_done_is_told_in_a_sentence(kiosk, lin, types, words, pin, said):
    types(pin)
    answer = kiosk("staff", *words, "--pin-stdin")
    assert answer.code == 1
    assert said in answer.err


def test_without_a_terminal_the_pin_has_to_be_piped(kiosk, types):
    types("739164")
    answer = kiosk("staff", "add", "lin", "--role", "teller")
    assert (answer.code, "--pin-stdin" in answer.err) == (1, True)


def test_a_pin_is_typed_twice_at_a_terminal(kiosk, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    for typed, code in ((["739164", "739165"], 1), (["739164", "739164"], 0)):
        pins = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda _, pins=pins: next(pins))
        assert kiosk("staff", "add", "lin", "--role", "teller").code == code


def test_somebody_gets_a_new_pin_and_leaves(kiosk, lin, types):
    types("550271")
    assert kiosk("staff", "pin", "lin", "--pin-stdin").code == 0
    assert kiosk("staff", "remove", "lin").out == "lin can't sign in any more.\n"
    assert kiosk("staff", "remove", "lin").code == 1


@pytest.mark.parametrize("port", ["x", "-1", "70000"])
def test_a_port_that_is_none_is_wrong_use(kiosk, port):
    assert kiosk("web", "--board-port", port).code == 2
