"""The customers' pages in every shipped language: of the ticket, of the browser, and right to left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from kiosk.issuing import IssueRequest
from tests.ui.web.browsing import OLD_PHONE, chromium, holds

__all__ = ["chromium"]

ALL = ("zh_CN", "en", "zh_TW", "ar")


@pytest.fixture(scope="module")
def branch():
    return replace(load(SAMPLE), languages=ALL)


@pytest.fixture(scope="module")
def phrases():
    return {language: load_phrases(language) for language in ALL}


@pytest.fixture
def page_of(lobby, visit):
    """The phone's page of a ticket in a language, asked by a browser of another."""

    def opened(language, accepted="", address=""):
        ticket = lobby.issue(IssueRequest(("cash",), f"in-{language}-{accepted}", language=language))
        token = lobby.token(ticket)
        return visit("public").get(f"/t/{token}{address}", headers={"Accept-Language": accepted}).text

    return opened


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("zh-TW,zh;q=0.9", "zh-TW"),
        ("zh-Hant-HK", "zh-TW"),
        ("zh-Hans-CN", "zh-CN"),
        ("zh", "zh-CN"),
        ("ar-EG,en;q=0.5", "ar"),
        ("fr,de", "zh-CN"),
    ],
)
def test_the_page_of_an_ordinary_ticket_speaks_the_phone_s_language(page_of, accepted, expected):
    assert f'<html lang="{expected}"' in page_of("zh_CN", accepted)


def test_a_language_chosen_at_the_kiosk_goes_with_the_ticket(page_of):
    assert '<html lang="ar" dir="rtl">' in page_of("ar", "zh-CN")
    assert '<html lang="en">' in page_of("ar", "zh-CN", "?lang=en")


def test_the_arabic_page_names_the_service_in_english_and_apart(page_of, phrases):
    page = page_of("ar")
    assert phrases["ar"]("phone.your_number") in page
    assert "\u200f\u2068Personal cash\u2069" in page


def test_every_language_can_be_chosen_in_its_own_script(page_of):
    page = page_of("zh_CN")
    assert [name in page for name in ("English", "繁體中文", "العربية")] == [True, True, True]


def test_the_rating_speaks_the_ticket_s_language_too(lobby, visit, phrases):
    ticket = lobby.issue(IssueRequest(("cash",), "rated-in-arabic", language="ar"))
    lobby.call_next("1")
    lobby.start("1")
    lobby.finish("1")
    page = visit("public").get(f"/t/{lobby.token(ticket)}").text
    assert '<html lang="ar" dir="rtl">' in page
    assert phrases["ar"]("rating.question") in page


def test_the_board_of_a_branch_that_leads_with_arabic_begins_on_the_right(visit, hall):
    hall.site = replace(hall.site, branch=replace(hall.branch, languages=("ar", "en")))
    page = visit("board").page("/board").text
    assert 'dir="rtl"' in page


@pytest.fixture
def shown(chromium, visit):
    """A page of the customers in a real browser, answered without a process of its own."""
    public, opened = visit("public").client, []

    def answer(route):
        wanted = route.request
        if "/api/" in wanted.url:
            route.abort()  # What follows the log never ends.
            return
        got = public.request(wanted.method, wanted.url, content=wanted.post_data, headers=wanted.headers)
        kind = {"Content-Type": got.headers.get("content-type", "")}
        route.fulfill(status=got.status_code, headers=kind, body=got.content)

    def look(path, size):
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
        opened.append(page)
        page.route("**/*", answer)
        page.goto(f"http://testserver{path}")
        return page

    yield look
    for page in opened:
        page.close()


def aside(page, selector):
    """Whether each of these stands apart from all others."""
    return page.evaluate(
        """one => {
            const boxes = [...document.querySelectorAll(one)].map(each => {
                const range = document.createRange();
                range.selectNodeContents(each);
                return each.matches("p") ? range.getBoundingClientRect() : each.getBoundingClientRect();
            });
            const before = (a, b) => a.right <= b.left || a.bottom <= b.top;
            const apart = (a, b) => before(a, b) || before(b, a);
            return boxes.every((a, at) => boxes.slice(at + 1).every(b => apart(a, b)));
        }""",
        selector,
    )


def test_four_languages_leave_the_bank_its_name(shown, lobby):
    waits = lobby.issue(IssueRequest(("wealth",), "waits"))
    ticket = lobby.issue(IssueRequest(("cash",), "seen"))
    lobby.call_next("1")
    lobby.finish("1")
    for token in (lobby.token(ticket), lobby.token(waits)):
        page = shown(f"/t/{token}?lang=ar", OLD_PHONE)
        assert aside(page, "header p, header a")
        holds(page)
