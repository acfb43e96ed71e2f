"""What can be measured on a screen as it is drawn: sizes in millimetres, words cut off, contrast."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from config.colour import contrast
from config.theme import Theme
from tests.ui.touch.person import Person

TARGET_MM = 20.0
GAP_MM = 5.0
TEXT_MM = 7.5
_UNASKED = 12


def millimetre(person: Person) -> float:
    """So many pixels is one, on the panel of the theme."""
    window = person.screen.window
    return math.hypot(window.width(), window.height()) / (25.4 * Theme().panel_inches)


def box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def scale(item: QQuickItem) -> float:
    """How much larger it is drawn than it says."""
    return item.mapRectToScene(QRectF(0, 0, 1, 1)).height()


def texts(person: Person) -> Iterator[QQuickItem]:
    """Everything that is written, and seen."""
    for item in person.items():
        if item.property("text") and item.property("truncated") is not None and _shows(item):
            yield item


def _shows(item: QQuickItem | None) -> bool:
    return item is None or (item.opacity() > 0 and _shows(item.parentItem()))


def layout_faults(person: Person) -> list[str]:
    """What of the layout a customer would stumble over; an empty list if nothing."""
    person.picture()
    controls = {name: item for name, item in person.controls().items() if name}
    return [
        *_words(person),
        *_targets(person, controls),
        *_gaps(person, controls),
        *_covered(person, controls),
    ]


def _words(person: Person) -> Iterator[str]:
    least = math.floor(TEXT_MM * millimetre(person))
    for item in texts(person):
        if item.property("truncated"):
            yield f"{item.property('text')!r} is cut off"
        # As Qt has it: 12 says that nobody asked for letters that shrink.
        shrunk, size = item.property("minimumPixelSize"), item.property("font").pixelSize()
        size = size if shrunk == _UNASKED else min(shrunk, size)
        size *= scale(item)
        if size < least:
            yield f"{item.property('text')!r} may be {size:.1f} px, less than {least}"


def _targets(person: Person, controls: dict[str, QQuickItem]) -> Iterator[str]:
    least = TARGET_MM * millimetre(person)
    screen = QRectF(0, 0, person.screen.window.width(), person.screen.window.height())
    for name, item in controls.items():
        there = box(item)
        if min(there.width(), there.height()) < math.floor(least):
            yield f"{name} is {there.width():.0f} x {there.height():.0f} px, less than {least:.0f}"
        if not screen.adjusted(-1, -1, 1, 1).contains(there):
            yield f"{name} is not wholly on the screen"


def _gaps(person: Person, controls: dict[str, QQuickItem]) -> Iterator[str]:
    least = GAP_MM * millimetre(person)
    for (one, first), (other, second) in combinations(controls.items(), 2):
        a, b = box(first), box(second)
        aside = max(a.left() - b.right(), b.left() - a.right())
        above = max(a.top() - b.bottom(), b.top() - a.bottom())
        if max(aside, above) < least - 1.5:
            yield f"{one} and {other} are {max(aside, above):.0f} px apart, less than {least:.0f}"


def _covered(person: Person, controls: dict[str, QQuickItem]) -> Iterator[str]:
    """Words of the layer on top that reach into a control which is not theirs."""
    covered = any(item.metaObject().className().startswith("CoverCard") for item in person.items())
    for item in texts(person):
        if covered and not item.isEnabled():
            continue
        there = box(item)
        for name, control in controls.items():
            if not control.isAncestorOf(item) and there.intersected(box(control)).height() > 2:
                yield f"{item.property('text')!r} reaches into {name}"


def gaps(person: Person) -> list[str]:
    """Controls that are so close that a finger may hit both."""
    return list(_gaps(person, {name: item for name, item in person.controls().items() if name}))


def overlaps(person: Person) -> list[str]:
    """Words of the layer on top that run into one another, or out of the window."""
    window = QRectF(0, 0, person.screen.window.width(), person.screen.window.height())
    found = [(item.property("text"), written(item)) for item in texts(person) if item.isEnabled()]
    out = [f"{text!r} is not wholly on the screen" for text, there in found if not window.contains(there)]
    return out + [
        f"{one!r} runs into {other!r}"
        for (one, first), (other, second) in combinations(found, 2)
        if first.intersects(second)
    ]


def spills(person: Person) -> list[str]:
    """Controls that stand out of the sheet that they are on."""
    found = []
    for name, item in person.controls().items():
        sheet = item.parentItem()
        while sheet is not None and not sheet.metaObject().className().startswith("CoverCard"):
            sheet = sheet.parentItem()
        if sheet is not None and not box(sheet).contains(box(item)):
            found.append(f"{name} stands out of its sheet")
    return found


def written(item: QQuickItem) -> QRectF:
    """Where the letters of a text stand: without the room that a font leaves above and below them."""
    there = box(item)
    slack = min(there.height() / 2 - 1, 0.2 * item.property("font").pixelSize())
    return there.adjusted(1, slack, -1, -slack)


def faint_words(person: Person, least: float) -> dict[str, float]:
    """Words whose ink in the picture stands out less than that from what it is drawn on."""
    picture = person.picture().convertToFormat(QImage.Format.Format_RGB32)
    found = {item.property("text"): _stands_out(picture, box(item)) for item in texts(person)}
    return {text: round(ratio, 2) for text, ratio in found.items() if ratio < least}


def _stands_out(picture: QImage, there: QRectF) -> float:
    part = picture.copy(there.toAlignedRect().intersected(picture.rect()))
    content = bytes(part.constBits())
    pixels = Counter(content[at : at + 3] for at in range(0, len(content), 4))
    colours = [f"#{pixel[2]:02x}{pixel[1]:02x}{pixel[0]:02x}" for pixel, _ in pixels.most_common(60)]
    return max(contrast(colours[0], colour) for colour in colours)
