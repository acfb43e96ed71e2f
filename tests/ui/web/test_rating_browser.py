"""Rating as people do it: real Chromium, a phone of today and an old one, the screen, the tablet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kiosk import screens
from kiosk.rating import cases, giving, tables
from kiosk.rating.verdict import Channel, Verdict
from tests.ui.web.browsing import (
    PHONE,
    TABLET,
    TV,
    chromium,
    holds,
    lobby,
    look,
    pages,
)

__all__ = ["chromium", "lobby", "look", "pages"]

OLD = (320, 568)
WITHIN_MS = 2_000


@pytest.fixture
def served(lobby, take):
    def done(counter="1"):
        ticket = take("cash")
        lobby.call_next(counter)
        lobby.finish(counter)
        return ticket

    return done


def said(lobby, ticket):
    with lobby.site.store.read() as cursor:
        return tables.rating_of(cursor, ticket.id)


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("size", [PHONE, OLD])
def test_the_pages_hold_from_the_question_to_the_result(look, lobby, served, size, language):
    ticket = served()
    page = look("public", f"/T/{lobby.token(ticket)}", size, language)
    holds(page)
    page.check("[name=score][value='1']")
    page.check("[name=reason][value=attitude]")
    page.check("[name=manager]")
    page.fill("#comment", "等了四十分钟")
    holds(page)
    page.click(".go")
    expect(page.locator(".code")).to_have_text(said(lobby, ticket).reference)
    holds(page)
    page.click(".code a")
    expect(page.locator(".step").first).to_be_visible()
    holds(page)


def test_an_old_phone_without_scripts_can_judge_and_change(look, lobby, served):
    ticket = served()
    page = look("public", f"/t/{lobby.token(ticket)}", OLD, java_script_enabled=False)
    page.check("[name=score][value='5']")
    page.click(".go")
    expect(page.get_by_text("谢谢，您的评价已收到")).to_be_visible()
    page.get_by_text("修改评价").click()
    expect(page.locator("[name=score][value='5']")).to_be_checked()
    page.check("[name=score][value='3']")
    page.click(".go")
    expect(page.get_by_text("您的评价已更新")).to_be_visible()
    assert said(lobby, ticket).verdict.score == 3


def test_the_open_page_of_a_phone_leads_to_the_question(look, lobby, take):
    ticket = take("cash")
    page = look("public", f"/t/{lobby.token(ticket)}", PHONE)
    lobby.call_next("1")
    lobby.finish("1")
    page.get_by_role("link", name="请您评价").click()
    expect(page.get_by_text("您对这次服务满意吗？")).to_be_visible()


def test_the_screen_asks_by_itself_takes_one_touch_and_closes(look, lobby, take, served):
    page = look("public", "/screen", (1024, 600))
    page.fill("#key", screens.allow(lobby.site, "1", "chen"))
    holds(page)
    page.click(".go")
    expect(page.locator(".idling")).to_be_visible()
    holds(page)
    ticket = served()
    expect(page.locator(".asking")).to_be_visible()
    holds(page)
    page.click("#face-2")
    expect(page.locator(".thanked")).to_be_visible()
    holds(page)
    assert said(lobby, ticket).verdict.score == 2
    take("cash")
    lobby.call_next("1")
    expect(page.locator(".idling")).to_be_visible()
    lobby.finish("1")
    expect(page.locator(".asking")).to_be_visible()
    take("cash")
    lobby.call_next("1")
    expect(page.locator(".idling")).to_be_visible()


def test_an_unhappy_customer_is_on_the_tablet_within_two_seconds_and_is_seen_to(look, lobby, served):
    page = look("staff", "/manager", TABLET, signed_in=True)
    expect(page.locator("[data-lost]")).to_be_hidden()
    ticket = served()
    rating = giving.rate(lobby.site, lobby.token(ticket), Verdict(1, call_manager=True), Channel.PHONE)
    expect(page.locator(".unhappy")).to_be_visible(timeout=WITHIN_MS)
    holds(page)
    page.click(f"#take-{rating.reference}")
    expect(page.get_by_text("lin处理中")).to_be_visible()
    # By key: a second press of the finger at the same place so soon is taken for the first.
    page.press(f"#hand-{rating.reference}", "Enter")
    holds(page)
    page.fill("#case-to", "chen")
    page.fill("#case-contact", "3号窗口")
    page.click("#hand-over .go")
    expect(page.get_by_text("已交chen，待接手")).to_be_visible()
    page.goto(page.url.replace("/manager", "/cases"))
    holds(page)
    # It is the other's to close now, until it is handed back by name.
    expect(page.locator(f"#close-{rating.reference}")).to_have_count(0)
    cases.hand_over(lobby.site, ticket.id, "chen", "lin", "大堂")
    page.click(f"#close-{rating.reference}")
    page.fill("#case-result", "已当面致歉并补办")
    page.click("#close-case .go")
    expect(page.get_by_text("已当面致歉并补办")).to_be_visible()
    holds(page)


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_board_of_satisfaction_holds_and_moves_with_every_fifth(look, lobby, served, language):
    page = look("board", "/satisfaction", TV, language)
    expect(page.locator(".few")).to_be_visible()
    holds(page)
    for score in (5, 5, 4, 2, 1):
        giving.rate(lobby.site, lobby.token(served()), Verdict(score), Channel.PHONE)
    expect(page.locator(".percent")).to_have_text("60%")
    holds(page)
