"""Signing in and out: sessions, form tokens, roles and the lock."""

from __future__ import annotations

import pytest

from kiosk.sessions import IDLE_S
from tests.ui.web.conftest import PIN
from ui.web.signin import cookie_name

DEED = "/api/v1/counters/1/next"


def sentence(answer):
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    return said["detail"]


def test_a_stranger_is_shown_the_door(visit):
    stranger = visit("staff")
    answer = stranger.page("/counter/1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "Sign in" in stranger.page("/login?lang=en").text


@pytest.mark.parametrize("path", ["/api/v1/counters/1", "/api/v1/session", "/api/v1/events"])
def test_a_program_without_a_session_is_told_so(visit, path):
    answer = visit("staff").get(path)
    assert answer.status_code == 401
    assert sentence(answer) == "Nobody is signed in here: sign in first."


def test_the_form_signs_in_and_out(visit, sign_in):
    sign_in(name="lin")
    browser = visit("staff")
    welcome = browser.form("/login", name="lin", secret=PIN)
    assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
    page = browser.page("/?lang=en")
    assert "Which window is yours today?" in page.text
    token = page.text.split('name="token" value="')[1].split('"')[0]
    farewell = browser.form("/logout", token=token)
    assert farewell.headers["location"] == "/login"
    assert browser.page("/").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visit, sign_in):
    sign_in(name="lin")
    kept = visit("staff").form("/login", name="lin", secret=PIN).headers["set-cookie"]
    assert kept.startswith("lobby=")
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept


def test_with_https_the_cookie_belongs_to_this_host_alone(hall, monkeypatch):
    object.__setattr__(hall.manner, "secure", True)
    assert cookie_name(hall) == "__Host-lobby"


def test_a_wrong_pin_is_refused_and_the_name_is_kept(visit, sign_in):
    sign_in(name="lin")
    answer = visit("staff").form("/login?lang=en", name="lin", secret="000001")
    assert answer.status_code == 403
    assert "do not belong together" in answer.text
    assert 'value="lin"' in answer.text


def test_too_many_wrong_tries_have_to_wait(visit, sign_in, clock):
    sign_in(name="lin")
    browser = visit("staff")
    for _ in range(3):
        browser.post("/api/v1/session", {"name": "lin", "secret": "000001"})
    locked = browser.post("/api/v1/session", {"name": "lin", "secret": PIN})
    assert (locked.status_code, locked.headers["retry-after"]) == (429, "15")
    shown = browser.form("/login?lang=en", name="lin", secret=PIN)
    assert shown.status_code == 429
    assert "try again in 15 s" in shown.text
    clock.advance(16)
    assert browser.post("/api/v1/session", {"name": "lin", "secret": PIN}).status_code == 200


def test_a_new_session_ends_the_one_before(visit, sign_in, clock):
    lin = sign_in(name="lin")
    before = lin.client.cookies["lobby"]
    lin.post("/api/v1/session", {"name": "lin", "secret": PIN})
    other = visit("staff")
    other.client.cookies.set("lobby", before)
    assert other.get("/api/v1/session").status_code == 401
    assert lin.get("/api/v1/session").json()["name"] == "lin"


def test_whoever_does_nothing_for_a_while_is_signed_out(sign_in, clock):
    lin = sign_in()
    clock.advance(IDLE_S + 1)
    assert lin.get("/api/v1/session").status_code == 401


def test_a_session_is_ended_by_the_api_as_well(sign_in):
    lin = sign_in()
    assert lin.client.delete("/api/v1/session", headers={"X-Form-Token": lin.token}).status_code == 204
    assert lin.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize("token", ["", "0" * 32, "é"])
def test_a_change_without_the_form_token_is_refused(sign_in, take, token):
    take("cash")
    lin = sign_in()
    answer = lin.client.post(DEED, json={}, headers={"X-Form-Token": token.encode()})
    assert answer.status_code == 403
    assert "form token" in sentence(answer)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_change_from_another_site_is_refused(sign_in, site):
    answer = sign_in().post(DEED, **{"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert "another site" in sentence(answer)


def test_a_change_with_another_origin_is_refused_and_with_ours_is_not(sign_in):
    lin = sign_in()
    assert lin.post(DEED, Origin="https://evil.example").status_code == 403
    assert lin.post(DEED, Origin="http://testserver").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"name": 1, "secret": 2}',
        b'{"name": "lin"}',
        b'{"name": "lin", "secret": "1", "role": "administrator"}',
        b'{"name": "' + b"x" * 200 + b'", "secret": "739164"}',
        b"\xff\xfe",
    ],
)
def test_credentials_of_the_wrong_form_get_a_sentence(visit, body):
    answer = visit("staff").client.post(
        "/api/v1/session", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert sentence(answer)


def test_a_form_that_is_no_text_gets_a_page(visit):
    answer = visit("staff").client.post(
        "/login",
        content=b"name=%ff\xff&secret=1",
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"},
    )
    assert answer.status_code in {400, 403}
