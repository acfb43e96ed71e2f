"""The home page and the ticket, each language, orientation and mode, beside pictures a person has seen.

What is kept of a picture is how bright each of its cells is, which no other version of a font changes much.
After a change of the looks, look at the pages, and keep what they are now by

    KEEP_PICTURES=1 .venv/bin/python -m pytest tests/ui/touch/test_reference.py
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from config.schema import Branch
from kiosk.print_job import PrintState
from tests.ui.touch.abroad import translated
from tests.ui.touch.person import Person

FILE = Path(__file__).with_name("reference.txt")
SIZES = {"portrait": (1080, 1920), "landscape": (1280, 800)}
LANGUAGES = ("zh_CN", "en", "ar")
MODES = {
    "usual": {"large": False, "low": False, "strong": False},
    "large": {"large": True, "low": False, "strong": False},
    "low": {"large": False, "low": True, "strong": False},
    "strong": {"large": False, "low": False, "strong": True},
}
CELL_PX = 40
LEVELS = 32
_DIGITS = "0123456789abcdefghijklmnopqrstuv"
FAR = 3
"""So many levels a cell may be off before it counts."""
MOST_FAR = 0.008
"""So large a share of the cells may count: ten of a page, as of letters that stand 4 px lower."""


def cells(picture: QImage) -> str:
    """How bright each cell is, as one digit."""
    shape = picture.width() // CELL_PX, picture.height() // CELL_PX
    small = picture.scaled(
        *shape, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = (bytes(grey.constScanLine(row))[: grey.width()] for row in range(grey.height()))
    return "".join(_DIGITS[pixel * LEVELS // 256] for row in rows for pixel in row)


def apart(one: str, other: str) -> float:
    """The share of cells in which two pictures differ clearly."""
    if len(one) != len(other):
        return 1.0
    far = sum(abs(int(a, LEVELS) - int(b, LEVELS)) >= FAR for a, b in zip(one, other, strict=True))
    return far / len(one)


def kept() -> dict[str, str]:
    lines = FILE.read_text("ascii").splitlines() if FILE.exists() else []
    return dict(line.rsplit(" ", 1) for line in lines)


def seen(person: Person, shape: str) -> Iterator[tuple[str, str]]:
    """Each picture with its name: the same screen, in every language and mode."""
    for language, (mode, how) in product(LANGUAGES, MODES.items()):
        person.screen.lobby.reception.arrange(language=language, **how)
        yield f"{shape} home {language} {mode}", cells(person.picture())
    person.screen.lobby.reception.arrange(strong=False)
    person.takes("card-corporate")
    person.is_printed(PrintState.SENT, PrintState.PRINTED)
    person.until(lambda: bool(person.screen.lobby.secondsLeft))
    for language in LANGUAGES:
        person.screen.lobby.reception.arrange(language=language)
        yield f"{shape} ticket {language} usual", cells(person.picture())


@pytest.mark.parametrize("shape", SIZES)
def test_the_pages_look_as_they_were_seen(
    somebody: Callable[..., Person], branch: Branch, shape: str
) -> None:
    now = dict(seen(somebody(SIZES[shape], **translated(branch)), shape))
    if os.environ.get("KEEP_PICTURES"):
        known = {name: at for name, at in kept().items() if not name.startswith(shape)} | now
        FILE.write_text("".join(f"{name} {at}\n" for name, at in sorted(known.items())), "ascii")
    before = kept()
    other = {name: f"{apart(now[name], before.get(name, '')):.1%}" for name in now}
    assert {name: share for name, share in other.items() if float(share[:-1]) > 100 * MOST_FAR} == {}


def test_a_card_less_is_seen(somebody: Callable[..., Person], branch: Branch) -> None:
    facts = translated(branch)
    person = somebody(SIZES["portrait"], **{**facts, "elsewhere": ()})
    assert apart(cells(person.picture()), kept()["portrait home zh_CN usual"]) > MOST_FAR


def test_a_word_in_another_ink_is_seen_by_its_cells() -> None:
    assert apart("f" * 100, "f" * 97 + "c" * 3) == pytest.approx(0.03)
    assert apart("f" * 100, "e" * 100) == 0.0
    assert apart("ff", "f") == 1.0
