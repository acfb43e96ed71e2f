"""The rules by which a counter's next customer is chosen; a new one is one function and its line in RULES.

Green first: whoever staff lifted goes before every rule, in the order of lifting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from config.schema import Calling, Rules, TicketClass
from kiosk.calling.turn import Call, Choice, Turn, Waiting, came

_ORDINARY, _CARE, _VIP, _APPOINTMENT = (
    TicketClass.ORDINARY,
    TicketClass.CARE,
    TicketClass.VIP,
    TicketClass.APPOINTMENT,
)
FAVOURED = frozenset({_VIP, _APPOINTMENT})
"""Those whom the default rule lets pass an ordinary ticket, a promised number of times at most."""
_WITH_CARE = {
    _CARE: "is in care and came first among those",
    _APPOINTMENT: "has an appointment whose time is past, and goes with care",
}
_STRICT_ORDER = {_CARE: 0, _APPOINTMENT: 1, _VIP: 2, _ORDINARY: 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to choose, and what it promises an ordinary ticket."""

    choose: Callable[[Turn], Choice]
    """Of a turn in which somebody waits."""
    place: Callable[[Waiting, Rules], tuple[float, ...]]
    """Where a ticket stands in the queue as far as nothing else happens: the least is called first."""
    guarantee: Callable[[Rules], int] | None = None
    """How often an ordinary ticket is overtaken at most by those of `binds`; None promises nothing."""
    binds: frozenset[TicketClass] = frozenset()
    """The classes that the guarantee holds against."""


class _Line(NamedTuple):
    people: list[Waiting]
    order: Callable[[Waiting], tuple[float, float]]


def choose(turn: Turn) -> Choice | None:
    """Whom this counter calls next under the branch's rule; None where nobody waits for it."""
    if not turn.waiting:
        return None
    lifted = [ticket for ticket in turn.waiting if ticket.lifted]
    if lifted:
        first = min(lifted, key=lambda ticket: ticket.lifted)
        choice = Choice(first, "was lifted through the green channel")
    else:
        choice = rule_of(turn.rules).choose(turn)
    return replace(choice, let_by=turn.held_back)


def rule_of(rules: Rules) -> Rule:
    """The rule that a branch chose."""
    return RULES[rules.calling]


def first_come(turn: Turn) -> Choice:
    """As they came, whoever they are."""
    return Choice(turn.waiting[0], "came first")


def strict(turn: Turn) -> Choice:
    """Care, then appointments, then VIP, then ordinary; within a class as they came."""
    first = min(turn.waiting, key=lambda ticket: _strict_place(ticket, turn.rules))
    why = f"came first of the {first.ticket_class.value} tickets, and no class before those waits"
    return Choice(first, why, _ordinary_before(first, turn.waiting) if _is_favoured(first) else ())


def due_time(turn: Turn) -> Choice:
    """Care first, by arrival; everybody else by due time; VIP and appointments pass nobody too often."""
    slot = turn.now.timestamp() - turn.rules.appointment_late_s
    care, others = _Line([], partial(_joined, turn.rules)), _Line([], _due)
    for ticket in turn.waiting:
        (care if _with_care(ticket, slot) else others).people.append(ticket)
    enough = bool(care.people and others.people) and _care_had_enough(turn)
    lines = (others, care) if enough else (care, others)
    passed = min((came(ticket) for ticket in others.people if _used_up(ticket, turn.rules)), default=None)
    chosen = _first(lines, passed)
    held_up = passed is not None and chosen is not _first(lines, None)
    if chosen in care.people:
        why = _WITH_CARE[chosen.ticket_class]
    elif held_up and _used_up(chosen, turn.rules):
        why = f"has been passed {chosen.overtaken} times, which is the promised limit"
    else:
        why = f"is due first, at {datetime.fromtimestamp(chosen.due, turn.now.tzinfo):%H:%M}"
    if enough and chosen not in care.people:
        why += f", after {turn.rules.care_in_a_row} in care in a row"
    return Choice(chosen, why, _ordinary_before(chosen, turn.waiting) if _is_favoured(chosen) else ())


def credit(turn: Turn) -> Choice:
    """By arrival less the minutes a class is credited; nobody is passed beyond a budget, whoever passes."""
    rules = turn.rules
    first = min(turn.waiting, key=lambda ticket: _credit_place(ticket, rules))
    spent = [
        ticket
        for ticket in turn.waiting
        if came(ticket) < came(first) and ticket.overtaken >= _budget(ticket, rules)
    ]
    chosen = spent[0] if spent else first
    minutes = _credit_s(chosen, rules) // 60
    why = (
        f"has been passed {chosen.overtaken} times, which is the promised limit"
        if spent
        else f"came first, with {minutes} minutes of credit counted"
    )
    return Choice(chosen, why, tuple(ticket.id for ticket in turn.waiting if came(ticket) < came(chosen)))


def _due_place(ticket: Waiting, rules: Rules) -> tuple[float, ...]:
    return (0, *_joined(rules, ticket)) if ticket.ticket_class is _CARE else (1, *_due(ticket))


def _strict_place(ticket: Waiting, _: Rules) -> tuple[float, ...]:
    return _STRICT_ORDER[ticket.ticket_class], came(ticket)


def _credit_place(ticket: Waiting, rules: Rules) -> tuple[float, ...]:
    return ticket.since - _credit_s(ticket, rules), came(ticket)


RULES: dict[Calling, Rule] = {
    Calling.DEFAULT: Rule(due_time, _due_place, lambda rules: rules.overtakes, FAVOURED),
    Calling.STRICT: Rule(strict, _strict_place),
    Calling.FIRST_COME: Rule(
        first_come, lambda ticket, _: (came(ticket),), lambda _: 0, frozenset(TicketClass)
    ),
    Calling.CREDIT: Rule(credit, _credit_place, lambda rules: rules.overtakes, frozenset(TicketClass)),
}


def _is_favoured(ticket: Waiting) -> bool:
    return ticket.ticket_class in FAVOURED


def _with_care(ticket: Waiting, slot: float) -> bool:
    """Care, and an appointment for `slot` or earlier."""
    ticket_class = ticket.ticket_class
    return ticket_class is _CARE or (ticket_class is _APPOINTMENT and ticket.since <= slot)


def _joined(rules: Rules, ticket: Waiting) -> tuple[float, float]:
    """When one in care came, or an appointment joined them: late ones go behind care that came meanwhile."""
    late_s = rules.appointment_late_s if ticket.ticket_class is _APPOINTMENT else 0
    return ticket.since + late_s, came(ticket)


def _due(ticket: Waiting) -> tuple[float, float]:
    return ticket.due, came(ticket)


def _first(lines: Iterable[_Line], passed: float | None) -> Waiting:
    """The first in line whom `passed`, a ticket that may be overtaken no more, does not hold up."""
    if passed is None:
        return next(min(line.people, key=line.order) for line in lines if line.people)
    free = (
        ([ticket for ticket in line.people if not (_is_favoured(ticket) and _passes(ticket, passed))], line)
        for line in lines
    )
    # There is always one: where a favoured ticket is held up, `passed` itself is in line.
    return next(min(people, key=line.order) for people, line in free if people)


def _used_up(ticket: Waiting, rules: Rules) -> bool:
    return ticket.ticket_class is _ORDINARY and ticket.overtaken >= rules.overtakes


def _passes(ticket: Waiting, passed: float | None) -> bool:
    return passed is not None and passed < came(ticket)


def _ordinary_before(chosen: Waiting, waiting: Iterable[Waiting]) -> tuple[int, ...]:
    return tuple(
        ticket.id for ticket in waiting if came(ticket) < came(chosen) and ticket.ticket_class is _ORDINARY
    )


def _care_had_enough(turn: Turn) -> bool:
    """Whether care was called often enough in a row while an ordinary ticket is past its target."""
    now, most = turn.now.timestamp(), turn.rules.care_in_a_row
    if not any(ticket.ticket_class is _ORDINARY and ticket.due < now for ticket in turn.waiting):
        return False
    own = (call for call in turn.recent if call.concerns(turn.counter))
    # In the branch, and among the calls for this counter's services: others' calls are no relief here.
    return max(_care_in_a_row(turn.recent), _care_in_a_row(own)) >= most


def _care_in_a_row(calls: Iterable[Call]) -> int:
    count = 0
    for call in calls:
        if not call.care:
            break
        count += 1
    return count


def _credit_s(ticket: Waiting, rules: Rules) -> int:
    return {_CARE: rules.credit_care_s, _VIP: rules.credit_vip_s}.get(ticket.ticket_class, 0)


def _budget(ticket: Waiting, rules: Rules) -> int:
    return rules.overtakes_vip if ticket.ticket_class is _VIP else rules.overtakes
