"""`kiosk call transfer`, `kiosk counter` and `kiosk green` as they are typed."""

from __future__ import annotations

import pytest


@pytest.fixture
def three(kiosk):
    """Three customers for cash."""
    return [kiosk("ticket", "issue", "--service", "cash", "--json").value["number"] for _ in range(3)]


def test_a_customer_is_sent_on_to_a_service_or_a_counter(kiosk, three):
    kiosk("call", "next", "--counter", "1")
    moved = kiosk("call", "transfer", "--counter", "1", "--to", "noncash", "--json").value
    assert (moved["number"], moved["services"], moved["state"]) == ("A001", ["noncash"], "waiting")
    moved = kiosk("call", "transfer", "--counter", "1", "--ticket", "A002", "--to", "2", "--json").value
    assert moved["counters"] == ["2"]
    assert kiosk("call", "transfer", "--counter", "1").code == 2
    answer = kiosk("call", "transfer", "--counter", "1", "--ticket", "A003", "--to", "gold")
    assert (answer.code, "neither a service nor a counter 'gold'" in answer.err) == (1, True)


def test_a_parked_ticket_is_taken_up_again(kiosk, three):
    kiosk("call", "next", "--counter", "1")
    kiosk("call", "park", "--counter", "1")
    assert kiosk("call", "next", "--counter", "1", "--ticket", "A001", "--json").value["state"] == "called"


def test_a_counter_pauses_with_a_reason_and_opens_again(kiosk, three):
    assert kiosk("counter", "pause", "--counter", "1").code == 1
    paused = kiosk("counter", "pause", "--counter", "1", "--reason", "lunch", "--json").value
    assert (paused["open"], paused["reason"]) == (False, "lunch")
    assert "closed or pauses (lunch)" in kiosk("call", "next", "--counter", "1").err
    assert kiosk("counter", "open", "--counter", "1").out.startswith("counter 1: open")
    listed = kiosk("counter", "list", "--json").value
    assert [desk["counter"] for desk in listed] == ["1", "2", "3", "4", "5", "6"]
    assert kiosk("counter", "close").code == 2


def test_a_lift_tells_its_price_and_the_quota(kiosk, three):
    told = kiosk("green", "A003", "--cost", "--json").value
    assert (told["people"], told["says"]) == (2, "2 people wait about 2 minutes longer.")
    value = kiosk("green", "A003", "--staff", "m.chen", "--reason", "recovery", "--json").value
    assert (value["state"], value["today"], value["over_quota"]) == ("waiting", 1, False)
    assert kiosk("call", "next", "--counter", "1", "--json").value["number"] == "A003"


def test_a_customer_is_called_to_a_counter_now(kiosk, three):
    words = ("green", "A002", "--staff", "m.chen", "--reason", "vip", "--counter", "6", "--json")
    value = kiosk(*words).value
    assert (value["state"], value["counter"]) == ("called", "6")


def test_a_lift_is_undone_once(kiosk, three):
    kiosk("green", "A003", "--staff", "m.chen", "--reason", "care")
    assert "already lifted by m.chen" in kiosk("green", "A003", "--staff", "m.li", "--reason", "vip").err
    assert kiosk("green", "--undo", "A003", "--json").value["state"] == "waiting"
    assert kiosk("green", "--undo", "A003").code == 1


def test_the_report_is_by_name(kiosk, three):
    assert kiosk("green", "--report").out == "Nobody was lifted.\n"
    kiosk("green", "A003", "--staff", "m.chen", "--reason", "care")
    (lifter,) = kiosk("green", "--report", "--json").value
    assert lifter == {
        "staff": "m.chen",
        "lifts": 1,
        "undone": 0,
        "reasons": {"care": 1},
        "people": 2,
        "added_s": 200,
    }
    assert "others waited 3 minutes longer in all" in kiosk("green", "--report").out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("A001",),
        ("A001", "--staff", "m"),
        ("A001", "--staff", "m", "--reason", "ill"),
        ("A001", "--undo", "A001"),
        ("--report", "--day", "yesterday"),
    ],
)
def test_a_lift_without_a_name_or_a_reason_is_wrong_use(kiosk, three, words):
    assert kiosk("green", *words).code == 2
