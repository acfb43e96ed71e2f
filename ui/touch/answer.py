"""The kiosk's answer to a press that makes no ticket: help, elsewhere, not now, the way to a machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch, Elsewhere, Machine
from ui.touch.icons import drawn
from ui.touch.topic import About, Topic
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words."""

    icon: str = ""
    title: Lines = field(default_factory=list)
    words: Lines = field(default_factory=list)
    place: Lines = field(default_factory=list)
    mark: str = ""
    offersHelp: bool = False
    helpAsked: bool = False


def said(branch: Branch, topic: Topic, now: datetime, voice: Voice, phone: str = "") -> Said:
    """The answer in the customer's languages; `phone` answers where staff may have left."""
    if topic.about is About.HELP:
        coming = voice.phrase("help.unanswered", phone=phone) if phone else voice.phrase("help.coming")
        return Said("staff", voice.phrase("help.asked"), coming, helpAsked=True)
    if topic.about is About.PAUSE:
        title = voice.phrase("help.pause", count=topic.seconds)
        return Said("clock", title, voice.phrase("help.pause_why"), offersHelp=True)
    if topic.elsewhere:
        return _elsewhere(topic.elsewhere, voice)
    if topic.machine:
        return _machine(branch, topic.machine, voice)
    return _not_now(topic, now, voice) if topic.about is About.NOT_NOW else Said()


def _elsewhere(elsewhere: Elsewhere, voice: Voice) -> Said:
    return Said(
        drawn(elsewhere.icon),
        voice.phrase("elsewhere.title"),
        voice.phrase("elsewhere.nearest"),
        voice.text(elsewhere.place),
        mark="place",
        offersHelp=True,
    )


def _machine(branch: Branch, machine: Machine, voice: Voice) -> Said:
    zone = branch.zone(machine.zone)
    return Said(
        "machine",
        voice.phrase("machine.where", machine=machine.name, zone=zone.name),
        voice.phrase("machine.staff"),
        voice.text(zone.direction) or voice.phrase(f"arrow.{zone.arrow}"),
        mark=f"arrow-{zone.arrow}",
    )


def _not_now(topic: Topic, now: datetime, voice: Voice) -> Said:
    opens_at = topic.opening.opens_at if topic.opening else None
    return Said(
        "clock",
        voice.text(topic.service.name) if topic.service else [],
        voice.phrase("home.closed_now"),
        voice.lines(lambda tongue: tongue.moment(opens_at, now)) if opens_at else [],
        mark="clock",
        offersHelp=True,
    )


@QmlElement
@QmlUncreatable("The lobby fills it.")
class Answer(QObject):
    """The answer, for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = Said()

    def tell(self, said: Said) -> None:
        if said != self._said:
            self._said = said
            self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._said != Said()

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._said.icon

    @Property("QStringList", notify=changed)
    def title(self) -> Lines:
        return self._said.title

    @Property("QStringList", notify=changed)
    def words(self) -> Lines:
        return self._said.words

    @Property("QStringList", notify=changed)
    def place(self) -> Lines:
        return self._said.place

    @Property(str, notify=changed)
    def mark(self) -> str:
        return self._said.mark

    @Property(bool, notify=changed)
    def offersHelp(self) -> bool:
        return self._said.offersHelp

    @Property(bool, notify=changed)
    def helpAsked(self) -> bool:
        return self._said.helpAsked
