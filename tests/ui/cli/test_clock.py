"""`kiosk clock`, after a battery died."""

from __future__ import annotations


def test_a_clock_that_was_set_back_is_doubted_until_somebody_vouches_for_it(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    early = ("--clock", "2026-01-04T10:00")
    number = kiosk("ticket", "issue", "--service", "cash", "--json", *early).value
    assert (number["number"], number["id"]) == ("A002", "2026-11-25-A002")
    doubted = kiosk("clock", "--json", *early).value
    assert doubted["state"] == "doubted"
    assert "2026-01-04 10:00" in doubted["detail"]
    assert kiosk("clock", "--believe", "--json", *early).value["state"] == "ok"
    assert kiosk("clock", *early).out.startswith("2026-01-04 10:00")
