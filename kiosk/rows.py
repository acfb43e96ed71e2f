"""How tickets, jobs and events stand in the store's rows."""

# The SQL is put together of our own constants; values only ever travel as parameters.
# ruff: noqa: S608

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from config.schema import TicketClass
from kiosk.event import Event, Kind
from kiosk.evolve import Device, steps_from
from kiosk.store import Cursor, Question
from kiosk.store.engine import Row
from kiosk.ticket import Promise, Step, Ticket, TicketState, WaitRange

_TICKET = (
    "id, day, prefix, number, class, steps, issued_at, due_at, ahead, p50_s, p90_s, request_id, language,"
    " large, state, step, counter, waiting_since, called_at, started_at, finished_at, overtaken, calls,"
    " recalled, misses, outs, visits, aside_since, behind, lifted, only_at, slot, place, forms"
)
LIFTED = -1
"""The rank of a ticket that staff lifted: before care, whose rank is 0."""

_AT_COUNTER = tuple(state.value for state in TicketState if state.at_counter)
_EVENT = "seq, at, day, kind, ticket_id, counter, facts"
_PAGE = 5_000
# Made once: json.dumps would make an encoder for each event.
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_SAVE_TICKET = f"""
INSERT INTO ticket ({_TICKET}, rank, due, live) VALUES ({", ".join("?" * 37)})
ON CONFLICT (id) DO UPDATE SET steps = excluded.steps, due_at = excluded.due_at, state = excluded.state,
 step = excluded.step, counter = excluded.counter, waiting_since = excluded.waiting_since,
 called_at = excluded.called_at, started_at = excluded.started_at, finished_at = excluded.finished_at,
 overtaken = excluded.overtaken, calls = excluded.calls, recalled = excluded.recalled,
 misses = excluded.misses, outs = excluded.outs, visits = excluded.visits,
 aside_since = excluded.aside_since, behind = excluded.behind, lifted = excluded.lifted,
 only_at = excluded.only_at, forms = excluded.forms, rank = excluded.rank, due = excluded.due,
 live = excluded.live
"""


def save_ticket(cursor: Cursor, ticket: Ticket) -> None:
    wait = ticket.promise.wait
    cursor.run(
        _SAVE_TICKET,
        ticket.id,
        ticket.day.isoformat(),
        ticket.prefix,
        ticket.number,
        ticket.ticket_class.value,
        written_steps(ticket.steps),
        ticket.issued_at.isoformat(),
        ticket.due_at.isoformat(),
        ticket.promise.ahead,
        wait.p50_s if wait else None,
        wait.p90_s if wait else None,
        ticket.request_id,
        ticket.language,
        int(ticket.large),
        ticket.state.value,
        ticket.step,
        ticket.counter,
        written(ticket.waiting_since),
        written(ticket.called_at),
        written(ticket.started_at),
        written(ticket.finished_at),
        ticket.overtaken,
        ticket.calls,
        ticket.recalled,
        ticket.misses,
        ticket.outs,
        ticket.visits,
        written(ticket.aside_since),
        ticket.behind,
        ticket.lifted,
        ticket.only_at,
        written(ticket.slot),
        ticket.place,
        " ".join(ticket.forms),
        *standing(ticket),
    )


def standing(ticket: Ticket) -> tuple[int, float, int]:
    """Where a ticket stands in the queue: its rank, when it is due, and whether it is live."""
    place = LIFTED if ticket.lifted else rank(ticket.ticket_class)
    return place, ticket.due_at.timestamp(), int(not ticket.state.over)


def standings(cursor: Cursor) -> dict[int, tuple[int, float, int]]:
    """Where every ticket stands, as the store has it."""
    return {row[0]: row[1:] for row in cursor.all("SELECT id, rank, due, live FROM ticket")}


def rank(ticket_class: TicketClass) -> int:
    """Care goes before everybody; all others go by due time."""
    return 0 if ticket_class is TicketClass.CARE else 1


def latest_due(cursor: Cursor, ticket_class: TicketClass) -> float | None:
    """When the last who waits of a class, and has no time of their own, is due; seconds since 1970."""
    found = cursor.one(
        "SELECT max(due) FROM ticket WHERE live = 1 AND state = ? AND class = ? AND slot IS NULL",
        TicketState.WAITING.value,
        ticket_class.value,
    )
    return found[0] if found else None


def tickets(cursor: Cursor, where: str, *values: object) -> list[Ticket]:
    """Tickets by a condition of ours, oldest first."""
    return found_tickets(cursor, tickets_asked(where, *values))


def tickets_asked(where: str, *values: object) -> Question:
    """The question that `found_tickets` reads the answer of."""
    return Question(f"SELECT {_TICKET} FROM ticket WHERE {where} ORDER BY id", values)


def found_tickets(cursor: Cursor, asked: Question) -> list[Ticket]:
    return [_ticket(row) for row in cursor.all(asked.sql, *asked.values)]


def served(cursor: Cursor, counter: str) -> Ticket | None:
    """The ticket called to a counter or served there."""
    found = found_tickets(cursor, served_asked(counter))
    return found[0] if found else None


def served_asked(counter: str) -> Question:
    return tickets_asked("live = 1 AND counter = ? AND state IN (?, ?)", counter, *_AT_COUNTER)


def live_tickets(cursor: Cursor) -> list[Ticket]:
    """Tickets whose visit has not ended, by their states: years of ended ones are not looked through."""
    states = [state.value for state in TicketState if not state.over]
    return tickets(cursor, f"live = 1 AND state IN ({', '.join('?' * len(states))})", *states)


def ticket(cursor: Cursor, ticket_id: int) -> Ticket | None:
    found = tickets(cursor, "id = ?", ticket_id)
    return found[0] if found else None


def _ticket(row: Row) -> Ticket:
    return Ticket(
        id=row[0],
        day=date.fromisoformat(row[1]),
        prefix=row[2],
        number=row[3],
        ticket_class=TicketClass(row[4]),
        steps=read_steps(row[5]),
        issued_at=datetime.fromisoformat(row[6]),
        due_at=datetime.fromisoformat(row[7]),
        promise=Promise(row[8], None if row[9] is None else WaitRange(row[9], row[10])),
        request_id=row[11],
        language=row[12],
        large=bool(row[13]),
        state=TicketState(row[14]),
        step=row[15],
        counter=row[16],
        waiting_since=read_moment(row[17]),
        called_at=read_moment(row[18]),
        started_at=read_moment(row[19]),
        finished_at=read_moment(row[20]),
        overtaken=row[21],
        calls=row[22],
        recalled=row[23],
        misses=row[24],
        outs=row[25],
        visits=row[26],
        aside_since=read_moment(row[27]),
        behind=row[28],
        lifted=row[29],
        only_at=row[30],
        slot=read_moment(row[31]),
        place=row[32],
        forms=tuple(row[33].split()),
    )


@lru_cache(maxsize=512)
def written_steps(steps: tuple[Step, ...]) -> str:
    return json.dumps([[step.services, step.zone, step.counters] for step in steps], separators=(",", ":"))


@lru_cache(maxsize=512)
def read_steps(written: str) -> tuple[Step, ...]:
    return steps_from(json.loads(written))


def save_device(cursor: Cursor, device: Device) -> None:
    cursor.run(
        "INSERT INTO device (id, state, detail, since) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " state = excluded.state, detail = excluded.detail, since = excluded.since",
        device.id,
        device.state,
        device.detail,
        device.since.isoformat(),
    )


def device_at(device: str, box: str) -> str:
    """A device's id in the store: where boxes share one it names its box."""
    return f"{device}@{box}" if box else device


def devices(cursor: Cursor) -> dict[str, Device]:
    rows = cursor.all("SELECT id, state, detail, since FROM device")
    return {row[0]: Device(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in rows}


def pass_by(cursor: Cursor, event: Event) -> None:
    """Count whom a call overtakes and who lets it by, as `ticket_after` would, in a statement each."""
    for column, ids in (
        ("overtaken = overtaken + 1", event.facts.get("overtook", ())),
        ("behind = behind - 1", event.facts.get("let_by", ())),
    ):
        if ids:
            cursor.run(f"UPDATE ticket SET {column} WHERE id IN ({', '.join('?' * len(ids))})", *ids)


def save_event(cursor: Cursor, event: Event, mark: datetime) -> None:
    cursor.run(
        f"INSERT INTO event ({_EVENT}, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        event.seq,
        event.at.isoformat(),
        event.day.isoformat(),
        event.kind.value,
        event.ticket_id,
        event.counter,
        as_json(event.facts),
        mark.isoformat(),
    )


def last_event(cursor: Cursor) -> tuple[int, datetime | None]:
    """The last row of the log, and the moment up to which time is known to have gone."""
    found = cursor.one("SELECT seq, mark FROM event ORDER BY seq DESC LIMIT 1")
    return (found[0], datetime.fromisoformat(found[1])) if found else (0, None)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a transaction begins: the log's end, the open day, and whether the clock was doubted."""

    seq: int
    mark: datetime | None
    open_day: date | None
    clock: str | None


def opening_asked(clock: str) -> Question:
    """All of it in one question."""
    return Question(
        "SELECT (SELECT max(seq) FROM event), (SELECT mark FROM event ORDER BY seq DESC LIMIT 1),"
        " (SELECT day FROM business_day WHERE closed_at IS NULL ORDER BY day DESC LIMIT 1),"
        " (SELECT state FROM device WHERE id = ?)",
        (clock,),
    )


def opening(cursor: Cursor, asked: Question) -> Opening:
    found = cursor.one(asked.sql, *asked.values)
    seq, mark, day, said = found or (None, None, None, None)
    return Opening(seq or 0, read_moment(mark), date.fromisoformat(day) if day else None, said)


def open_day(cursor: Cursor) -> str | None:
    """The business day that is open."""
    found = cursor.one("SELECT day FROM business_day WHERE closed_at IS NULL ORDER BY day DESC LIMIT 1")
    return found[0] if found else None


def events(cursor: Cursor, after: int, limit: int = 500) -> list[Event]:
    """The log after a cursor, in order."""
    rows = cursor.all(f"SELECT {_EVENT} FROM event WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
    return [_event(row) for row in rows]


def log(cursor: Cursor, after: int = 0) -> Iterator[Event]:
    """The log after a row to its end, in one view; page by page, since it may be years."""
    while page := events(cursor, after, _PAGE):
        yield from page
        after = page[-1].seq


def events_of(cursor: Cursor, ticket_id: int) -> list[Event]:
    """One ticket's own log."""
    return [
        _event(row)
        for row in cursor.all(f"SELECT {_EVENT} FROM event WHERE ticket_id = ? ORDER BY seq", ticket_id)
    ]


def green_events(cursor: Cursor, day: date) -> list[Event]:
    """What was lifted, and undone, on a business day."""
    # In the index's own words, so that years of other rows are not looked through.
    found = cursor.all(
        f"SELECT {_EVENT} FROM event WHERE day = ? AND kind IN ('lifted', 'lift_undone') ORDER BY seq",
        day.isoformat(),
    )
    return [_event(row) for row in found]


def checked_events(cursor: Cursor, day: date) -> list[Event]:
    """What lobby managers looked at on a business day."""
    found = cursor.all(
        f"SELECT {_EVENT} FROM event WHERE day = ? AND kind = 'checked' ORDER BY seq", day.isoformat()
    )
    return [_event(row) for row in found]


def advice_events(cursor: Cursor, day: date) -> list[Event]:
    """What was advised on a business day, what came of it, and the counters that opened."""
    found = cursor.all(
        f"SELECT {_EVENT} FROM event WHERE day = ? AND kind IN ('advice_given', 'advice_escalated',"
        " 'advice_followed', 'advice_declined', 'advice_withdrawn', 'support_asked', 'support_answered',"
        " 'counter_opened') ORDER BY seq",
        day.isoformat(),
    )
    return [_event(row) for row in found]


def _event(row: Row) -> Event:
    return Event(
        seq=row[0],
        at=datetime.fromisoformat(row[1]),
        day=date.fromisoformat(row[2]),
        kind=Kind(row[3]),
        ticket_id=row[4],
        counter=row[5],
        facts=json.loads(row[6]),
    )


def written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def read_moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
