"""Behind a shut door nobody stands before a dead end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from config.branch import SAMPLE
from config.front import Front, read_front
from config.schema import Branch
from config.speech import Speech
from kiosk.hours import Openness, no_holidays
from kiosk.lobby import Lobby as Core
from kiosk.lobby import Overview
from tests.ui.touch.abroad import ALL
from tests.ui.touch.person import Clock, Person
from ui.touch.after_hours import after_hours
from ui.touch.wording import Voice

FRONT = read_front(SAMPLE)
SIZES = [(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)]


def shut(person: Person) -> None:
    for machine in person.core.branch.machines:
        person.core.report_device(machine.id, "ok")
    person.clock.set("19:00")
    person.lets_the_screen_look()
    person.until_sees("closedTitle")


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


@pytest.fixture
def person(somebody: Callable[..., Person]) -> Person:
    return somebody(front=FRONT)


def test_the_page_says_when_it_opens_what_works_and_whom_to_call(person: Person) -> None:
    shut(person)
    words = person.reads()
    for said in ("明日9:00开始", "智能终端", "个人非现金", "右边玻璃门里，全天开放", "11月26日 星期四"):
        assert said in words
    assert "09:00-12:00  13:30-17:00" in words
    assert "需要帮助，请拨打95000" in words


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_everything_on_it_fits(somebody: Callable[..., Person], size: tuple[int, int], large: bool) -> None:
    person = somebody(size, FRONT, speech=Speech(offered=True), languages=ALL)
    shut(person)
    if large:
        person.tap("large")
    person.picture()
    top = box(person.find("help")).top()
    names = {"closedTitle", "opensAgain", "closedCall", "closedMachines", "closedHours", "leafLine"}
    seen = {item.objectName(): box(item) for item in person.items() if item.objectName() in names}
    assert {"closedTitle", "opensAgain", "closedCall", "closedMachines"} <= seen.keys()
    assert {name: place.bottom() for name, place in seen.items() if place.bottom() > top} == {}


def test_whoever_asks_for_help_hears_what_to_do_if_nobody_comes(person: Person) -> None:
    shut(person)
    person.tap("help")
    person.until_sees("answerClose")
    assert "如果没有人过来，请拨打95000" in person.reads()
    assert person.helps() == ["help"]


def test_during_the_day_somebody_is_coming(person: Person) -> None:
    person.tap("help")
    person.until_sees("answerClose")
    assert "工作人员马上就来" in person.reads()


def overview(core: Core, clock: Clock, time: str) -> Overview:
    clock.set(time)
    return core.overview()


def test_holidays_are_known(branch: Branch, core: Core, clock: Clock, voice: Voice) -> None:
    def holidays(_: int) -> set[date]:
        return {date(2026, 11, 26)}

    shut_door = Core(core.site.store, branch, clock, holidays)
    found = after_hours(branch, FRONT, overview(shut_door, clock, "19:00"), holidays, voice)
    day = "11月27日 星期五" if branch.hours.holiday_calendar else "11月26日 星期四"
    assert found.day[0] == day


def test_a_machine_that_does_not_work_is_not_named(
    branch: Branch, core: Core, clock: Clock, voice: Voice
) -> None:
    core.report_device("smart-terminal", "offline")
    found = after_hours(branch, FRONT, overview(core, clock, "19:00"), no_holidays, voice)
    assert found.machines == ()
    assert found.where == []


def test_without_a_line_of_its_own_the_complaint_line_is_told(
    branch: Branch, core: Core, clock: Clock, voice: Voice
) -> None:
    view = overview(core, clock, "19:00")
    assert all(each.opening.state is Openness.CLOSED for each in view.services.values())
    assert after_hours(branch, Front(), view, no_holidays, voice).call[0] == "需要帮助，请拨打400-000-0000"
