"""Every sheet for a ticket or an appointment stands whole on every screen, in every mode."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.touch.measured import gaps, spills
from tests.ui.touch.person import Person
from tests.ui.touch.revisiting import has_appointment, has_ticket, scans, step, types


def faults(person: Person, size: tuple[int, int], *, low: bool) -> list[object]:
    """Words cut off; controls small, close, out of their sheet or the screen, or too high to reach."""
    person.picture()
    found: list[object] = [item.property("text") for item in person.items() if item.property("truncated")]
    for name, item in person.controls().items():
        box = item.mapRectToScene(item.boundingRect())
        whole = box.left() >= 0 and box.top() >= 0 and box.right() <= size[0] and box.bottom() <= size[1]
        reached = not low or box.top() >= 0.5 * size[1]
        if min(box.width(), box.height()) < 84 or not whole or not reached:
            found.append((name, box))
    return found + gaps(person) + spills(person)


# Each size in each mode, and the languages by turns.
CASES = [
    pytest.param(size, mode, ("zh_CN", "en")[(row + column) % 2], id=f"{size[0]}x{size[1]}-{mode}")
    for row, size in enumerate([(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)])
    for column, mode in enumerate(["", "large", "low"])
]


@pytest.mark.parametrize(("size", "mode", "language"), CASES)
def test_every_sheet_fits_the_screen_in_every_mode(
    somebody: Callable[..., Person], size: tuple[int, int], mode: str, language: str
) -> None:
    person = somebody(size, scans=True)
    for control in [*(["language"] if language == "en" else []), *([mode] if mode else [])]:
        person.tap(control)
    before, found = has_ticket(person, "somebody before"), {}
    waiting, low = has_ticket(person), mode == "low"

    def look(name: str) -> None:
        if wrong := faults(person, size, low=low):
            found[name] = wrong

    look("home")
    person.tap("revisit")
    person.until_sees("revisitTicket")
    look("choice")
    person.tap("revisitTicket")
    person.until_sees("key-A")
    look("number")
    types(person, "A001")
    person.until(lambda: step(person) == "code")
    look("code")
    types(person, "000000")
    person.until(lambda: step(person) == "unknown")
    look("unknown")
    scans(person, person.core.token(waiting))
    person.until_sees("placeNumber")
    look("place")
    person.core.call_next("1")
    person.core.finish("1")
    person.core.call_next("1")
    person.core.miss("1")
    scans(person, person.core.token(waiting))
    person.until_sees("revisitJudgeYet")
    look("missed")
    scans(person, person.core.token(before))
    person.until_sees("face-1")
    person.waits(1)
    look("faces")
    person.tap("face-1")
    person.until_sees("revisitSend")
    person.waits(1)
    person.tap("revisitManager")
    look("reasons")
    person.tap("revisitSend")
    person.until_sees("reference")
    look("thanks")
    has_appointment(person, -20)
    scans(person, "1234")
    person.until_sees("revisitTake")
    person.waits(1)
    look("late")
    assert found == {}
