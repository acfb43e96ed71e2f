"""What the board in the hall tells everybody: numbers, windows and waits; never who or why. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from config.schema import Calling, Rules
from kiosk.advice.promises import promised
from kiosk.calling import choose
from kiosk.clock import elapsed_s
from kiosk.duty import Outage, outage_of
from kiosk.recalls import is_still_valid
from kiosk.scene import Scene
from kiosk.ticket import Ticket, TicketState

_FRESH_S = 12
"""A call flashes for so long."""

_RULES = {
    Calling.DEFAULT: "board.rule",
    Calling.STRICT: "board.rule_strict",
    Calling.FIRST_COME: "board.rule_first_come",
    Calling.CREDIT: "board.rule_credit",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One number at a counter."""

    number: str
    counter: str
    since: datetime
    fresh: bool
    """Whether it was called just now, and has not been served yet."""
    priority: bool
    """Lifted through the green channel; a class is never shown."""


@dataclass(frozen=True, slots=True)
class RuleTold:
    """The rule of calling in one line: a phrase's key and what stands in it."""

    phrase: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board at one moment."""

    now: datetime
    calls: tuple[Shown, ...]
    """The latest first."""
    next: tuple[str, ...]
    missed: tuple[str, ...]
    """Those who may still come back, the latest first."""
    rule: RuleTold
    outage: Outage | None
    opening: Mapping[str, int]
    """Counters that somebody is on the way to, and in how many minutes each opens."""


def board_of(scene: Scene) -> Board:
    """The board now."""
    rules, now = scene.branch.rules, scene.now
    called = scene.in_state(TicketState.CALLED, TicketState.SERVING)
    missed = [ticket for ticket in scene.tickets if is_still_valid(ticket, now, rules)]
    return Board(
        now=now,
        calls=tuple(_shown(ticket, scene) for ticket in sorted(called, key=_called_at, reverse=True)),
        next=next_up(scene),
        missed=tuple(ticket.label for ticket in sorted(missed, key=_aside_since, reverse=True)),
        rule=rule_told(rules),
        outage=outage_of(scene.matters),
        opening=promised(scene),
    )


def next_up(scene: Scene) -> tuple[str, ...]:
    """Whom each open counter would call were it free now: no further, since who comes next may change it."""
    labels = {ticket.id: ticket.label for ticket in scene.tickets}
    people, found = scene.waiting(), []
    for counter in scene.open_counters():
        if choice := choose(scene.turn(counter, people)):
            people = [each for each in people if each.id != choice.ticket.id]
            found.append(choice.ticket)
    lifted_first = sorted(found, key=lambda each: (not each.lifted, each.lifted, each.due))
    return tuple(labels[each.id] for each in lifted_first)


def rule_told(rules: Rules) -> RuleTold:
    """What the branch's rule promises, no more and no less."""
    promises = rules.calling in {Calling.DEFAULT, Calling.CREDIT}
    return RuleTold(_RULES[rules.calling], {"times": rules.overtakes} if promises else {})


def _shown(ticket: Ticket, scene: Scene) -> Shown:
    since = scene.recalled_at.get(ticket.id, _called_at(ticket))
    fresh = ticket.state is TicketState.CALLED and elapsed_s(since, scene.now) < _FRESH_S
    return Shown(ticket.label, ticket.counter or "", since, fresh, bool(ticket.lifted))


def _called_at(ticket: Ticket) -> datetime:
    return ticket.called_at or ticket.issued_at


def _aside_since(ticket: Ticket) -> datetime:
    return ticket.aside_since or ticket.issued_at
