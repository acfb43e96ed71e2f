"""A counter's turn as the store has it, read lean: the whole queue from one index."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from config.schema import Branch, Counter, TicketClass
from kiosk import rows
from kiosk.calling import Call, Turn, Waiting, turn_of
from kiosk.calling.turn import target_s
from kiosk.clock import elapsed_s
from kiosk.desk import Desk
from kiosk.store import Cursor, Question
from kiosk.ticket import TicketState

_RECENT = 12

EVERYBODY = Question(
    "SELECT id, class, steps, step, due, overtaken, behind, lifted, only_at FROM ticket"
    " WHERE live = 1 AND state = ?",
    (TicketState.WAITING.value,),
)
"""All who wait."""


def everybody_waiting(cursor: Cursor, branch: Branch) -> list[Waiting]:
    """All who wait, in no order."""
    found = cursor.all(EVERYBODY.sql, *EVERYBODY.values)
    targets = {kind.value: (kind, target_s(branch, kind)) for kind in TicketClass}
    people = []
    # The same few classes and itineraries come again and again.
    known: dict[tuple[str, str, int], tuple[TicketClass, int, tuple[str, ...]]] = {}
    for number, named, steps, step, due, overtaken, behind, lifted, only_at in found:
        try:
            kind, owed_s, services = known[named, steps, step]
        except KeyError:
            kind, owed_s = targets[named]
            services = rows.read_steps(steps)[step].services
            known[named, steps, step] = kind, owed_s, services
        # What its own constructor does, in half the time.
        one = (number, kind, services, due, due - owed_s, overtaken, behind, lifted, only_at)
        people.append(tuple.__new__(Waiting, one))
    return people


def recent_calls(cursor: Cursor, day: str) -> tuple[Call, ...]:
    """The last calls of a business day, the latest first."""
    found = cursor.all(
        "SELECT day, facts FROM event WHERE kind = 'called' ORDER BY seq DESC LIMIT ?", _RECENT
    )
    today = (json.loads(facts) for called_on, facts in found if called_on == day)
    # A log of an earlier release does not say whom it called.
    return tuple(
        Call(facts["class"] == TicketClass.CARE, tuple(facts["services"]))
        for facts in today
        if "class" in facts
    )


def turn(
    cursor: Cursor,
    branch: Branch,
    counter: Counter,
    now: datetime,
    people: list[Waiting] | None = None,
    desks: Mapping[str, Desk] | None = None,
) -> Turn:
    """The turn of a counter now; `people` and `desks` where they are known already."""
    waiting = everybody_waiting(cursor, branch) if people is None else people
    desk = (rows.desks(cursor) if desks is None else desks).get(counter.id)
    late_care = _care_and_late(waiting, now)
    day, opened_at = _day(cursor, now) if desk is None or late_care else ("", now)
    idle = idle_s(desk, opened_at, now)
    recent = recent_calls(cursor, day) if late_care else ()
    return turn_of(counter, waiting, now, branch.rules, recent, idle)


def _care_and_late(waiting: Collection[Waiting], now: datetime) -> bool:
    """Whether earlier calls matter at all: care waits, and so does an ordinary ticket past its target."""
    if TicketClass.CARE not in {each.ticket_class for each in waiting}:
        return False
    moment = now.timestamp()
    return any(each.due < moment for each in waiting if each.ticket_class is TicketClass.ORDINARY)


def _day(cursor: Cursor, now: datetime) -> tuple[str, datetime]:
    found = cursor.one("SELECT day, opened_at FROM business_day ORDER BY day DESC LIMIT 1")
    return (found[0], datetime.fromisoformat(found[1])) if found else ("", now)


def idle_s(desk: Desk | None, opened_at: datetime, now: datetime) -> float:
    """How long a counter has been without a customer: since the day began where it never had one."""
    since = desk.idle_since if desk else opened_at
    return elapsed_s(since, now) if since else 0.0
