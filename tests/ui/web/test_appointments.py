"""Staff enter appointments over the API, and nobody else does."""

from __future__ import annotations

SLOT = "2026-11-25T11:30"


def test_a_manager_enters_one_and_reads_it_back(sign_in, clock):
    manager = sign_in("manager", "lin")
    slot = clock().replace(hour=15, minute=30, second=0, microsecond=0)
    made = manager.post("/api/v1/appointments", {"service": "wealth", "slot": slot.isoformat()})
    assert made.status_code == 201
    assert (len(made.json()["code"]), made.json()["used"]) == (6, False)
    assert manager.get("/api/v1/appointments").json() == [made.json()]
    twice = {"service": "cash", "slot": slot.isoformat(), "code": made.json()["code"]}
    assert manager.post("/api/v1/appointments", twice).status_code == 409


def test_a_teller_enters_none_and_no_name_is_taken(sign_in):
    body = {"service": "wealth", "slot": SLOT}
    assert sign_in("teller", "wang").post("/api/v1/appointments", body).status_code == 403
    manager = sign_in("manager", "lin")
    assert manager.post("/api/v1/appointments", {**body, "name": "Li"}).status_code == 422
    assert manager.post("/api/v1/appointments", {**body, "code": "12"}).status_code == 422
