"""What people do with the pages in real Chromium: serve, lift, lose the connection and come back."""

from __future__ import annotations

import socket

from playwright.sync_api import expect

from kiosk.ticket import TicketState
from tests.ui.web.browsing import (
    DESK,
    PATIENCE_MS,
    TABLET,
    busy,
    chromium,
    holds,
    lobby,
    look,
    pages,
    place_of,
)
from tests.ui.web.process import running

__all__ = ["busy", "chromium", "lobby", "look", "pages"]


def test_a_teller_serves_with_the_keyboard_alone(look, lobby, take):
    for _ in range(2):
        take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    expect(page.locator("#next")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#number")).to_have_text("A001")
    page.keyboard.press("r")
    expect(page.get_by_text("叫了2次")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_text("办理中")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#number")).to_have_text("A002")
    page.keyboard.press("m")
    expect(page.get_by_text("已过号")).to_be_visible()
    page.keyboard.press("p")
    page.locator("#pause-lunch").click()
    expect(page.locator(".here").get_by_text("午餐")).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator("#next")).to_be_visible()


def test_the_big_button_is_the_size_of_a_palm(look, busy):
    page = look("staff", "/counter/3", DESK, signed_in=True)
    _, _, width, height = place_of(page, "#next")
    assert width >= 400
    assert height >= 180


def test_a_counter_without_scripts_calls_starts_and_finishes(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True, java_script_enabled=False)
    page.click("#next")
    assert page.locator("#number").inner_text() == "A001"
    page.click("#start")
    page.click("#finish")
    assert page.locator("#number").count() == 0


def test_what_the_lobby_refuses_is_told_on_the_page(look, lobby, take):
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.route("**/counters/1/next", lambda route: route.fulfill(status=409, json={"detail": "Not now."}))
    page.click("#next")
    expect(page.locator("[data-refused]")).to_have_text("现在办不了，请看一下页面再按Not now.")
    holds(page)


def test_an_assisted_ticket_takes_three_taps(look, lobby):
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.click("#open-take")
    page.check("dialog[open] input[value=cash]")
    page.click("dialog[open] .go")
    expect(page.locator("#taken [data-number]")).to_have_text("A001")
    assert lobby.find("A001").services == ("cash",)


def test_a_lift_shows_its_price_and_is_undone(look, lobby, take):
    for _ in range(3):
        take("cash")
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.click("#lift-A003")
    expect(page.locator("[data-cost]")).to_contain_text("2人各多等约")
    page.check("dialog[open] input[value=recovery]")
    page.click("dialog[open] .go")
    expect(page.locator(".person").filter(has_text="A003").get_by_text("优先", exact=True)).to_be_visible()
    page.click("#tickets-A003-undo-lift")
    expect(page.locator("#lift-A003")).to_be_visible()
    assert not lobby.find("A003").lifted
    # A touch of the row says why it waits, and goes on saying it.
    page.locator(".person").filter(has_text="A003").locator(".late").click()
    why = page.locator("#look [data-filled]")
    expect(why).to_contain_text("有2人在前")
    lobby.cancel(lobby.find("A001").id)
    expect(why).to_contain_text("有1人在前")
    page.click("#look [data-close]")
    expect(page.locator("#look")).to_be_hidden()


def test_a_page_that_loses_its_connection_says_so_and_comes_back_with_nothing_missed(
    chromium, tmp_path, lobby, take
):
    for _ in range(3):
        take("cash")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    page = chromium.new_context(locale="zh-CN").new_page()
    heard = []
    page.expose_function("heard", lambda number: heard.append(number))  # noqa: PLW0108  (it marks what it is given)
    with running(tmp_path / "data", "--plain", "--board-port", port) as pages:
        page.goto(f"{pages.addresses['board']}/board")
        page.evaluate("document.addEventListener('lobby', event => heard(event.detail.number))")
        lobby.call_next("1")
        expect(page.locator(".calls .number").first).to_have_text("A001")
        expect(page.locator("[data-lost]")).to_be_hidden()
    expect(page.locator("[data-lost]")).to_be_visible(timeout=PATIENCE_MS)
    lobby.call_next("2")
    lobby.call_next("3")
    with running(tmp_path / "data", "--plain", "--board-port", port):
        expect(page.locator(".calls li.card")).to_have_count(3, timeout=PATIENCE_MS)
        expect(page.locator("[data-lost]")).to_be_hidden()
    assert heard == ["A001", "A002", "A003"]
    page.context.close()


def test_a_teller_may_switch_the_shortcuts_off_and_they_stay_off(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    button = page.locator("#next")
    expect(button.locator("kbd")).to_be_visible()
    assert button.get_attribute("aria-keyshortcuts") == "n"
    page.click("[data-keys]")
    expect(button.locator("kbd")).to_be_hidden()
    page.keyboard.press("n")
    page.reload()
    expect(button.locator("kbd")).to_be_hidden()
    assert button.get_attribute("aria-keyshortcuts") is None
    page.keyboard.press("n")
    assert lobby.find("A001").state is TicketState.WAITING
    page.click("[data-keys]")
    page.keyboard.press("n")
    expect(page.locator("#number")).to_have_text("A001")


def test_a_letter_that_is_typed_is_no_press(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.locator("main > input").press("n")
    expect(page.locator("main > input")).to_have_value("n")
    assert lobby.find("A001").state is TicketState.WAITING
