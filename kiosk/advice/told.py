"""What the manager's pages show of advice: what stands, what was done, and what belongs at the machines."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.advice.deeds import Standing, history, standing
from kiosk.advice.diversion import Diverted, diverted
from kiosk.advice.promises import promised
from kiosk.advice.stance import SUPPORT
from kiosk.event import Event, Kind
from kiosk.matters import Matter
from kiosk.queue import Queue, view
from kiosk.scene import Scene
from kiosk.site import Site
from kiosk.turns import business_day


@dataclass(frozen=True, slots=True)
class Told:
    """The tablet's card."""

    standing: Standing | None
    promised: dict[str, int]
    """Counters that were promised, and in how many minutes."""
    support: Matter | None
    machines: tuple[Diverted, ...]

    @property
    def is_asked(self) -> bool:
        """Whether the second line was asked and has not answered yet."""
        return self.support is not None and "answer" not in self.support.facts

    @property
    def is_anything(self) -> bool:
        return bool(self.standing or self.promised or self.support or self.machines)


def told(site: Site, scene: Scene, waits: dict[str, float], gain_s: float) -> Told:
    """What stands now; `waits` are what newcomers would wait, by service, in seconds."""
    up = site.machines_up(scene.devices)
    machines = diverted(scene.branch, up, waits, scene.waiting(), gain_s)
    return Told(standing(scene), promised(scene), scene.matters.get(SUPPORT), machines)


def of_today(site: Site) -> list[Event]:
    """What was advised on the latest business day, the latest first; a counter's opening only if it was."""
    with site.store.read() as cursor:
        day = business_day(cursor, site.clock())[0]
    if not day:
        return []
    found = history(site, site.clock().date().fromisoformat(day))
    advised = {event.counter for event in found if event.kind is Kind.ADVICE_GIVEN}
    return [each for each in found if each.kind is not Kind.COUNTER_OPENED or each.counter in advised]


def service_s(site: Site) -> float:
    """What a customer takes at a counter in the mean, as the tickets taught it."""
    with site.store.read() as cursor:
        queue: Queue = view(cursor, site.branch)
    tickets = {service.id: queue.taught.get(service.id, (0, 0.0))[0] for service in site.branch.services}
    whole = sum(tickets.values()) + len(tickets)
    return sum((count + 1) * queue.mean(service) for service, count in tickets.items()) / whole
