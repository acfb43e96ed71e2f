"""By keys alone: every control of every page is reached, seen where it is, said aloud, and left again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from config.schema import Branch
from tests.ui.touch.pages import (
    basket,
    care,
    closed,
    code,
    help_coming,
    home,
    languages,
    my_ticket,
    number,
    still_there,
    ticket,
    trouble,
)
from tests.ui.touch.person import Person
from ui.touch.speaking import standing, told
from ui.touch.spoken_tree import Node, node_at, nodes
from ui.touch.topic import About, Topic
from ui.touch.wording import Wording

KEY = Qt.Key
ARROWS = (KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right)
SHAPES = ((1080, 1920), (1280, 800))


PAGES = (
    *(home, basket, care, help_coming, languages, ticket, still_there),
    *(my_ticket, number, code, trouble, closed),
)
MODES: dict[str, dict[str, object]] = {
    "plain": {},
    "large and low": {"large": True, "low": True},
    "English": {"large": False, "low": False, "language": "en"},
}


def stands_at(person: Person) -> str:
    item = person.screen.window.activeFocusItem()
    return item.objectName() if item is not None and item.activeFocusOnTab() else ""


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_arrows_reach_every_control_of_a_page_and_lead_away_from_it(
    somebody: Callable[..., Person], page: Callable[[Person], None], shape: tuple[int, int]
) -> None:
    person = somebody(shape)
    page(person)
    person.picture()
    person.type(KEY.Key_Down)
    first = stands_at(person)
    controls = person.controls()
    assert first in controls
    seen, pending, ways_out = {first}, [first], {}
    while pending:
        at = pending.pop()
        for arrow in ARROWS:
            controls[at].forceActiveFocus(Qt.FocusReason.TabFocusReason)
            person.type(arrow)
            reached = stands_at(person)
            assert reached, f"{arrow.name} leads from {at} to nowhere"
            if reached != at:
                ways_out.setdefault(at, set()).add(reached)
            if reached not in seen:
                seen.add(reached)
                pending.append(reached)
    assert set(controls) - seen == set()
    assert set(ways_out) == set(controls)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_where_the_keyboard_stands_is_seen_and_said_and_help_is_one_key_away(
    somebody: Callable[..., Person], page: Callable[[Person], None], phrases: dict, branch: Branch
) -> None:
    person = somebody()
    page(person)
    person.picture()
    person.type(KEY.Key_Down)
    tongue = Wording(phrases, branch.languages).voice("zh_CN").first
    for name, control in person.controls().items():
        control.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        rings = [
            each for each in control.childItems() if each.metaObject().className().startswith("FocusRing")
        ]
        assert any(ring.isVisible() for ring in rings), f"nobody sees the keyboard at {name}"
        node = node_at(control)
        assert node is not None, name
        assert standing(node, tongue)[0] == node.name != ""
    before = len(person.helps())
    assert person.find("help").isEnabled()
    person.type(KEY.Key_F1)
    if page is help_coming:
        assert before == 1
        person.tap("answerCancel")
        person.until(lambda: person.helps() == ["help", "cancelled"])
    else:
        person.until(lambda: person.helps()[before:] == ["help"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_the_tree_names_everything_in_the_order_in_which_it_is_seen(
    somebody: Callable[..., Person], page: Callable[[Person], None]
) -> None:
    person = somebody()
    page(person)
    for mode, how in MODES.items():
        person.screen.lobby.reception.arrange(**how)
        person.picture()
        found = [node for node in nodes(person.screen.window) if not node.disabled or node.place == "take"]
        assert [node for node in found if not node.name.strip()] == [], mode
        assert {node.place for node in found if node.is_control} >= set(person.controls()), mode
        boxes = [(each.objectName(), box(each)) for each in in_order(person)]
        assert backwards(boxes) == [], mode


def in_order(person: Person) -> list[QQuickItem]:
    """The controls that answer, as the tree has them."""
    controls = person.controls()
    return [controls[node.place] for node in nodes(person.screen.window) if node.place in controls]


def backwards(boxes: list[tuple[str, QRectF]]) -> list[tuple[str, str]]:
    """Which come later in the tree although they stand above, or before in the same row."""
    found = []
    for place, (name, one) in enumerate(boxes):
        for later, other in boxes[place + 1 :]:
            above = (
                other.bottom() <= one.top() + 1 and other.left() < one.right() and one.left() < other.right()
            )
            beside = (
                abs(other.center().y() - one.center().y()) < one.height() / 2
                and other.right() <= one.left() + 1
            )
            if above or beside:
                found.append((name, later))
    return found


def test_a_sheet_tells_its_question_and_nothing_of_the_page_below(person: Person, phrases: dict) -> None:
    still_there(person)
    tongue = Wording(phrases, ("zh_CN", "en")).voice("zh_CN").first
    assert told(nodes(person.screen.window), tongue, private=False) == ["还需要时间吗？", "29秒后回到首页"]


def test_papers_are_heard_with_the_letters_of_their_services(person: Person) -> None:
    heard = [node.name for node in nodes(person.screen.window)]
    assert "A, B, 请备：身份证、银行卡或存折" in heard
    assert "请备：身份证、银行卡或存折" not in heard


def test_states_are_in_the_tree(person: Person) -> None:
    care(person)
    person.tap("large")
    by_name: dict[str, Node] = {node.place: node for node in nodes(person.screen.window)}
    assert {name for name, node in by_name.items() if node.checked} == {"card-cash", "care", "large"}
    assert {name for name, node in by_name.items() if node.checkable} >= {"card-noncash", "low", "strong"}
    person.tap("clear")
    assert next(node for node in nodes(person.screen.window) if node.place == "take").disabled


def test_a_sheet_is_an_alert_with_its_words(person: Person) -> None:
    person.screen.lobby.reception.topic = Topic(About.HELP)
    help_coming(person)
    root = QAccessible.queryAccessibleInterface(person.screen.window).child(0)
    roles = [root.child(place).role() for place in range(root.childCount())]
    assert QAccessible.Role.AlertMessage in roles


def test_the_whole_way_to_the_ticket_goes_by_six_keys(person: Person) -> None:
    person.type(KEY.Key_Down, KEY.Key_Return)
    person.steer_to("take")
    person.type(KEY.Key_Return)
    person.until_sees("panel")
    person.steer_to("done")
    person.steady.now += 1
    person.type(KEY.Key_Escape)
    person.until_gone("panel")
    assert [each.label for each in person.tickets()] == ["A001"]


def test_back_takes_one_step_on_every_sheet(person: Person) -> None:
    person.type(KEY.Key_Down)
    for opens, name in (
        (help_coming, "answerClose"),
        (languages, "languagesClose"),
        (my_ticket, "revisitClose"),
    ):
        opens(person)
        person.steady.now += 1
        person.type(KEY.Key_Escape)
        person.until_gone(name)
    code(person)
    person.type(KEY.Key_Escape)
    person.until_sees("revisitClose")


def test_the_keyboard_goes_on_where_it_stood_before_a_sheet(person: Person) -> None:
    person.type(KEY.Key_Down, KEY.Key_Down)
    before = stands_at(person)
    person.type(KEY.Key_F1)
    person.until_sees("answerClose")
    person.steady.now += 1
    person.type(KEY.Key_Escape)
    person.until_gone("answerClose")
    person.type(KEY.Key_Down)
    assert stands_at(person) == before
