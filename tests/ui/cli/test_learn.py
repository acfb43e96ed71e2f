"""`kiosk learn` and what a ticket says of its wait."""

from __future__ import annotations


def test_a_night_is_learned_by_the_verb_once(kiosk, monkeypatch):
    for _ in range(3):
        kiosk("ticket", "issue", "--service", "cash")
    monkeypatch.setenv("KIOSK_CLOCK", "2026-11-26T04:30")
    first = kiosk("learn")
    assert (first.code, "Learned from" in first.out) == (0, True)
    again = kiosk("learn", "--json").value
    assert (again["rows"], again["waits"], again["off_s"]) == (0, 0, {})
    assert kiosk("learn", "--quiet").out == ""
    assert kiosk("learn", "--anew", "--json").value["rows"] > 0


def test_a_ticket_shows_from_which_figures_its_wait_was_told(kiosk):
    for _ in range(4):
        kiosk("ticket", "issue", "--service", "cash")
    kiosk("call", "next", "--counter", "1")
    waiting = kiosk("ticket", "show", "A004", "--json").value
    assert (waiting["why"]["ahead"], waiting["why"]["engine"], waiting["late_s"]) == (3.0, "queue", None)
    assert waiting["why"]["service_s"] == 300
    assert kiosk("ticket", "show", "A001", "--json").value["late_s"] == 0
