"""A counter's turn as the store has it, read lean: the whole queue from one index."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from config.schema import Branch, Counter, TicketClass
from kiosk import floor_rows, rows
from kiosk.calling import Call, Turn, Waiting, serves, turn_of
from kiosk.calling.turn import target_s
from kiosk.clock import elapsed_s
from kiosk.desk import Desk
from kiosk.store import Cursor, Question
from kiosk.ticket import Ticket, TicketState

_MAY_GO_FIRST = frozenset({TicketClass.CARE, TicketClass.APPOINTMENT})
_PAGE = 12
_END = 2**62
"""Beyond every row of the log."""

EVERYBODY = Question(
    "SELECT id, class, steps, step, due, overtaken, behind, lifted, only_at, place FROM ticket"
    " WHERE live = 1 AND state = ?",
    (TicketState.WAITING.value,),
)
"""All who wait."""


def everybody_waiting(cursor: Cursor, branch: Branch) -> list[Waiting]:
    """All who wait, in no order."""
    found = cursor.all(EVERYBODY.sql, *EVERYBODY.values)
    targets = {kind.value: (kind, target_s(branch, kind)) for kind in TicketClass}
    # A counter that was configured away keeps nobody to itself.
    there = {counter.id for counter in branch.counters}
    people = []
    # The same few classes and itineraries come again and again.
    known: dict[tuple[str, str, int], tuple[TicketClass, int, tuple[str, ...]]] = {}
    for number, named, steps, step, due, overtaken, behind, lifted, only_at, place in found:
        try:
            kind, owed_s, services = known[named, steps, step]
        except KeyError:
            kind, owed_s = targets[named]
            services = rows.read_steps(steps)[step].services
            known[named, steps, step] = kind, owed_s, services
        # What its own constructor does, in half the time.
        sent = only_at if only_at in there else None
        one = (number, kind, services, due, due - owed_s, overtaken, behind, lifted, sent, place or number)
        people.append(tuple.__new__(Waiting, one))
    return people


def recent_calls(cursor: Cursor, day: str, counters: Collection[Counter], most: int) -> tuple[Call, ...]:
    """The last calls of a business day, the latest first, until the last `most` of each counter are told.

    A call is a counter's if it was for a service that it does.
    """
    calls: list[Call] = []
    end, page = _END, _PAGE
    while any(not _told(calls, counter, most) for counter in counters):
        found = cursor.all(
            "SELECT seq, day, facts FROM event WHERE kind = 'called' AND seq < ? ORDER BY seq DESC LIMIT ?",
            end,
            page,
        )
        calls += [call for _, called_on, facts in found if called_on == day for call in _call(facts)]
        if len(found) < page or found[-1][1] != day:
            break
        end, page = found[-1][0], 2 * page
    return tuple(calls)


def _told(calls: Collection[Call], counter: Counter, most: int) -> bool:
    """Whether a row of care can be told by these: it is long enough, or somebody else broke it."""
    own = [call for call in calls if call.concerns(counter)]
    return len(own) >= most or any(not call.care for call in own)


def _call(written: str) -> Iterator[Call]:
    facts = json.loads(written)
    # A log of an earlier release does not say whom it called.
    if "class" in facts:
        yield Call(facts["class"] == TicketClass.CARE, tuple(facts["services"]))


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
    desk = (floor_rows.desks(cursor) if desks is None else desks).get(counter.id)
    counting = counting_calls((counter,), waiting, now)
    day, opened_at = business_day(cursor, now) if desk is None or counting else ("", now)
    idle = idle_s(desk, opened_at, now)
    recent = recent_calls(cursor, day, counting, branch.rules.care_in_a_row)
    return turn_of(counter, waiting, now, branch.rules, recent, idle)


def counting_calls(counters: Iterable[Counter], waiting: Collection[Waiting], now: datetime) -> list[Counter]:
    """The counters whose next call depends on earlier ones: care may come, and an ordinary ticket is late."""
    # An appointment whose time is past goes with care.
    care = [each for each in waiting if each.ticket_class in _MAY_GO_FIRST]
    moment = now.timestamp()
    if not care or not any(_is_late(each, moment) for each in waiting):
        return []
    return [counter for counter in counters if any(serves(counter, each) for each in care)]


def _is_late(ticket: Waiting, moment: float) -> bool:
    return ticket.due < moment and ticket.ticket_class is TicketClass.ORDINARY


def last_recalls(cursor: Cursor, tickets: Iterable[Ticket]) -> dict[int, datetime]:
    """When those who were called and did not come yet were called again, the last time."""
    again = [ticket.id for ticket in tickets if ticket.state is TicketState.CALLED and ticket.recalled]
    if not again:
        return {}
    found = cursor.all(
        "SELECT ticket_id, max(at) FROM event WHERE kind = 'recalled'"  # noqa: S608
        f" AND ticket_id IN ({', '.join('?' * len(again))}) GROUP BY ticket_id",
        *again,
    )
    return {ticket_id: datetime.fromisoformat(at) for ticket_id, at in found}


def business_day(cursor: Cursor, now: datetime) -> tuple[str, datetime]:
    """The latest business day and when it began; no day, now, before there ever was one."""
    found = cursor.one("SELECT day, opened_at FROM business_day ORDER BY day DESC LIMIT 1")
    return (found[0], datetime.fromisoformat(found[1])) if found else ("", now)


def idle_s(desk: Desk | None, opened_at: datetime, now: datetime) -> float:
    """How long a counter has been without a customer: since the day began where it never had one."""
    since = desk.idle_since if desk else opened_at
    return elapsed_s(since, now) if since else 0.0
