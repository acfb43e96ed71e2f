"""Real Chromium in front of running pages, and what holds for each of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, sync_playwright

from kiosk.staff import Role, Staff
from tests.ui.web.conftest import PIN
from tests.ui.web.process import lobby_beside, running

TV, DESK, TABLET, PHONE = (1920, 1080), (1366, 768), (1280, 800), (390, 844)
OLD_PHONE = (320, 568)
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
    with lobby_beside(tmp_path / "data", branch) as found:
        Staff(found.site.store, found.site.clock).add("lin", Role.MANAGER, PIN)
        yield found


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


def place_of(page: Page, selector: str) -> tuple[float, float, float, float]:
    """Where something is and how large, measured at one moment: the page may be drawn anew at any."""
    page.locator(selector).wait_for()
    script = "one => { const {x, y, width, height} = document.querySelector(one).getBoundingClientRect();"
    left, top, width, height = page.evaluate(f"{script} return [x, y, width, height]; }}", selector)
    return left, top, width, height


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
