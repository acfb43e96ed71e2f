"""When the doors are shut: what the machines can do, when the branch is open, and whom to call. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from config.front import Front
from config.schema import Branch, Customers, Machine, Span
from kiosk.hours import Holidays, spans_of
from kiosk.lobby import Overview
from ui.touch.leaves import Row
from ui.touch.tongue import Tongue
from ui.touch.wording import Lines, Voice

_KINDS = {Customers.PERSONAL: "closed.personal", Customers.CORPORATE: "closed.corporate"}


@dataclass(frozen=True, slots=True)
class AfterHours:
    """All that a shut door still offers."""

    machines: tuple[Row, ...] = ()
    """What works now, and what it does."""
    where: Lines = field(default_factory=list)
    day: Lines = field(default_factory=list)
    hours: tuple[Row, ...] = ()
    """Of the next day that is served."""
    call: Lines = field(default_factory=list)


def after_hours(
    branch: Branch, front: Front, overview: Overview, holidays: Holidays, voice: Voice
) -> AfterHours:
    """What is told while no tickets are given."""
    working = [machine for machine in branch.machines if machine.id in overview.machines_up]
    opens = [view.opening.opens_at for view in overview.services.values() if view.opening.opens_at]
    return AfterHours(
        tuple(_machine(branch, machine, voice) for machine in working),
        _where(branch, working, voice),
        voice.lines(partial(Tongue.day, day=min(opens).date())) if opens else [],
        tuple(_hours(branch, min(opens).date(), holidays, voice)) if opens else (),
        call_words(branch, front, voice),
    )


def phone_of(branch: Branch, front: Front) -> str:
    """Who answers where staff may have left: the line of the shut door, else that for complaints."""
    return front.help_line or branch.complaint_line


def call_words(branch: Branch, front: Front, voice: Voice) -> Lines:
    """Who answers when nobody is there; nothing where the branch has no number at all."""
    phone = phone_of(branch, front)
    return voice.phrase("closed.call", phone=phone) if phone else []


def _machine(branch: Branch, machine: Machine, voice: Voice) -> Row:
    services = [branch.service(service).name for service in machine.services]
    return Row(voice.text(machine.name), voice.lines(lambda tongue: tongue.list(services)))


def _where(branch: Branch, machines: Sequence[Machine], voice: Voice) -> Lines:
    """Each zone once, however many machines stand there."""
    zones = dict.fromkeys(machine.zone for machine in machines)
    return voice.lines(lambda tongue: tongue.list([branch.zone(zone).direction for zone in zones]))


def _hours(branch: Branch, day: date, holidays: Holidays, voice: Voice) -> Iterator[Row]:
    """The next day that is served, holidays and special days as they are; companies where they differ."""
    kinds = [kind for kind in _KINDS if any(service.customers is kind for service in branch.services)]
    found = {kind: spans_of(branch.hours, kind, day, holidays) for kind in kinds}
    differ = len({*found.values()}) > 1
    for kind in kinds if differ else kinds[:1]:
        words = voice.phrase(_KINDS[kind] if differ else "poster.open")
        yield Row(words, voice.lines(partial(_times, found[kind])))


def _times(spans: tuple[Span, ...], tongue: Tongue) -> str:
    return "  ".join(map(str, spans)) or tongue.say("poster.closed")
