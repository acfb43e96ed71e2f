"""Advice on the tablet, the board and its own page."""

from __future__ import annotations

import pytest

from config.advice import Advice
from config.calendar import BranchCalendar
from kiosk.advice.adviser import Adviser
from kiosk.event import Kind


@pytest.fixture
def advised(lobby, take):
    """A crowd at three counters, and what is advised of it."""
    for counter in ("4", "5", "6"):
        lobby.close_counter(counter)
    for _ in range(24):
        take("cash")
    return Adviser(Advice(), BranchCalendar()).look(lobby.site).advised


def test_the_tablet_says_it_with_one_action_and_the_board_tells_the_hall(advised, sign_in, visit, branch):
    manager = sign_in("manager")
    name = branch.counter(advised.counter).name["zh_CN"]
    said = manager.page("/manager").text
    assert f"开启{name}" in said
    assert f"等候{round(advised.before_s / 60)} → {round(advised.after_s / 60)}分钟" in said
    assert manager.post(f"/api/v1/advice/{advised.counter}/follow").status_code == 204
    assert f"{name}5分钟后开启" in visit("board").page("/board").text
    again = manager.post(f"/api/v1/advice/{advised.counter}/follow")
    assert (again.status_code, "Nothing is advised" in again.json()["detail"]) == (409, True)


def test_a_no_needs_a_reason_that_there_is(advised, sign_in, lobby):
    manager = sign_in("manager", "lin")
    path = f"/api/v1/advice/{advised.counter}/decline"
    assert manager.post(path, {"reason": "tired"}).status_code == 422
    assert manager.post(path, {"reason": "nobody"}).status_code == 204
    page = manager.page("/advice").text
    assert "没有空闲柜员" in page
    assert "lin" in page


def test_a_teller_may_not_answer_advice(advised, sign_in):
    assert sign_in("teller").post(f"/api/v1/advice/{advised.counter}/follow").status_code == 403


def test_the_second_line_is_asked_with_one_press(advised, sign_in, lobby):
    manager = sign_in("manager")
    assert manager.post("/api/v1/support").status_code == 204
    assert "24人等候" in manager.page("/manager").text
    assert manager.post("/api/v1/support/answer", {"answer": "coming"}).status_code == 204
    assert "马上来" in manager.page("/manager").text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_page_and_the_plan_are_there_before_the_first_day_is_over(sign_in, language):
    manager = sign_in("manager")
    assert manager.page(f"/advice?lang={language}").status_code == 200
    sheet = manager.get("/advice/plan.csv")
    assert (sheet.status_code, len(sheet.text.splitlines())) == (200, 1)


def test_a_day_that_is_none_is_told(sign_in):
    answer = sign_in("manager").page("/advice?day=2026-13-01")
    assert (answer.status_code, "2026-11-25" in answer.text) == (422, True)


def test_a_closed_day_is_shown_beside_itself(sign_in, lobby, take, clock):
    for _ in range(6):
        take("cash")
    while lobby.call_next("1"):
        clock.advance(400)
        lobby.finish("1")
    clock.advance(86_400)
    take("cash")
    page = sign_in("manager").page("/advice?day=2026-11-25&otherwise=rule&rule=strict").text
    assert 'id="what-if-title"' in page
    assert "6位客户按真实的" in page


def test_kinds_of_advice_are_in_the_log(advised, lobby):
    with lobby.site.store.read() as cursor:
        found = cursor.one("SELECT counter FROM event WHERE kind = ?", Kind.ADVICE_GIVEN.value)
    assert found == (advised.counter,)
