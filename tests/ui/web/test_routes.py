"""Every route of every listener: who may, with which session, and how much may be sent."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute

from kiosk.sessions import IDLE_S
from kiosk.staff import Role, Staff
from ui.web import (
    board,
    cases,
    counter,
    design,
    entrance,
    health,
    manager,
    near,
    paper,
    peaks,
    phone,
    rating,
    reference,
    reports,
    screen,
    screens,
    verdicts,
)

ROUTERS = {
    "staff": (
        entrance.router,
        counter.router,
        manager.router,
        cases.router,
        reports.router,
        design.router,
        screens.router,
        health.router,
        health.figures,
    ),
    "board": (board.router, verdicts.router, peaks.router, paper.router, health.router),
    "public": (
        rating.router,
        near.router,
        phone.router,
        reference.router,
        screen.router,
        health.router,
    ),
}
VALUES = {
    "counter": "1",
    "verb": "next",
    "number": "A001",
    "kind": "person",
    "name": "ticket-0001.png",
    "token": "AAAA",
    "deed": "back",
    "reference": "F0001-ABCDE",
    "file": "2026-11-25_2026-11-25.xlsx",
}
OPEN = {"/login", "/healthz"}
BEGIN = ("POST", "/api/v1/session")
TEN_MB = b"x" * (10 * 1024 * 1024)
ROLES = ("teller", "manager", "administrator")


def routes(app):
    """Each method and path, with values in the places of its names."""
    found = [route for part in ROUTERS[app] for route in part.routes if isinstance(route, APIRoute)]
    return [
        (method, re.sub(r"\{(\w+)[^}]*\}", lambda name: VALUES.get(name[1], "1"), route.path), route)
        for route in found
        for method in sorted(route.methods)
    ]


def least_role(route) -> str:
    """The role that a route's own dependency asks for."""
    asked = [
        cell.cell_contents
        for dependency in route.dependant.dependencies
        for cell in (dependency.call.__closure__ or ())
        if isinstance(cell.cell_contents, Role)
    ]
    return asked[0].value if asked else ""


STAFF = [each for each in routes("staff") if each[1] not in OPEN and each[:2] != BEGIN]
ALL = [(app, method, path) for app in ROUTERS for method, path, _ in routes(app)]
CHANGES = [each for each in ALL if each[1] != "GET"]
WRONG = [b"", b"[]", b"null", b"{", b'"x"', b"7", b'{"nonsense": 1}', b"\xff\xfe\x00", b"[" * 5_000]


def named(each):
    return " ".join(map(str, each[:2] if not isinstance(each[2], str) else each))


def ask(visitor, method, path, body=b"{}", **headers):
    sent = {"Content-Type": "application/json", "X-Form-Token": visitor.token, **headers}
    return visitor.client.request(method, path, content=None if method == "GET" else body, headers=sent)


@pytest.fixture(autouse=True)
def _a_customer(take):
    take("cash")


def test_every_staff_route_asks_for_a_role_but_the_door_and_the_supervisor_s():
    without = {path for _, path, route in STAFF if not least_role(route)}
    assert without == {"/metrics"}


@pytest.mark.parametrize("each", STAFF, ids=named)
def test_a_stranger_and_an_old_session_get_in_nowhere(visit, sign_in, store, clock, each):
    method, path, route = each
    if not least_role(route):
        assert path == "/metrics"
        return
    assert ask(visit("staff"), method, path).status_code == 401
    idle = sign_in("administrator")
    clock.advance(IDLE_S + 1)
    assert ask(idle, method, path).status_code == 401
    gone = sign_in("administrator", "gone")
    Staff(store, clock).remove("gone")
    assert ask(gone, method, path).status_code == 401


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("each", STAFF, ids=named)
def test_each_role_may_what_it_may_and_no_more(sign_in, each, role):
    method, path, route = each
    needed = least_role(route)
    if not needed or "/events" in path:
        return
    answer = ask(sign_in(role), method, path)
    if ROLES.index(role) < ROLES.index(needed):
        assert answer.status_code == 403
        assert needed in answer.json()["detail"]
    else:
        assert answer.status_code not in {401, 403}
        assert answer.status_code < 500


@pytest.mark.parametrize("each", [each for each in STAFF if each[0] != "GET"], ids=named)
def test_no_change_is_made_without_the_form_token_or_with_another_s(sign_in, store, each):
    method, path, _ = each
    with store.read() as cursor:
        before = cursor.one("SELECT max(seq) FROM event")
    for token in ("", "0" * 64, sign_in("administrator").token):
        answer = ask(sign_in("administrator"), method, path, **{"X-Form-Token": token})
        assert answer.status_code == 403
        assert "form token" in answer.json()["detail"]
    with store.read() as cursor:
        assert cursor.one("SELECT max(seq) FROM event") == before


@pytest.mark.parametrize("each", CHANGES, ids=named)
def test_ten_megabytes_are_taken_nowhere(visit, sign_in, each):
    app, method, path = each
    visitor = sign_in("administrator") if app == "staff" else visit(app)
    answer = ask(visitor, method, path, TEN_MB)
    assert answer.status_code == 413
    assert "64 kB" in answer.json()["detail"]


@pytest.mark.parametrize("each", CHANGES, ids=named)
def test_whatever_is_sent_is_answered_with_a_sentence(visit, sign_in, each):
    app, method, path = each
    visitor = sign_in("administrator") if app == "staff" else visit(app)
    for body in WRONG:
        answer = ask(visitor, method, path, body)
        assert answer.status_code < 500
        if answer.status_code >= 400 and path != "/login":
            assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("app", ["board", "public"])
@pytest.mark.parametrize("each", STAFF, ids=named)
def test_nothing_of_the_staff_s_is_at_the_other_listeners(visit, app, each):
    method, path, _ = each
    if path in {"/", "/api/v1/events", "/metrics"} or path.startswith("/api/v1/tickets/"):
        return
    assert ask(visit(app), method, path).status_code in {404, 405}


def test_the_board_takes_nothing():
    assert {method for method, _, _ in routes("board")} == {"GET"}


@pytest.mark.parametrize("body", [b"[" * 30_000, b'{"name": "\xff\xfe", "secret": "1"}'])
def test_a_body_that_can_not_be_read_is_answered_with_what_to_look_at(visit, body):
    answer = visit("staff").client.post(BEGIN[1], content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]
