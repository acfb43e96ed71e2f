"""What stands before every route: bodies, headers, other sites, and errors that nobody foresaw."""

from __future__ import annotations

import pytest

from ui.web.guards import BODY_MOST

TEN_MB = 10 * 1024 * 1024
APPS = ["staff", "board", "public"]
ROUTES = [
    ("staff", "POST", "/login"),
    ("staff", "POST", "/api/v1/session"),
    ("staff", "POST", "/api/v1/counters/1/next"),
    ("staff", "POST", "/counter/1/next"),
    ("staff", "GET", "/"),
    ("board", "GET", "/board"),
    ("board", "POST", "/board"),
    ("public", "POST", "/t/AAAA/step-out"),
    ("public", "POST", "/api/v1/tickets/AAAA/back"),
]


@pytest.mark.parametrize(("app", "method", "path"), ROUTES)
def test_ten_megabytes_are_refused_before_anything_reads_them(visit, app, method, path):
    answer = visit(app).client.request(method, path, content=b"x" * TEN_MB)
    assert answer.status_code == 413
    assert "64 kB" in answer.json()["detail"]


def test_a_body_that_does_not_say_its_length_is_counted(visit):
    pieces = (b"x" * 1024 for _ in range(BODY_MOST // 1024 + 1))
    assert visit("staff").client.post("/api/v1/session", content=pieces).status_code == 413


def test_a_body_that_is_just_small_enough_is_read(visit):
    answer = visit("staff").client.post(
        "/api/v1/session", content=b"x" * BODY_MOST, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("path", ["/", "/login", "/board", "/nothing", "/static/lobby.css", "/openapi.json"])
def test_every_answer_keeps_the_browser_safe(visit, app, path):
    headers = visit(app).get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")


@pytest.mark.parametrize("app", APPS)
def test_a_page_that_is_not_there_gets_a_sentence(visit, app):
    program, person = visit(app).get("/api/v1/nothing"), visit(app).page("/nothing?lang=en")
    assert program.json()["detail"] == "There is no page at /api/v1/nothing."
    assert (person.status_code, "can&#39;t be shown" in person.text) == (404, True)


def test_a_method_that_is_not_taken_gets_a_sentence(visit):
    answer = visit("board").client.delete("/board")
    assert (answer.status_code, answer.json()["detail"]) == (405, "/board does not take DELETE.")


@pytest.mark.parametrize("app", APPS)
def test_no_page_holds_a_script_or_a_style_of_its_own(visit, sign_in, take, lobby, app):
    ticket = take("cash")
    visitor = sign_in() if app == "staff" else visit(app)
    paths = {"staff": "/counter/1", "board": "/board", "public": f"/t/{lobby.token(ticket)}"}
    page = visitor.page(paths[app]).text
    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in "".join(part.split(">")[0] for part in page.split("<button")[1:])
    assert page.count("<script") == page.count('<script type="module" src="/static/')


@pytest.mark.warns
def test_what_nobody_foresaw_is_a_sentence_with_nothing_of_the_inside(visit, hall, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        message = "secret inside"
        raise RuntimeError(message)

    monkeypatch.setattr(hall, "page", fails)
    answer = visit("board").get("/board")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["detail"].startswith("Something went wrong here")
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("app", APPS)
def test_the_api_describes_itself(visit, app):
    described = visit(app).get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    paths = set(described["paths"])
    assert {path for path in paths if path not in {"/healthz", "/metrics"}} == {
        path for path in paths if path.startswith("/api/v1/")
    }


def test_the_figures_are_in_prometheus_s_form_and_only_the_staff_s(visit, take):
    take("cash")
    figures = visit("staff").get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain")
    assert "\nlobby_waiting 1\n" in figures.text
    assert visit("board").get("/metrics").status_code == 404
    assert visit("public").get("/metrics").status_code == 404


def test_the_figures_tell_how_each_device_stands_in_the_word_of_screen_and_tablet(visit, lobby, take):
    take("cash")
    lobby.report_device("printer", "paper_out", "The printer is out of paper.")
    lobby.report_device('keypad "1"', "silent")
    said = visit("staff").get("/metrics").text
    assert 'lobby_device_state{device="printer",state="paper_out"} 1\n' in said
    assert 'lobby_device_state{device="keypad \\"1\\"",state="silent"} 1\n' in said
    since_s = int(lobby.site.clock().timestamp())
    assert f'lobby_device_since_seconds{{device="printer",state="paper_out"}} {since_s}\n' in said
    assert "\nlobby_prints_open 1\n" in said


def test_pages_that_do_not_follow_the_log_are_not_healthy(visit):
    answer = visit("board").get("/healthz")
    assert (answer.status_code, "not followed" in answer.json()["detail"]) == (503, True)
