"""Somebody with a ticket or an appointment, as QML sees it: what is shown, and what can be pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch
from ui.touch.reception import Reception
from ui.touch.revisit import ERASE
from ui.touch.revisit_words import Told
from ui.touch.revisits import Revisits
from ui.touch.surroundings import Surroundings
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The lobby fills it.")
class RevisitPanel(QObject):
    """The errand, for QML."""

    changed = Signal()

    def __init__(
        self,
        branch: Branch,
        reception: Callable[[], Reception],
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._scans, self._types_forms = around.scans, around.front.forms.typed
        self._told = Told()
        self._reception = reception
        self._reasons = branch.rating.reasons
        self._names: list[Lines] = [[], []]

    def tell(self, told: Told, voice: Voice) -> None:
        names = [
            list(lines) for lines in zip(*(voice.text(each.name) for each in self._reasons), strict=True)
        ]
        if (told, names) != (self._told, self._names):
            self._told, self._names = told, names
            self.changed.emit()

    # What is shown

    @Property(str, notify=changed)
    def step(self) -> str:
        return self._told.step

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._told.icon

    @Property("QStringList", notify=changed)
    def title(self) -> Lines:
        return self._told.title

    @Property("QStringList", notify=changed)
    def words(self) -> Lines:
        return self._told.words

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._told.number

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._told.typed

    @Property(bool, notify=changed)
    def scans(self) -> bool:
        """Whether a code can be held before a scanner instead."""
        return self._scans

    @Property(bool, notify=changed)
    def typesForms(self) -> bool:
        """Whether a form's code can be typed."""
        return self._types_forms

    @Property("QStringList", notify=changed)
    def letters(self) -> list[str]:
        return self._told.letters

    @Property("QStringList", notify=changed)
    def live(self) -> list[str]:
        """The keys that can follow what was typed."""
        return self._told.live

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        return self._told.ready

    @Property("QStringList", notify=changed)
    def zone(self) -> Lines:
        return self._told.zone

    @Property(str, notify=changed)
    def arrow(self) -> str:
        return self._told.arrow

    @Property("QStringList", notify=changed)
    def ahead(self) -> Lines:
        return self._told.ahead

    @Property("QStringList", notify=changed)
    def wait(self) -> Lines:
        return self._told.wait

    @Property("QStringList", notify=changed)
    def reasons(self) -> list[str]:
        """The reasons of the branch, by their ids."""
        return [reason.id for reason in self._reasons]

    @Property("QStringList", notify=changed)
    def reasonNames(self) -> Lines:
        """Their names in the customer's language, in the same order."""
        return self._names[0]

    @Property("QStringList", notify=changed)
    def reasonOtherNames(self) -> Lines:
        return self._names[1]

    @Property("QStringList", notify=changed)
    def picked(self) -> list[str]:
        return self._told.picked

    @Property(bool, notify=changed)
    def callManager(self) -> bool:
        return self._told.callManager

    @Property(str, notify=changed)
    def reference(self) -> str:
        return self._told.reference

    @Property("QStringList", notify=changed)
    def service(self) -> Lines:
        return self._told.service

    @Property(bool, notify=changed)
    def judgesYet(self) -> bool:
        """Whether a ticket that was noted as missed may be judged."""
        return self._told.judgesYet

    @Property("QStringList", notify=changed)
    def joins(self) -> Lines:
        """The press that puts a form with the ticket that is here."""
        return self._told.joins

    @Property(bool, notify=changed)
    def retypes(self) -> bool:
        """Whether what nothing was found for can be typed anew."""
        return self._told.retypes

    # What is pressed

    @Slot()
    def begin(self) -> None:
        self._reception().revisit(lambda errand: errand.begin())

    @Slot(str)
    def choose(self, what: str) -> None:
        self._reception().revisit(lambda errand: errand.choose(what))

    @Slot(str)
    def press(self, key: str) -> None:
        self._reception().revisit(lambda errand: errand.press(key))

    @Slot()
    def erase(self) -> None:
        self.press(ERASE)

    @Slot()
    def confirm(self) -> None:
        self._reception().revisit(lambda errand: errand.confirm())

    @Slot()
    def judgeYet(self) -> None:
        self._reception().revisit_settled(Revisits.judge_yet)

    @Slot(int)
    def judge(self, score: int) -> None:
        self._reception().revisit_settled(lambda errand: errand.judge(score))

    @Slot(str)
    def pickReason(self, reason: str) -> None:
        self._reception().revisit_settled(lambda errand: errand.pick_reason(reason))

    @Slot()
    def toggleManager(self) -> None:
        self._reception().revisit_settled(Revisits.toggle_manager)

    @Slot()
    def send(self) -> None:
        self._reception().revisit_settled(Revisits.send)

    @Slot()
    def take(self) -> None:
        self._reception().take_appointment()

    @Slot()
    def join(self) -> None:
        self._reception().revisit_settled(Revisits.join)

    @Slot()
    def apart(self) -> None:
        self._reception().revisit_settled(Revisits.apart)

    @Slot()
    def back(self) -> None:
        self._reception().revisit(lambda errand: errand.back())

    @Slot()
    def retype(self) -> None:
        self._reception().revisit_settled(Revisits.back)

    @Slot()
    def close(self) -> None:
        self._reception().revisit_settled()
