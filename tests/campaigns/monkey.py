"""Random touches, keys and drags at the real screen, in fast time: nothing but the kiosk is ever seen.

    .venv/bin/python -m tests.campaigns.monkey --acts 100000 --seed 1
    .venv/bin/python -m tests.campaigns.monkey --acts 25000 --seed 2 --size 1280x800
    .venv/bin/python -m tests.campaigns.monkey --days 7 --seed 1

The first plays acts of mischief: fingers by the handful, drags, long presses, keys with and without Ctrl
and Alt, a window that is asked to close, a printer in trouble, time that passes. The second lives a week of
ordinary visits and nights. Both watch warnings, exceptions, pages, tickets without a press, and memory:
resident, and of that what lies in no file, since pages of fonts and libraries come and go.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6 import QtCore
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, QObject, QPoint, QPointF, QtMsgType
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest

from config.branch import SAMPLE, load
from config.front import read_front
from config.phrases import load as load_phrases
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby as Core
from kiosk.store import Store, open_store
from tests.bench.screen import disable_huge_pages
from tests.campaigns.monkey_kit import (
    COUNTERS,
    FINGERS,
    HEAR_MS,
    HELD,
    KEYS,
    PAGES,
    PRINTER,
    SETTLE_S,
    SIZE,
    size_of,
)
from tests.campaigns.monkey_memory import Memory, grown, remembered
from tests.kiosk.memory import passing_folder
from tests.ui.touch.person import Clock, Steady, controls_of, items_of
from ui.touch.app import Place, Screen


@dataclass
class Monkey:
    """One who has nothing to do in a bank."""

    screen: Screen
    core: Core
    clock: Clock
    steady: Steady
    chance: random.Random
    finger: QPointingDevice = field(default_factory=QTest.createTouchDevice)
    down: dict[int, QPoint] = field(default_factory=dict)
    takes: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        take = next(item for item in items_of(self.screen) if item.objectName() == "take")
        QObject.connect(take, SIGNAL("clicked()"), self._took)

    def act(self) -> None:
        """One act of mischief, and a look at what came of it."""
        acts: list[tuple[Callable[[], None], int]] = [
            (self._tap_a_control, 30),
            (self._tap, 20),
            (self._fingers, 16),
            (self._drag, 6),
            (self._key, 14),
            (self._wait, 10),
            (self._staff, 3),
            (self._close, 1),
        ]
        self.chance.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()
        _breathe()
        self._look()

    def visit(self) -> None:
        """An ordinary customer: a service, a ticket, the paper, and gone."""
        self.lift()
        cards = [name for name in controls_of(self.screen) if name.startswith(("card-", "rest-"))]
        if cards:
            self._press(self.chance.choice(cards))
            if self.chance.random() < 0.2:
                self._press(self.chance.choice(["large", "language", "care", "low"]))
            self._press("take")
            self._hear()
            self.passes(2)
            self._press("done")
        self._look()

    def passes(self, seconds: float) -> None:
        """Time goes by at once."""
        self.steady.now += seconds
        self.clock.advance(seconds)
        self.screen.lobby.tick()
        self.screen.front.tick()
        _breathe()

    def goes(self) -> None:
        """Whoever was there is gone; the next customer must find nothing of it."""
        self.lift()
        for _ in range(6):
            self.passes(SETTLE_S / 2)
            self._hear()
        desk = self.screen.lobby.reception
        if not (desk.picking.is_untouched and desk.given is None and not desk.revisits.is_open):
            self.faults.append("something of the last customer is left on the screen")
        if self.screen.lobby.page == "trouble":
            self.faults.append("the screen does not come home")
        tickets = self.tickets()
        if tickets > self.takes:
            self.faults.append(f"{tickets} tickets were issued at {self.takes} presses")

    def serves(self) -> None:
        """A counter is done with one customer and calls the next, if it has any."""
        counter = self.chance.choice(COUNTERS)
        with suppress(LobbyError):
            self.core.finish(counter)
        self.core.call_next(counter)

    def lift(self) -> None:
        """Every finger is off."""
        if self.down:
            self._touch(released=set(self.down))

    # Acts

    def _tap_a_control(self) -> None:
        controls = controls_of(self.screen)
        if controls:
            self._press(self.chance.choice(sorted(controls)))

    def _press(self, name: str) -> None:
        item = controls_of(self.screen).get(name)
        if item is not None:
            self._tap_at(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint())
            _breathe()

    def _tap(self) -> None:
        self._tap_at(self._anywhere())

    def _tap_at(self, at: QPoint) -> None:
        self.lift()
        self._touch(pressed={0: at})
        self._touch(released={0})

    def _fingers(self) -> None:
        """One finger more, one less, or all of them moved."""
        free = [number for number in range(FINGERS) if number not in self.down]
        if free and self.chance.random() < 0.5:
            self._touch(pressed={self.chance.choice(free): self._anywhere()})
        elif self.down and self.chance.random() < 0.5:
            self._touch(released={self.chance.choice(sorted(self.down))})
        elif self.down:
            self._touch(moved={number: self._anywhere() for number in self.down})

    def _drag(self) -> None:
        self.lift()
        self._touch(pressed={0: self._anywhere()})
        for _ in range(self.chance.randint(1, 5)):
            self._touch(moved={0: self._anywhere()})
        if self.chance.random() < 0.3:
            self.passes(self.chance.choice([1.0, 3.0, 40.0]))
        self._touch(released={0})

    def _touch(
        self,
        pressed: dict[int, QPoint] | None = None,
        moved: dict[int, QPoint] | None = None,
        released: set[int] | None = None,
    ) -> None:
        sequence = QTest.touchEvent(self.screen.window, self.finger)
        changed = {**(pressed or {}), **(moved or {})}
        for number in self.down.keys() - changed.keys() - (released or set()):
            sequence.stationary(number)
        for number, at in (pressed or {}).items():
            sequence.press(number, at, self.screen.window)
        for number, at in (moved or {}).items():
            sequence.move(number, at, self.screen.window)
        for number in released or ():
            sequence.release(number, self.down[number], self.screen.window)
        self.down = {n: at for n, at in {**self.down, **changed}.items() if n not in (released or ())}
        sequence.commit()

    def _key(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            QTest.keyClick(self.screen.window, self.chance.choice(KEYS), self.chance.choice(HELD))

    def _wait(self) -> None:
        self.passes(self.chance.choice([0.1, 0.5, 1.0, 5.0, 15.0, 31.0, 65.0]))

    def _staff(self) -> None:
        """Behind the screen life goes on: the printer, and a counter that calls."""
        if self.chance.random() < 0.5:
            self.core.report_device("printer", self.chance.choice(PRINTER))
        else:
            self.serves()

    def _close(self) -> None:
        QCoreApplication.sendEvent(self.screen.window, QCloseEvent())
        QCoreApplication.sendEvent(self.screen.window, QEvent(QEvent.Type.ContextMenu))

    # Looks

    def _look(self) -> None:
        if self.screen.lobby.page not in PAGES:
            self.faults.append(f"there is a page {self.screen.lobby.page!r}")
        if not self.screen.window.isVisible() or len(QGuiApplication.topLevelWindows()) != 1:
            self.faults.append("there is another window than the kiosk's, or none")

    def _took(self) -> None:
        self.takes += 1

    def _hear(self) -> None:
        """Until the thread of the store has answered."""
        until = QTest.qWait if self.screen.lobby.issuing else None
        waited = 0
        while until and self.screen.lobby.issuing and waited < HEAR_MS:
            until(1)
            waited += 1
        _breathe()

    def _anywhere(self) -> QPoint:
        size = self.screen.window.size()
        return QPoint(self.chance.randrange(size.width()), self.chance.randrange(size.height()))

    def tickets(self) -> int:
        with self.core.site.store.read() as cursor:
            found = cursor.one("SELECT count(*) FROM ticket")
        return int(found[0]) if found else 0


def _breathe() -> None:
    """Whatever is due at once; without a loop that runs, nobody else buries what was deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def mischief(monkey: Monkey, acts: int) -> list[Memory]:
    """So many acts; the memory after each tenth of them."""
    memory = []
    for number in range(1, acts + 1):
        monkey.act()
        if number % 500 == 0:
            monkey.goes()
            # A night's rest, so that the doors are open again.
            monkey.clock.set("9:42")
        if number % max(1, acts // 10) == 0:
            memory.append(remembered(f"{number} acts"))
    monkey.goes()
    return memory


def week(monkey: Monkey, days: int, visits: int = 300) -> list[Memory]:
    """Ordinary days with their nights; the memory after each."""
    memory = []
    for day in range(1, days + 1):
        monkey.clock.set("9:00")
        for _ in range(visits):
            monkey.visit()
            monkey.passes(monkey.chance.uniform(20, 160))
            monkey.serves()
        monkey.goes()
        for _ in range(80):
            monkey.passes(600)
        memory.append(remembered(f"day {day}"))
    return memory


def stage(folder: Path, seed: int, size: tuple[int, int] = SIZE) -> tuple[Monkey, Store]:
    """The real screen over a real lobby."""
    branch = load(SAMPLE)
    phrases = {language: load_phrases(language) for language in branch.languages}
    clock, steady = Clock(), Steady()
    clock.set("6:00")
    store = open_store(folder)
    core = Core(store, branch, clock)
    core.report_device("printer", "ok")
    clock.set("9:42")
    place = Place(branch, phrases, lambda: open_store(folder), clock, front=read_front(SAMPLE))
    screen = Screen(place, steady)
    screen.window.resize(*size)
    screen.window.show()
    screen.start()
    while screen.lobby.reception.overview is None:
        QTest.qWait(1)
    return Monkey(screen, core, clock, steady, random.Random(seed)), store


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=size_of, default=SIZE, metavar="WIDTHxHEIGHT")
    given = parser.parse_args()
    disable_huge_pages(1)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_QUICK_BACKEND"] = "software"
    app = QGuiApplication([sys.argv[0]])
    said: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg:
            said.append(message)

    def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        said.append(repr(error))
        sys.__excepthook__(kind, error, trace)

    QtCore.qInstallMessageHandler(hear)
    sys.excepthook = fail
    with passing_folder() as folder:
        monkey, store = stage(folder, given.seed, given.size)
        memory = week(monkey, given.days) if given.days else mischief(monkey, given.acts)
        tickets = monkey.tickets()
        monkey.screen.stop()
        monkey.screen.deleteLater()
        app.processEvents()
        store.close()
    what = f"{given.days} days" if given.days else f"{given.acts} acts"
    print(f"{what}: {tickets} tickets at {monkey.takes} presses")
    print(f"{len(said)} warnings, {len(monkey.faults)} faults")
    print(grown(memory))
    for line in [*dict.fromkeys(said), *dict.fromkeys(monkey.faults)][:20]:
        print(line)
    return 1 if said or monkey.faults else 0


if __name__ == "__main__":
    sys.exit(main())
