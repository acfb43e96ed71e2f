"""What the manager's tablet knows: who waits and how late, each counter, and what to see to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from config.schema import Counter, Zone
from kiosk import green
from kiosk.alarms import Alarm, AtRisk, Trouble, alarms_of, at_risk, visits_due
from kiosk.clock import elapsed_s
from kiosk.desk import Desk
from kiosk.duty import Outage, on_duty, outage_of
from kiosk.lobby import Lobby
from kiosk.matters import SWEEP
from kiosk.rating.cases import Calling
from kiosk.recalls import is_still_valid
from kiosk.routing import may_be_diverted
from kiosk.scene import Scene
from kiosk.ticket import Ticket, TicketState

_CASES_LEAST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One who waits."""

    risk: AtRisk
    visits_due: int
    may_undo: bool
    """Whether a lift could still be taken back."""
    sought: bool
    """Whether somebody has to look whether this customer is still there."""

    @property
    def ticket(self) -> Ticket:
        return self.risk.ticket

    @property
    def may_go_to_machine(self) -> bool:
        """Whether staff may show this customer to a machine."""
        return may_be_diverted(self.ticket.ticket_class)


@dataclass(frozen=True, slots=True)
class CounterTile:
    """One counter at a glance."""

    counter: Counter
    desk: Desk
    ticket: Ticket | None


@dataclass(frozen=True, slots=True)
class FloorView:
    """The whole floor at one moment."""

    now: datetime
    rows: tuple[Row, ...]
    """Those most behind their promise first."""
    zones: Mapping[str, tuple[CounterTile, ...]]
    alarms: tuple[Alarm, ...]
    aside: tuple[Ticket, ...]
    """Missed and still valid, parked, or out for a while."""
    outage: Outage | None
    on_duty: bool
    """Whether the one who looks is on duty."""
    cases: tuple[Calling, ...] = ()
    """Unhappy customers: those nobody has gone to first, and of these who may still be in the hall."""

    @property
    def cases_shown(self) -> tuple[Calling, ...]:
        """Everybody who calls, and a few of the others, who wait for their answer on a page of their own."""
        calling = sum(each.case.calls for each in self.cases)
        return self.cases[: max(calling, _CASES_LEAST)]

    @property
    def troubles(self) -> list[tuple[Alarm, list[str]]]:
        """The alarms by kind, each once with the numbers it is about; the list shows those one by one.

        Unhappy customers have a card of their own.
        """
        found: dict[tuple[str, str, str], tuple[Alarm, list[str]]] = {}
        for alarm in (each for each in self.alarms if each.trouble is not Trouble.UNHAPPY):
            _, numbers = found.setdefault((alarm.trouble, alarm.detail, alarm.box), (alarm, []))
            numbers += [alarm.ticket] if alarm.ticket else []
        return list(found.values())


def floor_view(lobby: Lobby, staff: str) -> FloorView:
    """The floor now, for one of the staff."""
    scene = lobby.scene()
    sweep = scene.matters.get(SWEEP)
    sought = frozenset(sweep.facts["tickets"]) if sweep else frozenset()
    lifts = _lifted_at(lobby)
    return FloorView(
        now=scene.now,
        rows=tuple(_row(risk, scene, lifts, sought) for risk in at_risk(scene)),
        zones=_zones(scene),
        alarms=alarms_of(scene),
        aside=tuple(ticket for ticket in scene.tickets if _is_aside(ticket, scene)),
        outage=outage_of(scene.matters),
        on_duty=staff in on_duty(scene.matters),
        cases=tuple(sorted(scene.cases, key=_urgency)),
    )


def _urgency(calling: Calling) -> tuple[bool, float]:
    return not calling.case.calls, -calling.case.called_at.timestamp()


def zones_shown(view: FloorView, zones: tuple[Zone, ...]) -> list[Zone]:
    """The zones that have counters, in the branch's order."""
    return [zone for zone in zones if zone.id in view.zones]


def _row(risk: AtRisk, scene: Scene, lifts: Mapping[int, datetime], sought: frozenset[int]) -> Row:
    ticket = risk.ticket
    lifted_at = lifts.get(ticket.lifted)
    soon = lifted_at is not None and elapsed_s(lifted_at, scene.now) <= scene.branch.green.undo_s
    return Row(risk, visits_due(ticket, scene), soon, ticket.id in sought)


def _lifted_at(lobby: Lobby) -> dict[int, datetime]:
    return {event.seq: event.at for event in green.events_of_day(lobby.site)}


def _zones(scene: Scene) -> dict[str, tuple[CounterTile, ...]]:
    at = {ticket.counter: ticket for ticket in scene.in_state(TicketState.CALLED, TicketState.SERVING)}
    found: dict[str, tuple[CounterTile, ...]] = {}
    for counter in scene.branch.counters:
        desk = scene.desks.get(counter.id, Desk(counter.id))
        tile = CounterTile(counter, desk, at.get(counter.id))
        found[counter.zone] = (*found.get(counter.zone, ()), tile)
    return found


def _is_aside(ticket: Ticket, scene: Scene) -> bool:
    resting = ticket.state in {TicketState.PARKED, TicketState.AWAY}
    return resting or is_still_valid(ticket, scene.now, scene.branch.rules)
