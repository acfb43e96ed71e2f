"""The words for facts, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from config.phrases import Phrases
from config.schema import Branch, TicketClass
from kiosk.ticket import Promise, Step, Ticket, WaitRange
from printer.facts import Facts
from ui.touch.tongue import begun
from ui.touch.wording import Voice, Wording

NOON = datetime(2026, 11, 25, 12, 0)  # noqa: DTZ001 - the words look at the wall only


@pytest.fixture
def wording(phrases: dict[str, Phrases]) -> Wording:
    return Wording(phrases, ("zh_CN", "en"))


def test_the_customer_s_language_comes_first(wording: Wording) -> None:
    assert wording.voice("zh_CN").phrase("basket.take") == ["取号", "Take ticket"]
    assert wording.voice("en").phrase("basket.take") == ["Take ticket", "取号"]


def test_the_language_button_goes_round(wording: Wording) -> None:
    assert [wording.next("zh_CN"), wording.next("en")] == ["en", "zh_CN"]


def test_a_branch_of_one_language_says_everything_once_more(phrases: dict[str, Phrases]) -> None:
    wording = Wording(phrases, ("en",))
    assert wording.other("en") == wording.next("en") == "en"


def test_a_text_that_is_missing_in_a_language_is_told_in_the_branch_s_first(voice: Voice) -> None:
    assert voice.text({"zh_CN": "现金"}) == ["现金", "现金"]
    assert voice.text({}) == []


def test_a_list_names_each_thing_once(voice: Voice) -> None:
    papers = [{"zh_CN": "身份证", "en": "ID card"}, {"zh_CN": "银行卡", "en": "card"}] * 2
    assert voice.lines(lambda tongue: tongue.list(papers)) == ["身份证、银行卡", "ID card, card"]


def test_a_wait_is_told_as_on_paper(voice: Voice) -> None:
    wait = WaitRange(13 * 60, 19 * 60)
    assert voice.lines(lambda tongue: tongue.wait(wait)) == [
        "预计等候 约15-20分钟",
        "Expected wait about 15–20 min",
    ]


def test_where_nobody_need_wait_no_wait_is_announced(voice: Voice) -> None:
    assert voice.lines(lambda tongue: tongue.wait(WaitRange(0, 0))) == ["马上可以办理", "No wait"]


@pytest.mark.parametrize("wait", [(0, 0), (0, 240), (0, 900), (240, 240), (240, 900), (12_000, 13_000)])
def test_screen_and_paper_say_the_same_wait(voice: Voice, branch: Branch, wait: tuple[int, int]) -> None:
    at, step = datetime(2026, 11, 25, tzinfo=UTC), Step(("cash",), "cash", ("1",))
    promise = Promise(3, WaitRange(*wait))
    ticket = Ticket(1, at.date(), "A", 1, TicketClass.ORDINARY, (step,), at, at, promise, "one")
    for tongue in (voice.first, voice.second):
        on_paper = Facts(ticket, branch, tongue.phrases).wait
        shown = tongue.wait(WaitRange(*wait)).removeprefix(tongue.say("panel.wait")).strip()
        assert shown in {on_paper, begun(on_paper)}


def test_a_day_is_told_with_its_weekday(voice: Voice) -> None:
    assert voice.lines(lambda tongue: tongue.day(date(2026, 11, 25))) == [
        "11月25日 星期三",
        "Wednesday 25 November",
    ]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 25, 13, 30), "13:30开始"),  # noqa: DTZ001
        (datetime(2026, 11, 26, 9, 0), "明日9:00开始"),  # noqa: DTZ001
        (datetime(2026, 11, 30, 9, 0), "11月30日 星期一9:00开始"),  # noqa: DTZ001
    ],
)
def test_the_next_opening_is_told_from_today(voice: Voice, moment: datetime, told: str) -> None:
    assert voice.first.moment(moment, NOON) == told
