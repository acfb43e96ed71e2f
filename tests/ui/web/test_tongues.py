"""The customers' pages in every shipped language: of the ticket, of the browser, and right to left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from kiosk.issuing import IssueRequest

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
