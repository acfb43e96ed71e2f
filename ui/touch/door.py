"""What the door says: a banner before opening, near closing or without paper; a page when closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch
from kiosk.hours import Opening, Openness
from kiosk.lobby import Overview
from ui.touch.paper_word import PaperWord, printer_state, printer_trouble
from ui.touch.tongue import clock_time
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """Everything the door says."""

    branch: Lines = field(default_factory=list)
    is_closed: bool = False
    banner: Lines = field(default_factory=list)
    bannerIcon: str = ""
    closed: Lines = field(default_factory=list)
    opens: Lines = field(default_factory=list)
    machines: Lines = field(default_factory=list)


def sign(branch: Branch, overview: Overview | None, now: datetime, voice: Voice) -> Sign:
    """The door's sign at one moment; before the first look into the lobby it says only whose door it is."""
    name = voice.lines(lambda tongue: f"{tongue.text(branch.bank)} {tongue.text(branch.name)}")
    if overview is None:
        return Sign(name)
    openings = [view.opening for view in overview.services.values()]
    if any(opening.state.gives_tickets for opening in openings):
        banner, icon = _banner(branch, overview, openings, voice)
        return Sign(name, banner=banner, bannerIcon=icon)
    opens_at = _first(openings)
    return Sign(
        name,
        is_closed=True,
        closed=_closed(branch, opens_at, now, voice),
        opens=voice.lines(lambda tongue: tongue.moment(opens_at, now)) if opens_at else [],
        machines=_machines(branch, overview, voice),
    )


def _banner(branch: Branch, overview: Overview, openings: list[Opening], voice: Voice) -> tuple[Lines, str]:
    if trouble := printer_trouble(printer_state(overview.printer)):
        key = "trouble.no_paper" if trouble is PaperWord.NO_PAPER else "trouble.no_printer"
        return voice.phrase(key), "printer-trouble"
    serving = [opening for opening in openings if opening.state.gives_tickets]
    opens_at = _first(serving)
    if opens_at and all(opening.state is Openness.EARLY for opening in serving):
        return voice.phrase("hours.before", time=clock_time(opens_at)), "clock"
    closes_at = max((opening.closes_at for opening in serving if opening.closes_at), default=None)
    if closes_at and all(opening.state is Openness.CLOSING for opening in serving):
        until = closes_at - timedelta(seconds=branch.hours.last_ticket_before_close_s)
        return voice.phrase("hours.closing_soon", time=clock_time(until)), "clock"
    return [], ""


def _closed(branch: Branch, opens_at: datetime | None, now: datetime, voice: Voice) -> Lines:
    if opens_at and opens_at.date() == now.date():
        tickets_at = opens_at - timedelta(seconds=branch.hours.tickets_before_open_s)
        return voice.phrase("hours.before_tickets", time=clock_time(tickets_at))
    for day in branch.hours.special_days:
        if day.date == now.date() and day.name and not (day.personal or day.corporate):
            return voice.phrase("hours.holiday", name=day.name)
    return voice.phrase("hours.closed")


def _machines(branch: Branch, overview: Overview, voice: Voice) -> Lines:
    """The machines that work while nobody serves."""
    up = [machine.name for machine in branch.machines if machine.id in overview.machines_up]
    if not up:
        return []
    return voice.lines(
        lambda tongue: f"{tongue.say('hours.after_hours')}{tongue.say('list.colon')}{tongue.list(up)}"
    )


def _first(openings: list[Opening]) -> datetime | None:
    return min((opening.opens_at for opening in openings if opening.opens_at), default=None)


@QmlElement
@QmlUncreatable("The lobby fills it.")
class Door(QObject):
    """The door's sign, for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign()

    def tell(self, sign: Sign) -> None:
        if sign != self._sign:
            self._sign = sign
            self.changed.emit()

    @property
    def is_closed(self) -> bool:
        return self._sign.is_closed

    @Property("QStringList", notify=changed)
    def branch(self) -> Lines:
        return self._sign.branch

    @Property("QStringList", notify=changed)
    def banner(self) -> Lines:
        return self._sign.banner

    @Property(str, notify=changed)
    def bannerIcon(self) -> str:
        return self._sign.bannerIcon

    @Property("QStringList", notify=changed)
    def closed(self) -> Lines:
        return self._sign.closed

    @Property("QStringList", notify=changed)
    def opens(self) -> Lines:
        return self._sign.opens

    @Property("QStringList", notify=changed)
    def machines(self) -> Lines:
        return self._sign.machines
