"""The ticket on the screen with all that it may have to say, measured in every size, mode and language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from kiosk.print_job import PrintState
from tests.ui.touch.measured import layout_faults, overlaps, scale, spills
from tests.ui.touch.person import Person
from tests.ui.touch.test_layout import SIZES

WAYS = {"large": (True, False), "usual": (False, False), "low": (False, True), "all": (True, True)}


def finds_room(person: Person) -> bool:
    """Whether all of it stands on the card, after some frames, without being shrunk as a whole."""
    person.picture()
    return scale(person.find("number")) == 1


def faults(person: Person) -> list[str]:
    """What is wrong with the sheet on top, and in which language and mode."""
    found = []
    for language, (mode, (large, low)) in product(("zh_CN", "en"), WAYS.items()):
        person.screen.lobby.reception.arrange(language=language, large=large, low=low)
        person.until(lambda: finds_room(person))
        wrong = layout_faults(person) + overlaps(person) + spills(person)
        found += [f"{language} {mode}: {fault}" for fault in wrong]
    return found


@pytest.mark.parametrize("services", [("cash",), ("cash", "wealth", "corporate")], ids=len)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_ticket_whose_paper_may_be_missing_is_read_whole(
    somebody: Callable[..., Person], size: tuple[int, int], services: tuple[str, ...]
) -> None:
    person = somebody(size)
    for service in services:
        person.screen.lobby.pick(service)
    person.screen.lobby.take()
    person.until_sees("panel")
    person.is_printed(PrintState.SENT, PrintState.UNKNOWN)
    person.until_sees("reprint")
    assert faults(person) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_number_without_paper_is_read_whole(somebody: Callable[..., Person], size: tuple[int, int]) -> None:
    person = somebody(size)
    person.screen.lobby.pick("cash")
    person.screen.lobby.pick("wealth")
    person.screen.lobby.take()
    person.until_sees("panel")
    person.core.report_device("printer", "cutter")
    person.until(lambda: person.screen.lobby.panel.troubled)
    assert faults(person) == []
