"""The pages as people meet them: real Chromium, at the sizes they are made for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.ui.web.browsing import (
    DESK,
    DIGIT_SHARE,
    PHONE,
    TABLET,
    TV,
    busy,
    chromium,
    holds,
    lobby,
    look,
    pages,
)

__all__ = ["busy", "chromium", "lobby", "look", "pages"]


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
    for opener in ("#open-take", "#open-outage", "[data-open=lift]", "[data-open=look]"):
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
    # In one look: the board may be drawn anew between two.
    boxes = page.evaluate(
        "[...document.querySelectorAll('.calls li, .wall aside .card, .rule')]"
        ".map(each => each.getBoundingClientRect().toJSON())"
    )
    assert all(box["y"] + box["height"] <= TV[1] and box["x"] + box["width"] <= TV[0] for box in boxes)
    cut_off = "each => each.scrollWidth > each.clientWidth"
    assert page.evaluate(f"[...document.querySelectorAll('.calls li.card')].filter({cut_off}).length") == 0


@pytest.mark.parametrize("size", [TV, TABLET, (3840, 2160)])
def test_with_a_notice_and_many_missed_nothing_on_the_board_is_cut(look, lobby, take, size):
    for _ in range(24):
        take("cash")
    for service in ("wealth", "corporate"):
        take(service)
    for _ in range(7):
        lobby.call_next("1")
        lobby.miss("1")
    for counter in ("1", "2", "3", "4", "5", "6"):
        lobby.call_next(counter)
    page = look("board", "/board", size)
    taller = "each => each.scrollHeight > each.clientHeight + 1"
    cut = f"[...document.querySelectorAll('.wall aside .card')].filter({taller})"
    lists = "getComputedStyle(document.querySelector('.waits')).overflow"
    assert page.evaluate(f"[{lists}, {cut}.length]") == ["hidden", 0]
    lobby.tell_outage(
        {"zh_CN": "因系统原因办理较慢，预计延迟15分钟", "en": "Slow today, some 15 min"}, 15, "lin"
    )
    expect(page.locator(".notice")).to_be_visible()
    assert page.evaluate(f"{cut}.length") == 0
    last = page.locator(".waits dd").last.bounding_box()
    assert last["y"] + last["height"] < size[1] * 0.96


def test_an_outage_is_on_board_and_phone_at_once(look, lobby, take):
    token = lobby.token(take("cash"))
    board, phone = look("board", "/board", TV), look("public", f"/t/{token}", PHONE)
    lobby.tell_outage({"zh_CN": "系统较慢，请稍候", "en": "The system is slow today"}, 10, "lin")
    for page in (board, phone):
        expect(page.get_by_text("系统较慢，请稍候")).to_be_visible()
        holds(page)
    lobby.end_outage("lin")
    expect(phone.get_by_text("系统较慢，请稍候")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("size", [(800, 1280), PHONE])
def test_a_tablet_held_upright_shows_all_and_nothing_twice_at_one_place(look, busy, take, size, language):
    take("wealth", ticket_class="vip")
    page = look("staff", "/manager", size, language, signed_in=True)
    holds(page)
    parts = page.locator(".person > *, .tile, .alarms, .bar button").all()
    boxes = [part.bounding_box() for part in parts]
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            beside = min(one["x"] + one["width"], other["x"] + other["width"]) <= max(one["x"], other["x"])
            below = min(one["y"] + one["height"], other["y"] + other["height"]) <= max(one["y"], other["y"])
            assert beside or below
    wide = "[...document.querySelectorAll('.who')].filter(each => each.scrollWidth > each.clientWidth)"
    assert page.evaluate(f"{wide}.length") == 0
