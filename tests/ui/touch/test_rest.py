"""A screen that nobody stands before tells what there is to tell, keeps still, and costs no tap to leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtQuick import QQuickItem

from config.branch import SAMPLE
from config.front import Front, read_front
from kiosk.issuing import IssueRequest
from tests.ui.touch.person import Person

FRONT = read_front(SAMPLE)
SIZES = [(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)]


@pytest.fixture
def person(somebody: Callable[..., Person]) -> Person:
    return somebody(front=FRONT)


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


def rests(person: Person) -> None:
    person.waits(60)
    person.until_sees("leafTitle")
    person.until(lambda: person.screen.front.rest.facts.outlook is not None)


def leaves(person: Person) -> list[str]:
    """The title of each leaf, as they turn."""
    found = []
    for _ in range(person.screen.front.leaf.count):
        found.append(person.screen.front.leaf.title[0])
        person.waits(15)
    return found


def test_a_silent_screen_comes_to_rest_and_says_the_waits(person: Person) -> None:
    person.core.issue(IssueRequest(("cash",), "one"))
    person.waits(59)
    assert not person.sees("leafTitle")
    person.waits(1)
    person.until_sees("leafTitle")
    assert "请触摸屏幕取号" in person.reads()
    person.until(lambda: "1人等候" in person.reads())


def test_a_touch_anywhere_goes_home(person: Person) -> None:
    rests(person)
    person.tap("branch")
    person.until_gone("leafTitle")
    assert "欢迎光临，请选择要办理的业务" in person.reads()


def test_a_service_is_picked_off_the_resting_screen_so_that_two_taps_make_a_ticket(person: Person) -> None:
    rests(person)
    person.tap("rest-cash")
    person.tap("take")
    person.until_sees("panel")
    assert person.tickets()[0].services == ("cash",)


@pytest.mark.parametrize("control", ["help", "large", "low", "language"])
def test_the_bar_answers_at_the_first_touch(person: Person, control: str) -> None:
    rests(person)
    before = person.reads()
    person.tap(control)
    person.until(lambda: person.reads() != before)
    assert not person.screen.front.resting


def test_a_key_wakes_the_screen(person: Person) -> None:
    rests(person)
    person.type(Qt.Key.Key_Tab)
    person.until_gone("leafTitle")


def test_a_press_that_becomes_no_tap_goes_home_all_the_same(person: Person) -> None:
    rests(person)
    person.screen.front.touched()
    assert person.screen.front.resting
    person.waits(1)
    person.until_gone("leafTitle")


@pytest.mark.parametrize("control", ["large", "low", "card-cash"])
def test_nobody_is_disturbed_by_it(person: Person, control: str) -> None:
    person.tap(control)
    person.waits(59)
    assert not person.screen.front.resting
    person.tap("continue")
    person.waits(59)
    assert not person.screen.front.resting


def test_the_silence_begins_with_the_end_of_a_visit(person: Person) -> None:
    person.tap("card-cash")
    person.waits(60)
    person.until_gone("continue")
    assert not person.screen.front.resting
    person.waits(59)
    assert not person.screen.front.resting
    person.waits(1)
    assert person.screen.front.resting


def test_leaves_turn_each_fifteen_seconds_and_with_the_minute_before_nobody(person: Person) -> None:
    rests(person)
    first = person.screen.front.leaf.place
    person.waits(14)
    assert person.screen.front.leaf.place == first
    person.waits(1)
    assert person.screen.front.leaf.place == first + 1
    for _ in range(40):
        person.waits(15)
    turn = person.screen.front.rest.turn
    while person.screen.front.rest.turn == turn:
        person.waits(1)
    turn += 1
    person.waits(59)
    assert person.screen.front.rest.turn == turn
    person.waits(1)
    assert person.screen.front.rest.turn == turn + 1


def test_what_has_grown_stale_hides(somebody: Callable[..., Person]) -> None:
    day = date(2026, 11, 25)
    stale = replace(FRONT.prices[0], until=date(2026, 11, 24), as_of=date(2026, 11, 1))
    early = replace(FRONT.prices[1], as_of=date(2026, 11, 26))
    last = replace(FRONT.cautions[0], until=day)
    person = somebody(front=replace(FRONT, prices=(stale, early), cautions=(last,)))
    rests(person)
    assert leaves(person) == ["我们的承诺", "谨防诈骗", "监督台", "荣誉", "免费无线网络"]


def test_rates_stand_with_their_date(person: Person) -> None:
    rests(person)
    while person.screen.front.leaf.title[0] != "人民币存款利率（年）":
        person.waits(15)
    assert "2026-11-01起执行" in person.reads()
    assert "0.95%" in person.reads()


def test_the_supervision_board_shows_who_is_on_duty_by_post_and_badge(person: Person) -> None:
    rests(person)
    while person.screen.front.leaf.title[0] != "监督台":
        person.waits(15)
    assert "支行行长" in person.reads()
    assert "监督电话 400-000-0000" in person.reads()
    assert "大堂经理" not in person.reads()
    person.core.start_duty("wang")
    person.waits(300)
    person.until(lambda: "wang" in person.screen.front.rest.facts.on_duty)
    while person.screen.front.leaf.title[0] != "监督台":
        person.waits(60)
    person.until(lambda: "大堂经理" in person.reads())
    assert "胸牌 1027-03" in person.reads()
    assert "wang" not in person.reads()


def test_a_branch_with_nothing_to_tell_rests_with_its_waits(somebody: Callable[..., Person]) -> None:
    person = somebody(front=Front())
    person.waits(60)
    person.until_sees("rest-cash")


def test_a_shut_door_does_not_rest(person: Person) -> None:
    person.clock.set("19:00")
    person.lets_the_screen_look()
    person.until_sees("closedTitle")
    person.waits(600)
    assert not person.screen.front.resting


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_leaf_fits_its_card(somebody: Callable[..., Person], size: tuple[int, int]) -> None:
    person = somebody(size, FRONT)
    rests(person)
    card = box(person.find("leafCard"))
    bar = box(person.find("help"))
    assert card.bottom() < bar.top()
    for _ in range(person.screen.front.leaf.count):
        person.picture()
        for item in person.items():
            if item.objectName() in {"leafLine", "leafTitle"}:
                assert card.contains(box(item)), person.screen.front.leaf.title
        person.waits(15)


def test_nothing_is_drawn_while_nothing_changes(person: Person) -> None:
    rests(person)
    person.until(lambda: person.screen.front.leaf.count > 0)
    person.picture()
    drawn: list[int] = []
    person.screen.window.frameSwapped.connect(lambda: drawn.append(1))
    for _ in range(10):
        person.waits(1)
        QCoreApplication.processEvents()
    assert drawn == []


def test_edges_that_feel_no_touch_stay_empty(somebody: Callable[..., Person]) -> None:
    person = somebody(front=replace(FRONT, dead=replace(FRONT.dead, bottom=20, left=10)))
    for name, item in person.controls().items():
        at = item.mapToScene(item.boundingRect().topLeft())
        assert at.x() >= 108, name
        assert at.y() + item.height() <= 1536, name
    person.takes()
