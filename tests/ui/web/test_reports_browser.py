"""The reports in real Chromium: on the tablet both ways up, in both languages, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.ui.web.browsing import TABLET, busy, chromium, holds, lobby, look, pages

__all__ = ["busy", "chromium", "lobby", "look", "pages"]

UPRIGHT = (800, 1280)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [TABLET, UPRIGHT], ids=["lying", "upright"])
def test_it_holds_with_every_table_open(look, busy, size, language):
    page = look("staff", "/reports", size, language, signed_in=True)
    expect(page.locator("#hours svg")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    holds(page)


def test_a_press_on_the_tablet_leads_there(look, busy, phrases):
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.get_by_role("link", name=phrases["zh_CN"]("report.open"), exact=True).click()
    expect(page.locator(".headlines .figure").first).to_have_text("8")


def test_printed_there_are_no_buttons(look, busy):
    page = look("staff", "/reports", TABLET, signed_in=True)
    page.emulate_media(media="print")
    expect(page.locator("#morning")).to_be_hidden()
    expect(page.locator("#hours svg")).to_be_visible()
