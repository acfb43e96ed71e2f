"""The pages as people meet them: real Chromium, at the sizes they are made for."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from kiosk.clock import branch_clock, shift_to
from kiosk.lobby import Lobby
from kiosk.staff import Role, Staff
from kiosk.store import open_store
from tests.ui.web.conftest import PIN
from tests.ui.web.process import OPEN, running

TV, DESK, TABLET, PHONE = (1920, 1080), (1366, 768), (1280, 800), (390, 844)
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PATIENCE_MS = 15_000
DIGIT_SHARE = 0.73
"""How much of the font's size a digit of Noto Sans is high."""
LEAST_TOUCH = 44


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def lobby(tmp_path, branch):
    store = open_store(tmp_path / "data")
    zone = branch.timezone
    clock = branch_clock(zone, shift_to(datetime.fromisoformat(OPEN), zone))
    Staff(store, clock).add("lin", Role.MANAGER, PIN)
    yield Lobby(store, branch, clock)
    store.close()


@pytest.fixture
def pages(tmp_path, lobby):
    with running(tmp_path / "data", "--plain", "--tickets", str(tmp_path)) as started:
        yield started


@pytest.fixture
def look(chromium, pages) -> Iterator:
    """Open a page of one of the listeners in a window of a size; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def opened(app, path, size, language="zh-CN", *, signed_in=False, **more) -> Page:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=language, bypass_csp=True, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if signed_in:
            page.goto(f"{pages.addresses['staff']}/login")
            page.fill("#name", "lin")
            page.fill("#secret", PIN)
            page.click(".go")
            page.wait_for_url("**/")
        page.goto(pages.addresses[app] + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said) -> bool:
    """An answer of 409 is part of the lobby's talk, though the browser calls it an error."""
    return said.type == "error" and "409" not in said.text


def holds(page: Page) -> None:
    """Nothing for axe to say, nothing cut off at the side, and everything large enough to be hit."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    told = [(each["id"], each["help"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
    assert told == []
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, summary')].filter(each => each.offsetHeight > 0 &&"
        f" each.offsetHeight < {LEAST_TOUCH}).map(each => each.outerHTML.slice(0, 120))"
    )
    assert small == []


@pytest.fixture
def busy(lobby, take):
    """A lobby at ten: some are called, one is served, one was missed, several wait."""
    for service in ("cash", "cash", "noncash", "corporate", "cash", "wealth", "cash"):
        take(service)
    take("cash", ticket_class="care")
    for counter in ("1", "2", "4"):
        lobby.call_next(counter)
    lobby.start("1")
    lobby.miss("2")
    return lobby


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize(
    ("app", "path", "size"),
    [
        ("board", "/board", TV),
        ("board", "/board", TABLET),
        ("board", "/paper", TABLET),
        ("staff", "/login", TABLET),
        ("staff", "/", DESK),
        ("staff", "/counter/1", DESK),
        ("staff", "/counter/2", DESK),
        ("staff", "/counter/4", TABLET),
        ("staff", "/manager", TABLET),
        ("public", "token", PHONE),
        ("public", "token", (320, 568)),
    ],
)
def test_every_page_holds_at_its_size_in_both_languages(look, busy, take, app, path, size, language):
    if path == "token":
        path = f"/T/{busy.token(take('cash'))}"
    page = look(app, path, size, language, signed_in=app == "staff" and path != "/login")
    holds(page)


def test_every_state_of_a_phone_holds(look, lobby, take):
    ticket = take("cash", "wealth")
    page = look("public", f"/t/{lobby.token(ticket)}", PHONE)
    for deed, shown in (
        (lambda: lobby.step_out(ticket.id), "您已暂离"),
        (lambda: lobby.bring_back(ticket.id), "下一位就是您"),
        (lambda: lobby.call_next("1"), "请到1号窗口"),
        (lambda: lobby.miss("1"), "您的号码已过号"),
        (lambda: lobby.bring_back(ticket.id), "下一位就是您"),
        (lambda: lobby.call_next("1"), "请到1号窗口"),
        (lambda: lobby.start("1"), "正在为您办理"),
        (lambda: lobby.park("1"), "您的业务先放一放"),
    ):
        deed()
        expect(page.get_by_text(shown)).to_be_visible()
        holds(page)


def test_the_dialogs_hold(look, busy):
    page = look("staff", "/manager", TABLET, signed_in=True)
    for opener in ("#open-take", "#open-outage", "[data-open=lift]"):
        page.locator(opener).first.click()
        expect(page.locator("dialog[open]")).to_be_visible()
        holds(page)
        page.locator("dialog[open] [data-close]").click()


def test_a_call_is_on_the_board_at_once_and_reads_at_eight_metres(look, lobby, take):
    take("cash")
    page = look("board", "/board", TV)
    expect(page.get_by_text("暂时没有叫号")).to_be_visible()
    lobby.call_next("3")
    call = page.locator(".calls li.calling")
    expect(call.locator(".number").first).to_have_text("A001")
    expect(call.locator(".window")).to_have_text("3")
    for part in call.locator(".number").all():
        size = float(part.evaluate("each => getComputedStyle(each).fontSize").removesuffix("px"))
        assert size * DIGIT_SHARE >= 0.119 * TV[1]


def test_eight_calls_fit_on_the_board(look, lobby, take):
    for service in ("cash", "cash", "cash", "corporate", "wealth", "cash"):
        take(service, ticket_class="vip" if service == "corporate" else "ordinary")
    for counter in ("1", "2", "3", "4", "5", "6"):
        lobby.call_next(counter)
    page = look("board", "/board", TV)
    boxes = [each.bounding_box() for each in page.locator(".calls li, .wall aside .card, .rule").all()]
    assert all(box["y"] + box["height"] <= TV[1] and box["x"] + box["width"] <= TV[0] for box in boxes)
    cut_off = "each => each.scrollWidth > each.clientWidth"
    assert page.evaluate(f"[...document.querySelectorAll('.calls li.card')].filter({cut_off}).length") == 0


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
    box = page.locator("#next").bounding_box()
    assert box["width"] >= 400
    assert box["height"] >= 180


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
    expect(page.locator("[data-refused]")).to_have_text("Not now.")


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
