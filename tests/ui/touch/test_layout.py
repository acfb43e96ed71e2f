"""Every size, mode and language of the home page, measured: nothing cut, small, close or faint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from config.front import Dead
from config.schema import Branch
from tests.ui.touch import pages
from tests.ui.touch.conftest import AWAKE
from tests.ui.touch.measured import TEXT_MM, faint_words, layout_faults, millimetre, overlaps, texts
from tests.ui.touch.person import Person

SIZES = [
    (1080, 1920),
    (1920, 1080),
    (1280, 800),
    (720, 1280),
    (1280, 1024),
    (1024, 1280),
    (1024, 768),
    (1080, 1080),
]
MODES = {
    "usual": (),
    "large": ("large",),
    "low": ("low",),
    "strong": ("strong",),
    "all": ("large", "low", "strong"),
}


# Each size in each mode, and the languages by turns; low, where room is shortest, in both.
CASES = [
    pytest.param(size, mode, language, id=f"{size[0]}x{size[1]}-{mode}-{language}")
    for row, size in enumerate(SIZES)
    for column, mode in enumerate(MODES)
    for turn, language in enumerate(("zh_CN", "en"))
    if mode == "low" or (row + column) % 2 == turn
]


@pytest.mark.parametrize(("size", "mode", "language"), CASES)
def test_the_home_page_can_be_read_and_touched(
    somebody: Callable[..., Person], size: tuple[int, int], mode: str, language: str
) -> None:
    person = somebody(size)
    if language == "en":
        person.tap("language")
    for control in MODES[mode]:
        person.tap(control)
    found = {"empty": layout_faults(person)}
    person.tap("card-cash")
    person.until(lambda: person.screen.lobby.reception.route is not None)
    found["picked"] = layout_faults(person)
    person.waits(1)
    person.core.report_device("printer", "paper_out")
    person.until_sees("banner")
    found["with a banner"] = layout_faults(person)
    assert {state: faults for state, faults in found.items() if faults} == {}


def many(branch: Branch, count: int) -> dict[str, object]:
    """So many services, under letters of their own."""
    letters = [letter for letter in "ABCDEFGHJKLM" if letter not in {rule.prefix for rule in branch.classes}]
    services = [
        replace(branch.services[at % len(branch.services)], id=f"s{at}", prefix=letters[at % len(letters)])
        for at in range(count)
    ]
    counters = tuple(
        replace(counter, services=tuple(each.id for each in services)) for counter in branch.counters
    )
    return {"services": tuple(services), "counters": counters, "elsewhere": (), "machines": ()}


@pytest.mark.parametrize("size", SIZES[::2], ids=str)
def test_nine_services_stand_on_one_page(
    somebody: Callable[..., Person], branch: Branch, size: tuple[int, int]
) -> None:
    person = somebody(size, **many(branch, 9))
    assert sum(name.startswith("card-") for name in person.controls()) == 9
    assert layout_faults(person) == []


@pytest.mark.parametrize("size", [(1280, 1024), (1024, 768)], ids=str)
def test_the_way_in_for_care_is_whole_beside_a_single_service(
    somebody: Callable[..., Person], branch: Branch, size: tuple[int, int]
) -> None:
    person = somebody(size, **many(branch, 1))
    person.screen.lobby.reception.arrange(language="en", low=True, large=True)
    assert layout_faults(person) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800)], ids=str)
def test_large_letters_leave_the_page_of_trouble_its_button(
    somebody: Callable[..., Person], size: tuple[int, int]
) -> None:
    person = somebody(size)
    pages.trouble(person)
    person.tap("large")
    assert layout_faults(person) == []


def test_twelve_services_stand_on_two_pages_alike(somebody: Callable[..., Person], branch: Branch) -> None:
    person = somebody(**many(branch, 12))
    first = {name for name in person.controls() if name.startswith("card-")}
    person.tap("next")
    second = {name for name in person.controls() if name.startswith("card-")}
    assert (len(first), len(second), first & second) == (6, 6, set())


def test_picking_moves_nothing_that_can_be_touched(person: Person) -> None:
    names = [name for name in person.controls() if name != "revisit"]
    before = {name: person.find(name).mapRectToScene(person.find(name).boundingRect()) for name in names}
    person.tap("card-corporate")
    person.picture()
    after = {name: person.find(name).mapRectToScene(person.find(name).boundingRect()) for name in names}
    assert after == before


@pytest.mark.parametrize("mode", ["", "strong"])
def test_every_word_in_the_picture_stands_out_at_7_to_1(person: Person, mode: str) -> None:
    if mode:
        person.tap(mode)
    person.tap("card-cash")
    person.until(lambda: person.screen.lobby.reception.route is not None)
    assert faint_words(person, 6.5) == {}


@pytest.mark.parametrize("mode", ["large", "strong", "low"])
def test_each_mode_is_one_tap_and_gone_for_the_next_customer(person: Person, mode: str) -> None:
    person.tap(mode)
    assert getattr(person.screen.lobby, mode)
    person.takes()
    person.waits(1)
    person.tap("done")
    person.until_gone("panel")
    assert not getattr(person.screen.lobby, mode)
    assert person.screen.lobby.reception.picking.is_untouched


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("size", SIZES[:4], ids=str)
def test_what_each_service_is_for_and_wants_is_read_before_it_is_chosen(
    somebody: Callable[..., Person], branch: Branch, size: tuple[int, int], language: str
) -> None:
    person = somebody(size)
    if language == "en":
        person.tap("language")
    shown = {item.property("text") for item in texts(person)}
    explained = {person.screen.lobby.say(key, language) for key in ("home.letter", "home.steps")}
    assert explained | {service.summary[language] for service in branch.services} <= shown
    for service in branch.services:
        assert any(all(paper[language] in line for paper in service.papers) for line in shown), service.id


def test_papers_are_told_to_the_page_that_stays(person: Person) -> None:
    """Rows for a page that goes at once had the fonts opened anew: 100 MB within some thousand touches."""
    lobby, told = person.screen.lobby, []
    lobby.papers.modelReset.connect(lambda: told.append((lobby.language, lobby.large)))
    lobby.reception.arrange(language="en")
    lobby.reception.arrange(large=True)
    assert told == [("en", False), ("en", True)]


PICKS = {
    "two": ("cash", "wealth"),
    "care": ("care", "cash"),
    "most": ("cash", "noncash", "corporate", "wealth", "consult"),
}


@pytest.mark.parametrize("troubled", [False, True], ids=["printing", "not printing"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_whatever_was_picked_is_read_whole_below_the_longest_banner(
    somebody: Callable[..., Person], size: tuple[int, int], troubled: bool
) -> None:
    person, found = somebody(size), []
    lobby = person.screen.lobby
    if troubled:
        person.core.report_device("printer", "offline")
        person.until_sees("banner")
    for (picked, names), language, large, low in product(
        PICKS.items(), ("zh_CN", "en"), (False, True), (False, True)
    ):
        person.waits(1)
        lobby.leave()
        lobby.reception.arrange(language=language, large=large, low=low)
        for name in names:
            lobby.toggleCare() if name == "care" else lobby.pick(name)
        person.until(lambda: lobby.reception.route is not None)
        wrong = layout_faults(person) + overlaps(person)
        found += [f"{picked} {language} {large=} {low=}: {fault}" for fault in wrong]
    assert found == []


def test_edges_that_feel_nothing_make_no_letter_smaller(somebody: Callable[..., Person]) -> None:
    """It is the same panel, of which a part is left empty."""
    person = somebody((1280, 800), front=replace(AWAKE, dead=Dead(top=30)))
    person.tap("card-cash")
    assert [fault for fault in layout_faults(person) if "less than" in fault] == []


@pytest.mark.parametrize("size", [(1080, 1920), (1280, 800), (720, 1280)], ids=str)
def test_large_letters_break_a_long_answer_rather_than_shrink_it(
    somebody: Callable[..., Person], size: tuple[int, int]
) -> None:
    person = somebody(size)
    person.screen.lobby.reception.arrange(language="en", large=True, low=size[0] > size[1])
    person.picture()
    words = next(item for item in texts(person) if item.property("text") == "I have a ticket or appointment")
    assert words.property("lineCount") == 2
    assert words.property("font").pixelSize() > 1.1 * TEXT_MM * millimetre(person)
