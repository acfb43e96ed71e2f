"""A person at the screen: looks, taps, presses keys, and waits until something is there."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPointingDevice
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import papers
from kiosk.event import Kind
from kiosk.lobby import Lobby as Core
from kiosk.print_job import PrintState
from kiosk.ticket import Ticket
from ui.touch.app import Screen

PATIENCE_MS = 20_000
"""As long as a busy box may need to answer."""


@dataclass
class Clock:
    """A wall clock that stands until it is moved. It is a Wednesday morning."""

    now: datetime = datetime(2026, 11, 25, 9, 42, tzinfo=ZoneInfo("Asia/Shanghai"))

    def __call__(self) -> datetime:
        return self.now

    def set(self, time: str) -> None:
        hour, minute = map(int, time.split(":"))
        self.now = self.now.replace(hour=hour, minute=minute)

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Steady:
    """A steady clock that stands until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def items_of(screen: Screen) -> Iterator[QQuickItem]:
    """Everything on a screen that can be seen."""
    pending = [screen.window.contentItem()]
    while pending:
        item = pending.pop()
        if item.isVisible():
            yield item
            pending += item.childItems()


def controls_of(screen: Screen) -> dict[str, QQuickItem]:
    """Every control of a screen that answers now, by its name."""
    reachable = (item for item in items_of(screen) if item.activeFocusOnTab() and item.isEnabled())
    return {item.objectName(): item for item in reachable}


@dataclass
class Person:
    """Somebody who wants a ticket."""

    qtbot: QtBot
    screen: Screen
    core: Core
    """The lobby behind the screen, through another connection."""
    clock: Clock
    steady: Steady
    finger: QPointingDevice = field(default_factory=QTest.createTouchDevice)

    # Looks

    def items(self) -> Iterator[QQuickItem]:
        """Everything that can be seen."""
        return items_of(self.screen)

    def controls(self) -> dict[str, QQuickItem]:
        """Every control that answers now, by its name."""
        return controls_of(self.screen)

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def find(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    def reads(self) -> str:
        """All words on the screen."""
        texts = (item.property("text") for item in self.items())
        return "\n".join(text for text in texts if isinstance(text, str) and text)

    def picture(self) -> QImage:
        """The screen as it is drawn, once nothing moves any more."""
        self.until(lambda: all(not item.property("lift") for item in self.items()))
        return self.screen.window.grabWindow()

    # Acts

    def tap(self, name: str) -> None:
        """Touch the middle of a control with a finger."""
        self.picture()
        at = self._middle(self.find(name))
        self.tap_at(at.x(), at.y())

    def tap_at(self, x: int, y: int) -> None:
        at = QPoint(x, y)
        QTest.touchEvent(self.screen.window, self.finger).press(0, at, self.screen.window)
        QTest.touchEvent(self.screen.window, self.finger).release(0, at, self.screen.window)

    def type(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.screen.window, key)

    def steer_to(self, name: str) -> None:
        """Walk with the Tab key until the focus stands on a control."""
        for _ in range(40):
            item = self.screen.window.activeFocusItem()
            if item is not None and item.objectName() == name:
                return
            self.type(Qt.Key.Key_Tab)
        raise AssertionError(f"the Tab key never reaches {name}")

    def turn_screen(self, width: int, height: int) -> None:
        self.screen.window.resize(width, height)
        self.until(lambda: self.screen.window.contentItem().width() == width)

    def takes(self, card: str = "card-cash") -> None:
        """The usual visit: a service, and its ticket."""
        self.tap(card)
        self.tap("take")
        self.until_sees("panel")

    # What the rest of the box knows and does

    def tickets(self) -> list[Ticket]:
        """Every ticket in the store."""
        with self.core.site.store.read() as cursor:
            rows = cursor.all("SELECT prefix, number FROM ticket ORDER BY id")
        return [self.core.find(f"{prefix}{number:03d}") for prefix, number in rows]

    def helps(self) -> list[str]:
        """What staff were told."""
        with self.core.site.store.read() as cursor:
            rows = cursor.all("SELECT facts FROM event WHERE kind = ? ORDER BY seq", Kind.HELP_ASKED.value)
        return [json.loads(facts)["kind"] for (facts,) in rows]

    def is_printed(self, *states: PrintState) -> None:
        """The devices process does its work on the ticket that is shown."""
        job = self.core.print_job(self.screen.lobby.reception.given.ticket.id)
        for state in states:
            papers.mark(self.core.site, job.id, state)

    # Waits

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def until_sees(self, name: str) -> None:
        self.until(lambda: self.sees(name))

    def until_gone(self, name: str) -> None:
        self.until(lambda: not self.sees(name))

    def waits(self, seconds: float) -> None:
        """Let time pass, all at once, and the screen notice."""
        self.steady.now += seconds
        self.clock.advance(seconds)
        self.screen.lobby.tick()
        self.screen.front.tick()

    def lets_the_screen_look(self) -> None:
        """After something changed that is in no log, such as the time of day."""
        # A look that is under way already is of the time before, and the next tick would add none to it.
        self.until(lambda: self.screen.lobby.reception._lookout.due_at < math.inf)
        self.waits(31)

    def _middle(self, item: QQuickItem) -> QPoint:
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
