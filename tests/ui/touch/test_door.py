"""What the door says, as facts come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.schema import Branch, SpecialDay
from kiosk.evolve import Device
from kiosk.hours import Opening, Openness
from kiosk.lobby import Overview, ServiceView
from ui.touch.door import Sign, sign
from ui.touch.wording import Voice

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def lobby(*openings: Opening, printer: str = "ok", machines_up: frozenset[str] = frozenset()) -> Overview:
    views = {str(place): ServiceView(0, None, opening) for place, opening in enumerate(openings)}
    return Overview(views, machines_up, {"printer": Device("printer", printer, "", NOW)})


def at(hour: int, days: int = 0) -> datetime:
    return NOW.replace(hour=hour) + timedelta(days=days)


OPEN = Opening(Openness.OPEN, None, at(17))
CLOSING = Opening(Openness.CLOSING, None, at(17))
EARLY = Opening(Openness.EARLY, at(11), at(17))
TOMORROW = Opening(Openness.CLOSED, at(9, days=1), at(17, days=1))


@pytest.fixture
def told(branch: Branch, voice: Voice):
    return lambda overview, its_branch=branch: sign(its_branch, overview, NOW, voice)


def test_before_the_first_look_it_only_says_whose_door_it_is(told) -> None:
    assert told(None) == Sign(["晴川银行 梧桐路支行", "Brightriver Bank Wutong Road Branch"])


def test_an_open_lobby_needs_no_words(told) -> None:
    assert told(lobby(OPEN, OPEN)).banner == []
    assert not told(lobby(OPEN, TOMORROW)).is_closed


def test_one_side_closing_alone_is_no_news_for_the_whole_door(told) -> None:
    assert told(lobby(OPEN, CLOSING)).banner == []
    assert told(lobby(CLOSING, CLOSING)).banner[0] == "今天17:00停止取号，取了号的都会为您办完"


def test_the_last_ticket_counts_not_the_end_of_the_day(told, branch: Branch) -> None:
    strict = replace(branch, hours=replace(branch.hours, last_ticket_before_close_s=600))
    assert told(lobby(CLOSING), strict).banner[0] == "今天16:50停止取号，取了号的都会为您办完"


def test_an_early_lobby_says_when_it_opens(told) -> None:
    assert told(lobby(EARLY, TOMORROW)).banner[0] == "11:00开门，现在可以先取号"
    assert told(lobby(EARLY, OPEN)).banner == []


def test_paper_trouble_comes_before_the_hours(told) -> None:
    assert told(lobby(EARLY, printer="paper_out")).banner[0].startswith("打印机缺纸")
    assert told(lobby(OPEN, printer="cover_open")).banner[0].startswith("打印机暂时不能用")


def test_a_closed_door_names_the_next_opening(told) -> None:
    closed = told(lobby(TOMORROW, Opening(Openness.CLOSED, at(9, days=5), None)))
    assert closed.is_closed
    assert (closed.closed[0], closed.opens[0]) == ("已停止取号", "明日9:00开始")


def test_a_door_that_opens_later_today_says_from_when_tickets_are_given(told) -> None:
    later = told(lobby(Opening(Openness.CLOSED, at(12), at(17))))
    assert (later.closed[0], later.opens[0]) == ("还没有开始取号，11:30起可以取号", "12:00开始")


def test_a_holiday_is_named_and_a_short_day_is_not_called_one(told, branch: Branch) -> None:
    name = {"zh_CN": "国庆节", "en": "National Day"}
    holiday = SpecialDay(date=date(2026, 11, 25), name=name)
    short = replace(holiday, personal=branch.hours.personal.monday)
    for day, words in ((holiday, "今天国庆节，不办理业务"), (short, "已停止取号")):
        its_branch = replace(branch, hours=replace(branch.hours, special_days=(day,)))
        assert told(lobby(TOMORROW), its_branch).closed[0] == words


def test_a_branch_with_no_opening_in_sight_says_only_that_it_is_closed(told) -> None:
    assert told(lobby(Opening(Openness.CLOSED, None, None))).opens == []


def test_only_machines_that_work_are_named(told) -> None:
    assert told(lobby(TOMORROW)).machines == []
    up = told(lobby(TOMORROW, machines_up=frozenset({"terminal"}))).machines
    assert up == ["自助服务区仍可使用：智能终端", "The self-service area stays open: smart terminal"]
