"""The first start for QML: every press goes in here, and everything that is shown comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from config.schema import Branch
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES, Step
from ui.touch.first_start.conductor import Conductor
from ui.touch.first_start.told import Page, page_of
from ui.touch.hung import hung
from ui.touch.surroundings import Surroundings
from ui.touch.wording import Lines, Wording

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_LOOK_MS = 400
_SECRET = ("secret", "again")


@QmlElement
@QmlSingleton
class FirstStart(QObject):
    """The five questions, as QML sees them."""

    changed = Signal()

    def __init__(
        self,
        rooms: Rooms,
        branch: Branch,
        around: Surroundings,
        wording: Wording,
        endings: tuple[Callable[[], None], Callable[[], None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._branch, self._wording, self._zone = branch, wording, around.clock().tzinfo
        self._page, self._capital = Page(), False
        self._link = branch.printer.link if branch.printer else ""
        self._profile = branch.printer.profile if branch.printer else ""
        over, afresh = endings
        self.conductor = Conductor(rooms, around, self._show, over, afresh)
        self._timer = QTimer(self, interval=_LOOK_MS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.conductor.tick)
        self._show()

    @staticmethod
    def create(_engine: QQmlEngine) -> FirstStart:
        return hung(FirstStart)

    def start(self) -> None:
        """Begin to look around."""
        self._timer.start()
        self.conductor.tick()

    def stop(self) -> None:
        self._timer.stop()

    # What is shown

    @Property(str, notify=changed)
    def language(self) -> str:
        return self.conductor.scene.progress.language

    @Property("QStringList", notify=changed)
    def languages(self) -> list[str]:
        return list(LANGUAGES)

    @Property(str, notify=changed)
    def step(self) -> str:
        return self._page.step

    @Property(int, notify=changed)
    def number(self) -> int:
        """Which question this is, from 0."""
        return list(Step).index(self.conductor.step)

    @Property("QVariantList", notify=changed)
    def names(self) -> list[Lines]:
        """What each question is called."""
        return self._page.names

    @Property("QVariantList", notify=changed)
    def settled(self) -> list[bool]:
        return [self.conductor.scene.progress.is_settled(step) for step in Step]

    @Property(bool, notify=changed)
    def skips(self) -> bool:
        return self.conductor.step.may_be_skipped

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self.conductor.is_busy

    @Property("QStringList", notify=changed)
    def question(self) -> Lines:
        return self._page.question

    @Property("QStringList", notify=changed)
    def fault(self) -> Lines:
        return self._page.fault

    @Property("QStringList", notify=changed)
    def faults(self) -> list[str]:
        """Each fault of a branch's file."""
        return list(self._page.faults)

    @Property(str, notify=changed)
    def changing(self) -> str:
        return self.conductor.changing

    @Property("QStringList", notify=changed)
    def branch(self) -> Lines:
        return self._page.branch

    @Property("QStringList", notify=changed)
    def branchFacts(self) -> Lines:
        return self._page.branch_facts

    @Property("QStringList", notify=changed)
    def wasRead(self) -> Lines:
        """That a branch's file was read; nothing where the box shows what it came with."""
        return self._page.was_read

    @Property("QStringList", notify=changed)
    def codes(self) -> Lines:
        return self._page.codes

    @Property("QStringList", notify=changed)
    def upload(self) -> Lines:
        return self._page.upload

    @Property("QVariantList", notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """What the box sees of network and clock."""
        return [row.shown() for row in self._page.rows]

    @Property(str, notify=changed)
    def paperState(self) -> str:
        return self._page.paper_state

    @Property("QStringList", notify=changed)
    def paper(self) -> Lines:
        return self._page.paper

    @Property("QStringList", notify=changed)
    def printer(self) -> Lines:
        return self._page.printer

    @Property("QStringList", notify=changed)
    def links(self) -> list[str]:
        return list(self._page.links)

    @Property("QStringList", notify=changed)
    def profiles(self) -> list[str]:
        return [profile for profile, _ in self._page.profiles]

    @Property("QStringList", notify=changed)
    def profileNames(self) -> list[str]:
        return [name for _, name in self._page.profiles]

    @Property(str, notify=changed)
    def link(self) -> str:
        return self._link

    @Property(str, notify=changed)
    def profile(self) -> str:
        return self._profile

    @Property(bool, notify=changed)
    def hasAdministrator(self) -> bool:
        return self.conductor.scene.has_administrator

    @Property(str, notify=changed)
    def focus(self) -> str:
        """The field that is typed into."""
        return self.conductor.focus

    @Property(bool, notify=changed)
    def capital(self) -> bool:
        return self._capital

    # What is pressed

    @Slot(str)
    def speak(self, language: str) -> None:
        self.conductor.speak(language)

    @Slot()
    def next(self) -> None:
        self.conductor.next()

    @Slot()
    def skip(self) -> None:
        self.conductor.skip()

    @Slot()
    def back(self) -> None:
        self.conductor.back()

    @Slot()
    def readStick(self) -> None:
        self.conductor.read_stick()

    @Slot()
    def print(self) -> None:
        self.conductor.print()

    @Slot(str)
    def open(self, part: str) -> None:
        self.conductor.open(part)

    @Slot(str)
    def chooseLink(self, link: str) -> None:
        self._link = link
        self.changed.emit()

    @Slot(str)
    def chooseProfile(self, profile: str) -> None:
        self._profile = profile
        self.changed.emit()

    @Slot()
    def usePrinter(self) -> None:
        self.conductor.choose_printer(self._profile, self._link)

    @Slot(bool)
    def setNetwork(self, fixed: bool) -> None:  # noqa: FBT001 - QML's own form
        self.conductor.set_network(fixed=fixed)

    @Slot()
    def setClock(self) -> None:
        self.conductor.set_clock()

    @Slot()
    def lookAgain(self) -> None:
        self.conductor.look_again()

    @Slot()
    def end(self) -> None:
        self.conductor.end()

    # What is typed

    @Slot(str, result=str)
    def typed(self, name: str) -> str:
        """What a field shows; of a password only how long it is."""
        text = self.conductor.texts.get(name, "")
        return "●" * len(text) if name in _SECRET else text

    @Slot(str)
    def focusOn(self, name: str) -> None:
        self.conductor.focus_on(name)

    @Slot(str)
    def type(self, letters: str) -> None:
        self.conductor.type(letters)

    @Slot()
    def erase(self) -> None:
        self.conductor.erase()

    @Slot()
    def shift(self) -> None:
        self._capital = not self._capital
        self.changed.emit()

    def _show(self) -> None:
        voice = self._wording.voice(self.conductor.scene.progress.language)
        self._page = page_of(self.conductor, self._branch, voice, self._zone)
        self.changed.emit()
