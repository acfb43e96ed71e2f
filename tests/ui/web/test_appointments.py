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


def test_a_retry_gets_the_first_ones_answer(sign_in):
    manager, body = sign_in("manager", "lin"), {"service": "wealth", "slot": SLOT, "request_id": "B-17"}
    first, again = (manager.post("/api/v1/appointments", body) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert manager.get("/api/v1/appointments?day=2026-11-25").json() == [first.json()]
    assert manager.post("/api/v1/appointments", {**body, "service": "cash"}).status_code == 409
    assert manager.post("/api/v1/appointments", {**body, "request_id": "x" * 81}).status_code == 422


def test_a_teller_enters_none_and_no_name_is_taken(sign_in):
    body = {"service": "wealth", "slot": SLOT}
    assert sign_in("teller", "wang").post("/api/v1/appointments", body).status_code == 403
    manager = sign_in("manager", "lin")
    assert manager.post("/api/v1/appointments", {**body, "name": "Li"}).status_code == 422
    assert manager.post("/api/v1/appointments", {**body, "code": "12"}).status_code == 422
