"""What staff must know now: long waits, no-shows, devices, duty, help, unhappy customers. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from kiosk import duty
from kiosk.calling import may_come_to, waiting_of
from kiosk.devices import DATABASE, PRINTER, TICKETS
from kiosk.duty import on_duty
from kiosk.evolve import Device
from kiosk.journal import CLOCK
from kiosk.matters import HELP, SWEEP
from kiosk.printer_state import PrinterState
from kiosk.rating.case import Case, Rung
from kiosk.rating.cases import is_late
from kiosk.scene import Scene, waited_s
from kiosk.ticket import Ticket, TicketState
from kiosk.upkeep import ARCHIVE, BACKUP, SELFTEST, UPDATE

_FINE = frozenset({"ok", "off"})
"""`off` is how the branch wants it."""
_WORKING = frozenset(state.value for state in PrinterState if state.can_print)


class Level(IntEnum):
    """How much it matters."""

    AMBER = 1
    RED = 2
    ESCALATE = 3
    """The one in charge must know."""


class Trouble(StrEnum):
    """What is the matter."""

    WAIT = "wait"
    VISIT = "visit"
    """One who waits is owed a visit."""
    NO_COUNTER = "no_counter"
    """No counter that is open can serve one who waits."""
    SWEEP = "sweep"
    HELP = "help"
    PRINTER = "printer"
    CLOCK = "clock"
    DATABASE = "database"
    """A box was cut off from the store that it shares."""
    DEVICE = "device"
    """A board, keypad, scanner or the voice."""
    TICKETS = "tickets"
    """Somebody takes one ticket after the other."""
    DUTY = "duty"
    """Nobody is on duty while customers wait."""
    OUTAGE = "outage"
    SELFTEST = "selftest"
    """The look at every part before opening found something."""
    CHORE = "chore"
    """A copy or an archive of the night was not made."""
    UPDATE = "update"
    """An update did not hold, or its store was set aside when it was given up."""
    UNHAPPY = "unhappy"
    """A customer judged badly or asked for a manager, and nobody has gone yet, or no answer came in time."""


_TROUBLES = {
    PRINTER: Trouble.PRINTER,
    CLOCK: Trouble.CLOCK,
    TICKETS: Trouble.TICKETS,
    DATABASE: Trouble.DATABASE,
    SELFTEST: Trouble.SELFTEST,
    BACKUP: Trouble.CHORE,
    ARCHIVE: Trouble.CHORE,
    UPDATE: Trouble.UPDATE,
}
_VITAL = frozenset({PRINTER, CLOCK, SELFTEST})


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to see to."""

    trouble: Trouble
    level: Level
    since: datetime
    ticket: str = ""
    """The number it is about, if it is about one."""
    detail: str = ""
    """A device's own words, or what kind of help."""
    state: str = ""
    """A device's state in one word."""
    device: str = ""
    """Which one, by its id."""
    box: str = ""
    """Whose it is, where several boxes share a store."""


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One who waits, measured against what was promised."""

    ticket: Ticket
    waited_s: int
    late_s: int
    """Past the printed promise; negative while there is time left."""
    level: Level | None


def alarms_of(scene: Scene) -> tuple[Alarm, ...]:
    """Everything to see to, the most urgent first, and the oldest first of those."""
    found = [*_tickets(scene), *_house(scene)]
    return tuple(sorted(found, key=lambda alarm: (-alarm.level, alarm.since, alarm.trouble, alarm.ticket)))


def at_risk(scene: Scene) -> tuple[AtRisk, ...]:
    """All who wait, those most behind their promise first."""
    found = [_at_risk(ticket, scene) for ticket in scene.in_state(TicketState.WAITING)]
    return tuple(sorted(found, key=lambda each: (-each.late_s, each.ticket.id)))


def visits_due(ticket: Ticket, scene: Scene) -> int:
    """How many care visits one who waits is owed by now."""
    waited = sum(waited_s(ticket, scene.now) >= moment for moment in scene.branch.alarms.care_visits_s)
    return max(0, waited - ticket.visits)


def _at_risk(ticket: Ticket, scene: Scene) -> AtRisk:
    waited = round(waited_s(ticket, scene.now))
    told = ticket.promise.wait if ticket.step == 0 else None
    due_s = told.p90_s if told else round((ticket.due_at - ticket.issued_at).total_seconds())
    return AtRisk(ticket, waited, waited - due_s, wait_level(waited, scene))


def wait_level(waited: float, scene: Scene) -> Level | None:
    """The colour of a wait; None while it is short."""
    figures = scene.branch.alarms
    for level, limit_s in (
        (Level.ESCALATE, figures.wait_escalate_s),
        (Level.RED, figures.wait_red_s),
        (Level.AMBER, figures.wait_amber_s),
    ):
        if waited >= limit_s:
            return level
    return None


def _tickets(scene: Scene) -> Iterator[Alarm]:
    there = list(scene.open_counters())
    for ticket in scene.in_state(TicketState.WAITING):
        since = ticket.waiting_since or ticket.issued_at
        if level := wait_level(waited_s(ticket, scene.now), scene):
            yield Alarm(Trouble.WAIT, level, since, ticket.label)
        if visits_due(ticket, scene):
            yield Alarm(Trouble.VISIT, Level.AMBER, _owed_since(ticket, scene), ticket.label)
        waiting = waiting_of(scene.branch, ticket)
        if not any(may_come_to(counter, waiting) for counter in there):
            yield Alarm(Trouble.NO_COUNTER, Level.RED, since, ticket.label)


def _owed_since(ticket: Ticket, scene: Scene) -> datetime:
    moments = sorted(scene.branch.alarms.care_visits_s)
    return (ticket.waiting_since or ticket.issued_at) + timedelta(seconds=moments[ticket.visits])


def _house(scene: Scene) -> Iterator[Alarm]:
    for key, matter in scene.matters.items():
        if key == SWEEP:
            yield Alarm(Trouble.SWEEP, Level.RED, matter.since)
        elif key.startswith(HELP):
            yield Alarm(Trouble.HELP, Level.RED, matter.since, detail=key.removeprefix(HELP))
    if outage := duty.outage_of(scene.matters):
        over = scene.now > outage.until
        yield Alarm(Trouble.OUTAGE, Level.RED if over else Level.AMBER, outage.since)
    yield from _unhappy(scene)
    yield from _devices(scene)
    waiting = scene.in_state(TicketState.WAITING)
    if waiting and not on_duty(scene.matters):
        yield Alarm(Trouble.DUTY, Level.AMBER, waiting[0].issued_at)


def _unhappy(scene: Scene) -> Iterator[Alarm]:
    for calling in scene.cases:
        if calling.case.calls:
            yield Alarm(Trouble.UNHAPPY, _unhappy_level(calling.case), calling.case.called_at, calling.number)
        elif is_late(calling.case, scene.now.date()):
            yield Alarm(Trouble.UNHAPPY, Level.ESCALATE, calling.case.opened_at, calling.number)


def _unhappy_level(case: Case) -> Level:
    """The further up it was told, the worse."""
    return {Rung.COUNTER: Level.AMBER, Rung.MANAGER: Level.RED}.get(Rung(case.rung), Level.ESCALATE)


def _devices(scene: Scene) -> Iterator[Alarm]:
    # A self-service machine tells of itself when it works, and is no part of ours.
    machines = {machine.id for machine in scene.branch.machines}
    for device in scene.devices.values():
        if device.state not in _FINE and device.id not in machines:
            name, _, box = device.id.partition("@")
            trouble = _TROUBLES.get(name.partition(":")[0], Trouble.DEVICE)
            detail = device.detail or f"{device.id}: {device.state}"
            yield Alarm(
                trouble,
                _device_level(device),
                device.since,
                detail=detail,
                state=device.state,
                device=name,
                box=box,
            )


def _device_level(device: Device) -> Level:
    """Without its printer or a clock the lobby stumbles; a board or a voice it does without for a while."""
    vital = device.id.partition("@")[0] in _VITAL and device.state not in _WORKING
    return Level.RED if vital else Level.AMBER
