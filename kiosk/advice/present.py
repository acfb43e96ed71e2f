"""The lobby at this moment as it is played forward: who waits, which counters are at work, who is to come."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from config.schema import Branch, Counter, TicketClass
from kiosk import rows
from kiosk.advice.forward import Busy, Coming, Floor, Station
from kiosk.advice.kinds import Kind
from kiosk.advice.stance import OPENING, SPARE
from kiosk.calling.turn import target_s
from kiosk.clock import elapsed_s
from kiosk.peaks.outlook import Outlook
from kiosk.queue import Queue
from kiosk.scene import Scene
from kiosk.store import Cursor
from kiosk.ticket import TicketState

_MIX_DAYS = 14
_RATIOS_MOST, _RATIOS_LEAST = 300, 40
_PACE_S = 3_600.0
_MINUTE_S = 60.0
_USUAL = (0.15, 0.3, 0.42, 0.53, 0.64, 0.76, 0.9, 1.06, 1.27, 1.57, 3.4)
"""Eleven parts of a service time as it usually scatters (log-normal, 0.7), for a branch without a record."""

Mix = Mapping[Kind, float]
"""The share of each kind among those who come."""


def floor_of(scene: Scene, queue: Queue, coming: tuple[Coming, ...], ratios: tuple[float, ...]) -> Floor:
    """The floor now."""
    services = {service.id: queue.mean(service.id) for service in scene.branch.services}
    return Floor(
        now=scene.now.timestamp(),
        waiting=tuple(scene.waiting()),
        stations=tuple(_stations(scene, services)),
        coming=coming,
        rules=scene.branch.rules,
        means=services,
        targets={kind: float(target_s(scene.branch, kind)) for kind in TicketClass},
        ratios=ratios,
    )


def closed_counters(scene: Scene) -> tuple[Counter, ...]:
    """The counters that somebody could be sent to: shut, without a reason, and nobody on the way."""
    found = []
    for counter in scene.branch.counters:
        desk = scene.desks.get(counter.id)
        is_awaited = f"{OPENING}{counter.id}" in scene.matters
        if desk and not desk.is_open and not desk.reason and not is_awaited:
            found.append(counter)
    return tuple(found)


def spares(scene: Scene) -> dict[str, float]:
    """The counters that advice opened, and for how many seconds they have been."""
    return {
        key.removeprefix(SPARE): elapsed_s(matter.since, scene.now)
        for key, matter in scene.matters.items()
        if key.startswith(SPARE)
    }


def _stations(scene: Scene, means: Mapping[str, float]) -> Iterator[Station]:
    at = {ticket.counter: ticket for ticket in scene.in_state(TicketState.CALLED, TicketState.SERVING)}
    for counter in scene.open_counters():
        ticket = at.get(counter.id)
        if ticket is None:
            yield Station(counter)
            continue
        mean = sum(means.get(service, 300.0) for service in ticket.current.services)
        yield Station(counter, Busy(elapsed_s(ticket.called_at or scene.now, scene.now), mean))
    for counter in scene.branch.counters:
        matter = scene.matters.get(f"{OPENING}{counter.id}")
        if matter:
            left_s = matter.facts["ready_s"] - elapsed_s(matter.since, scene.now)
            yield Station(counter, opens_s=max(0.0, left_s))


def coming_of(cursor: Cursor, branch: Branch, outlook: Outlook | None, now: datetime) -> tuple[Coming, ...]:
    """Who is to be expected: as the forecast of the day has it, else at the pace of the last hour."""
    mix = _mix(cursor, branch, now.date())
    rate = _forecast(outlook, now) if outlook and outlook.days else _pace(cursor, now)
    return tuple(Coming(kind, rate * share) for kind, share in mix.items() if rate * share > 0)


def _forecast(outlook: Outlook, now: datetime) -> float:
    # Near its end the half hour to come matters more.
    soon = (now + timedelta(minutes=outlook.slot_minutes / 4)).time()
    place = outlook.place_of(soon)
    return outlook.slots[place].people / (outlook.slot_minutes * _MINUTE_S) if place is not None else 0.0


def _pace(cursor: Cursor, now: datetime) -> float:
    day = cursor.one(
        "SELECT day, opened_at FROM business_day WHERE closed_at IS NULL ORDER BY day DESC LIMIT 1"
    )
    if day is None:
        return 0.0
    seen = cursor.all("SELECT issued_at FROM ticket WHERE day = ? ORDER BY id DESC LIMIT 200", day[0])
    ages = [elapsed_s(datetime.fromisoformat(at), now) for (at,) in seen]
    span_s = min(_PACE_S, max(600.0, elapsed_s(datetime.fromisoformat(day[1]), now)))
    return sum(age <= span_s for age in ages) / span_s


def _mix(cursor: Cursor, branch: Branch, today: date) -> dict[Kind, float]:
    first = (today - timedelta(days=_MIX_DAYS)).isoformat()
    found = cursor.all(
        "SELECT class, steps, count(*) FROM ticket WHERE day >= ? GROUP BY class, steps", first
    )
    offered = {service.id for service in branch.services}
    tally: Tally[Kind] = Tally()
    for named, steps, people in found:
        services = rows.read_steps(steps)[0].services
        if offered.issuperset(services):
            tally[Kind(services, TicketClass(named))] += people
    whole = tally.total()
    return {kind: people / whole for kind, people in tally.items()}


def ratios_of(cursor: Cursor, queue: Queue) -> tuple[float, ...]:
    """The last services over the mean of their kind, sorted; as usual where there were few."""
    found = cursor.all(
        "SELECT facts FROM event WHERE kind = 'finished' ORDER BY seq DESC LIMIT ?", _RATIOS_MOST
    )
    taught = [json.loads(facts).get("taught") for (facts,) in found]
    ratios = [seconds / max(1.0, queue.mean(service)) for service, seconds in filter(None, taught)]
    return tuple(sorted(ratios if len(ratios) >= _RATIOS_LEAST else _USUAL))
