"""What is picked: names, time, papers, and the machine that could do it too."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from config.schema import Branch, Service
from kiosk.hours import Openness
from kiosk.lobby import Overview
from kiosk.routing import Route
from ui.touch.tongue import Tongue, clock_time
from ui.touch.visit import Visit
from ui.touch.wording import Lines, Voice

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MINUTE_S = 60
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Picked:
    """Everything the screen says about the picks."""

    count: int = 0
    names: Lines = field(default_factory=list)
    summary: Lines = field(default_factory=list)
    wait: Lines = field(default_factory=list)
    papers: Lines = field(default_factory=list)
    machine: Lines = field(default_factory=list)
    forms: Lines = field(default_factory=list)
    """How many forms go with the ticket; which, only the counter needs to know."""


def picked(
    branch: Branch, overview: Overview | None, visit: Visit, route: Route | None, voice: Voice
) -> Picked:
    """The picks of a visit in words."""
    services = [branch.service(pick) for pick in visit.picks]
    forms = voice.phrase("basket.forms", count=len(visit.forms)) if visit.forms else []
    if not services:
        return Picked(forms=forms)
    return Picked(
        count=len(services),
        names=_names(services, voice),
        summary=_summary(services, route, voice),
        wait=_wait(overview, visit, route, voice),
        papers=to_bring(services, voice),
        machine=_machine(route, voice),
        forms=forms,
    )


def _names(services: list[Service], voice: Voice) -> Lines:
    """One or two by name; more are counted, since the cards show which."""
    if len(services) > _NAMED:
        return voice.phrase("basket.count", count=len(services))
    return voice.lines(lambda tongue: tongue.list(service.name for service in services))


def _summary(services: list[Service], route: Route | None, voice: Voice) -> Lines:
    """One service is explained; several say how many windows they take, and how long in all."""
    if len(services) == 1:
        return voice.text(services[0].summary)
    steps = len(route.steps) if route else 0
    minutes = _minutes(sum(service.service_s for service in services))

    def tell(tongue: Tongue) -> str:
        total = tongue.say("basket.minutes", minutes=minutes)
        if not steps:
            return total
        way = "basket.one_counter" if steps == 1 else "basket.steps"
        return f"{tongue.say(way, count=steps)} · {total}"

    return voice.lines(tell)


def _wait(overview: Overview | None, visit: Visit, route: Route | None, voice: Voice) -> Lines:
    """The wait on the way that these picks take, for their class: what the ticket will say."""
    view = overview.services[visit.picks[0]] if overview else None
    if view is None:
        return []
    if view.opening.state is Openness.EARLY and view.opening.opens_at:
        return voice.phrase("panel.called_from", time=clock_time(view.opening.opens_at))
    wait = route.wait if route else None
    return voice.lines(lambda tongue: tongue.wait(wait)) if wait else []


def to_bring(services: list[Service], voice: Voice) -> Lines:
    """The papers that these services ask for."""
    papers = [paper for service in services for paper in service.papers]
    return voice.lines(lambda tongue: tongue.say("home.papers", papers=tongue.list(papers))) if papers else []


def _machine(route: Route | None, voice: Voice) -> Lines:
    machine = route.machine if route else None
    if machine is None:
        return []
    return voice.phrase("machine.instead", machine=machine.name, minutes=_minutes(machine.service_s))


def _minutes(seconds: int) -> int:
    return -(-seconds // _MINUTE_S)


@QmlElement
@QmlUncreatable("The lobby fills it.")
class Basket(QObject):
    """The picks, for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = Picked()

    def tell(self, told: Picked) -> None:
        if told != self._told:
            self._told = told
            self.changed.emit()

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._told.count

    @Property("QStringList", notify=changed)
    def names(self) -> Lines:
        return self._told.names

    @Property("QStringList", notify=changed)
    def summary(self) -> Lines:
        return self._told.summary

    @Property("QStringList", notify=changed)
    def wait(self) -> Lines:
        return self._told.wait

    @Property("QStringList", notify=changed)
    def papers(self) -> Lines:
        return self._told.papers

    @Property("QStringList", notify=changed)
    def machine(self) -> Lines:
        return self._told.machine

    @Property("QStringList", notify=changed)
    def forms(self) -> Lines:
        return self._told.forms
