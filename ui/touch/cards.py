"""The cards of the menu: what each says, and the list model that QML shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch, Elsewhere, Service
from kiosk.hours import Openness
from kiosk.lobby import Overview, ServiceView
from kiosk.ticket import UNKNOWN_AHEAD
from ui.touch.basket import to_bring
from ui.touch.icons import drawn
from ui.touch.rows import Rows
from ui.touch.tongue import clock_time
from ui.touch.visit import Visit
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 9
LOW_PAGE = 6
LARGE_PAGE = 3
LOW_LARGE_PAGE = 2
"""So many cards are shown at once: all of a usual branch, fewer where they must be near or big."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card, with everything it says. The names are those of the roles in QML."""

    cardId: str
    drawing: str
    letter: str
    name: Lines
    waiting: Lines
    minutes: Lines
    note: Lines
    summary: Lines
    papers: Lines
    picked: bool
    open: bool


def cards(branch: Branch, overview: Overview | None, visit: Visit, voice: Voice, now: datetime) -> list[Card]:
    """Every card of the menu: the services in the branch's order, then those offered elsewhere."""
    views = overview.services if overview else {}
    offered = [
        _offered(service, views.get(service.id), voice, now, picked=service.id in visit.picks)
        for service in branch.services
    ]
    return offered + [_elsewhere(each, voice) for each in branch.elsewhere]


def per_page(visit: Visit, count: int) -> int:
    """How many of so many cards one page holds; the pages are as full as each other."""
    most = _most(visit)
    return -(-count // -(-count // most)) if count else most


def _most(visit: Visit) -> int:
    if visit.large:
        return LOW_LARGE_PAGE if visit.low else LARGE_PAGE
    return LOW_PAGE if visit.low else PAGE


def _offered(
    service: Service, view: ServiceView | None, voice: Voice, now: datetime, *, picked: bool
) -> Card:
    is_open = view is None or view.opening.state.gives_tickets
    return Card(
        cardId=service.id,
        drawing=drawn(service.icon),
        letter=service.prefix,
        name=voice.text(service.name),
        waiting=_waiting(view, voice) if view and is_open else [],
        minutes=_minutes(view, voice) if view and is_open else [],
        note=_not_now(view, voice, now) if view and not is_open else [],
        summary=voice.text(service.summary),
        papers=to_bring([service], voice),
        picked=picked,
        open=is_open,
    )


def _waiting(view: ServiceView, voice: Voice) -> Lines:
    if view.waiting == UNKNOWN_AHEAD:
        return []
    return voice.phrase("home.waiting" if view.waiting else "home.nobody_waiting", count=view.waiting)


def _minutes(view: ServiceView, voice: Voice) -> Lines:
    """How long it takes; before calling begins, when it does."""
    wait, opening = view.wait, view.opening
    if opening.state is Openness.EARLY and opening.opens_at:
        return voice.phrase("home.opens_at", time=clock_time(opening.opens_at))
    return voice.lines(lambda tongue: tongue.minutes(wait)) if wait else []


def _not_now(view: ServiceView, voice: Voice, now: datetime) -> Lines:
    opens_at = view.opening.opens_at
    if opens_at is None:
        return voice.phrase("home.closed_now")
    if opens_at.date() == now.date():
        return voice.phrase("home.opens_at", time=clock_time(opens_at))
    return voice.lines(lambda tongue: tongue.moment(opens_at, now))


def _elsewhere(service: Elsewhere, voice: Voice) -> Card:
    return Card(
        cardId=service.id,
        drawing=drawn(service.icon),
        letter="",
        name=voice.text(service.name),
        waiting=[],
        minutes=[],
        note=voice.phrase("home.not_here"),
        summary=[],
        papers=[],
        picked=False,
        open=False,
    )


@QmlElement
@QmlUncreatable("The lobby fills it.")
class CardModel(Rows):
    """The cards of the page that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Card, parent)

    def show(self, cards: Sequence[Card]) -> None:
        """Show these; the same cards in the same places keep their delegates."""
        before: Sequence[Card] = self._rows
        if [card.cardId for card in cards] != [card.cardId for card in before]:
            self._replace(cards)
            return
        self._rows = cards
        for row, (was, card) in enumerate(zip(before, cards, strict=True)):
            if was != card:
                place = self.index(row)
                self.dataChanged.emit(place, place)
