"""The ticket on the screen: its number, the way, the wait, and what has become of its paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch
from kiosk.ticket import UNKNOWN_AHEAD, Step, Ticket, WaitRange
from printer.facts import Facts
from ui.touch.paper_word import PaperWord
from ui.touch.tongue import begun, clock_time
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the screen says about a ticket."""

    shown: bool = False
    number: str = ""
    services: Lines = field(default_factory=list)
    zone: Lines = field(default_factory=list)
    arrow: str = ""
    direction: Lines = field(default_factory=list)
    windows: Lines = field(default_factory=list)
    ahead: Lines = field(default_factory=list)
    wait: Lines = field(default_factory=list)
    then: Lines = field(default_factory=list)
    papers: Lines = field(default_factory=list)
    status: Lines = field(default_factory=list)
    statusIcon: str = ""
    troubled: bool = False
    canReprint: bool = False


def told(
    branch: Branch,
    ticket: Ticket,
    word: PaperWord,
    opens_at: datetime | None,
    voice: Voice,
    *,
    alone: bool = False,
) -> Told:
    """A ticket in the words of the screen; `opens_at` if calling has not begun yet, `alone` if cut off."""
    zone = branch.zone(ticket.steps[0].zone)
    manner = word.value
    numbered = {"number": ticket.label} if manner.troubled else {}

    def fact(tell: Callable[[Facts], str]) -> Lines:
        """A fact as it stands on the paper as well."""
        return voice.lines(lambda tongue: tell(Facts(ticket, branch, tongue.phrases)))

    return Told(
        shown=True,
        number=ticket.label,
        services=fact(lambda facts: facts.services),
        zone=voice.phrase("panel.go_to", zone=zone.name),
        arrow=f"arrow-{zone.arrow}",
        direction=voice.text(zone.direction) or voice.phrase(f"arrow.{zone.arrow}"),
        windows=fact(lambda facts: facts.windows(ticket.steps[0])),
        ahead=_ahead(ticket.promise.ahead, voice),
        wait=_wait(ticket.promise.wait, opens_at, voice),
        then=_then(branch, ticket.steps[1:], voice),
        papers=fact(lambda facts: facts.papers),
        status=voice.phrase(manner.said(alone=alone), **numbered),
        statusIcon=manner.icon,
        troubled=manner.troubled,
        canReprint=manner.can_reprint,
    )


def _ahead(ahead: int, voice: Voice) -> Lines:
    return [] if ahead == UNKNOWN_AHEAD else voice.lines(lambda tongue: tongue.ahead(ahead))


def _wait(wait: WaitRange | None, opens_at: datetime | None, voice: Voice) -> Lines:
    if opens_at is not None:
        return voice.phrase("panel.called_from", time=clock_time(opens_at))
    return voice.lines(lambda tongue: tongue.wait(wait) if wait else begun(tongue.say("wait.unknown")))


def _then(branch: Branch, steps: tuple[Step, ...], voice: Voice) -> Lines:
    zones = [branch.zone(step.zone).name for step in steps]
    return voice.lines(lambda tongue: tongue.say("panel.then", zone=tongue.list(zones))) if zones else []


@QmlElement
@QmlUncreatable("The lobby fills it.")
class TicketPanel(QObject):
    """The ticket, for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = Told()

    def tell(self, told: Told) -> None:
        if told != self._told:
            self._told = told
            self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        return self._told.shown

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._told.number

    @Property("QStringList", notify=changed)
    def services(self) -> Lines:
        return self._told.services

    @Property("QStringList", notify=changed)
    def zone(self) -> Lines:
        return self._told.zone

    @Property(str, notify=changed)
    def arrow(self) -> str:
        return self._told.arrow

    @Property("QStringList", notify=changed)
    def direction(self) -> Lines:
        return self._told.direction

    @Property("QStringList", notify=changed)
    def windows(self) -> Lines:
        return self._told.windows

    @Property("QStringList", notify=changed)
    def ahead(self) -> Lines:
        return self._told.ahead

    @Property("QStringList", notify=changed)
    def wait(self) -> Lines:
        return self._told.wait

    @Property("QStringList", notify=changed)
    def then(self) -> Lines:
        return self._told.then

    @Property("QStringList", notify=changed)
    def papers(self) -> Lines:
        return self._told.papers

    @Property("QStringList", notify=changed)
    def status(self) -> Lines:
        return self._told.status

    @Property(str, notify=changed)
    def statusIcon(self) -> str:
        return self._told.statusIcon

    @Property(bool, notify=changed)
    def troubled(self) -> bool:
        return self._told.troubled

    @Property(bool, notify=changed)
    def canReprint(self) -> bool:
        return self._told.canReprint
