"""The design of the paper in real Chromium: by keyboard alone, with faults in it, and in two languages."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import Page, expect

from config.branch import SAMPLE
from config.template import load_template
from kiosk.staff import Role, Staff
from tests.ui.web.browsing import PIN, TABLET, chromium, holds, look
from tests.ui.web.process import lobby_beside, running

__all__ = ["chromium", "look"]


@pytest.fixture
def lobby(tmp_path, branch):
    """One whose lin is an administrator."""
    with lobby_beside(tmp_path / "data", branch) as found:
        Staff(found.site.store, found.site.clock).add("lin", Role.ADMINISTRATOR, PIN)
        yield found


@pytest.fixture
def folder(tmp_path):
    """A branch of its own, so that its paper may be changed."""
    made = tmp_path / "branch"
    shutil.copytree(SAMPLE, made)
    return made


@pytest.fixture
def pages(tmp_path, lobby, folder):
    with running(tmp_path / "data", "--plain", "--config", str(folder)) as started:
        yield started


@pytest.fixture(params=["zh-CN", "en"])
def page(request, look) -> Page:
    opened = look("staff", "/paper-design", TABLET, request.param, signed_in=True)
    paper(opened)
    return opened


def paper(page: Page) -> None:
    """The sheet is drawn."""
    page.wait_for_function("document.querySelector('[data-paper]').width > 300")


def test_it_holds_and_names_the_row_that_can_not_be_printed(page):
    holds(page)
    row = page.locator("li.design-row").nth(4)
    row.locator('[data-key="texts"]').fill("{servces}")
    expect(page.locator("[data-faults] li")).to_contain_text("services")
    expect(page.locator("li.faulty")).to_have_count(1)
    expect(row).to_have_class("card design-row faulty")
    expect(page.locator("[data-keep]")).to_be_disabled()
    holds(page)
    row.locator('[data-key="texts"]').fill("{services}")
    expect(page.locator("li.faulty")).to_have_count(0)
    expect(page.locator("[data-keep]")).to_be_enabled()


def test_rows_are_moved_removed_added_and_kept_by_keyboard_alone(page, folder):
    rows = page.locator("li.design-row")
    count = rows.count()
    rows.first.locator("[data-down]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(count - 1)
    assert page.evaluate("document.activeElement.matches('[data-remove]')")
    page.locator('[data-add="text"]').focus()
    page.keyboard.press("Enter")
    with page.expect_response(lambda answer: "{number}" in (answer.request.post_data or "")):
        page.keyboard.type("龘㐂𠮷 {number}")
    expect(rows.last.locator('[data-key="texts"]')).to_have_value("龘㐂𠮷 {number}")
    expect(page.locator("[data-keep]")).to_be_enabled()
    page.locator("[data-keep]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-kept]")).to_be_visible()
    language = page.locator("[data-language]").input_value()
    assert load_template(language, folder).rows[-1].texts == ("龘㐂𠮷 {number}",)
    assert len(load_template(language, folder).rows) == count


def test_what_was_changed_waits_while_the_other_language_is_looked_at(page):
    language = page.locator("[data-language]").input_value()
    other = {"zh_CN": "en", "en": "zh_CN"}[language]
    first = page.locator('[data-key="texts"]').first
    first.fill("Mine {bank}")
    page.locator("[data-language]").select_option(other)
    expect(first).to_have_value("{bank} | {branch}")
    page.locator("[data-language]").select_option(language)
    expect(first).to_have_value("Mine {bank}")
