"""The tablet's look at one ticket: what its paper told of the wait, and from which figures."""

from __future__ import annotations


def test_a_ticket_explains_its_wait(sign_in):
    manager = sign_in("manager", "lin")
    for _ in range(3):
        manager.post("/api/v1/tickets", {"services": ["cash"]})
    told = manager.get("/api/v1/tickets/A003").json()["told"]
    assert told["late_s"] is None
    assert 0 <= told["p50_s"] <= told["p90_s"]
    assert told["why"] == {
        "ahead": 2.0,
        "counters": told["why"]["counters"],
        "queue_s": told["why"]["queue_s"],
        "service_s": 300,
        "learned_from": 0,
        "engine": "queue",
        "learned": False,
    }
    assert told["why"]["counters"] > 0
