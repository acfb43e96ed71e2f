"""The front of the screen, for QML: at rest, behind shut doors, and which of its edges are alive."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from config.calendar import BranchCalendar
from config.front import Front
from kiosk.hours import Holidays
from ui.touch.after_hours import AfterHours, after_hours
from ui.touch.bridge import Lobby
from ui.touch.front_facts import FactFinder
from ui.touch.hung import hung
from ui.touch.leaves import leaves
from ui.touch.rest import Rest
from ui.touch.rest_panel import LeafRows, RestPanel
from ui.touch.surroundings import Surroundings
from ui.touch.wording import Lines, Wording

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class FrontPanel(QObject):
    """What stands before a customer who has not begun yet."""

    changed = Signal()
    arranged = Signal()
    """Never sent: the parts stay, but QML's type checker wants a signal."""

    def __init__(
        self,
        lobby: Lobby,
        around: Surroundings,
        wording: Wording,
        calendar: BranchCalendar,
        holidays: Holidays,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lobby, self._around, self._wording, self._holidays = lobby, around, wording, holidays
        self._front: Front = around.front
        self._leaf, self._machines, self._hours = RestPanel(self), LeafRows(self), LeafRows(self)
        self._shown: tuple[bool, AfterHours] = (False, AfterHours())
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        finder = FactFinder(calendar, self._front.rest.days)
        self.rest = Rest(self._front.rest, finder, around, self._show)
        lobby.shown.connect(self._show)
        self._show()

    @staticmethod
    def create(_engine: QQmlEngine) -> FrontPanel:
        return hung(FrontPanel)

    @Property(bool, notify=changed)
    def resting(self) -> bool:
        """Whether nobody has been there for a while."""
        return self._shown[0]

    @Property(RestPanel, notify=arranged)
    def leaf(self) -> RestPanel:
        return self._leaf

    @Property(LeafRows, notify=arranged)
    def machines(self) -> LeafRows:
        """What works while the doors are shut."""
        return self._machines

    @Property(LeafRows, notify=arranged)
    def hours(self) -> LeafRows:
        return self._hours

    @Property("QStringList", notify=changed)
    def where(self) -> Lines:
        """Where those machines stand."""
        return self._shown[1].where

    @Property("QStringList", notify=changed)
    def day(self) -> Lines:
        """The next day that is served."""
        return self._shown[1].day

    @Property("QStringList", notify=changed)
    def call(self) -> Lines:
        """Whom to call while the doors are shut."""
        return self._shown[1].call

    @Property(float, notify=arranged)
    def deadTop(self) -> float:
        """The parts of the screen that do not feel a touch."""
        return self._front.dead.top / 100

    @Property(float, notify=arranged)
    def deadBottom(self) -> float:
        return self._front.dead.bottom / 100

    @Property(float, notify=arranged)
    def deadLeft(self) -> float:
        return self._front.dead.left / 100

    @Property(float, notify=arranged)
    def deadRight(self) -> float:
        return self._front.dead.right / 100

    @Slot()
    def wake(self) -> None:
        """Somebody has come: home."""
        self.rest.wake()
        self._show()

    def touched(self) -> None:
        """A finger or a key, whatever it meets."""
        self.rest.touched()
        self._beat()

    @Slot()
    def tick(self) -> None:
        self.rest.look(free=self._is_free)
        self.rest.tick()
        self._show()

    @property
    def _page(self) -> str:
        # Qt's own kind of property is none to the type checker.
        return str(self._lobby.page)

    @property
    def _is_free(self) -> bool:
        return self._page == "home" and self._lobby.reception.is_free

    def _beat(self) -> None:
        wait_s = max(0.05, self.rest.due_at - self._around.monotonic())
        # A timer's span is an integer of 32 bits; a day is soon enough to look again.
        self._timer.start(int(min(wait_s, 86_400.0) * 1000) + 1)

    def _show(self) -> None:
        desk, now = self._lobby.reception, self._around.clock()
        self.rest.look(free=self._is_free)
        voice = self._wording.voice(desk.visit.language)
        resting = self.rest.resting
        after = AfterHours()
        if resting:
            self._leaf.tell(leaves(desk.branch, self._front, self.rest.facts, now, voice), self.rest.turn)
        if desk.overview and self._page == "closed":
            after = after_hours(desk.branch, self._front, desk.overview, self._holidays, voice)
        if (resting, after) != self._shown:
            self._shown = (resting, after)
            self._machines.show(after.machines)
            self._hours.show(after.hours)
            self.changed.emit()
        self._beat()
