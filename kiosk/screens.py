"""The small screens at the counters that ask how it was: which are allowed to, and what each shows now.

Where a counter asks, by a screen or by a keypad's keys, an end and the next call are two presses: in
one, the call would close the question before anybody could answer it.

A screen stands in a customer's hands, so it is nobody of the staff: it has a key of its own, made by an
administrator, that is good for the ratings of one counter and for nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import elapsed_s
from kiosk.duty import named
from kiosk.rating import tables
from kiosk.rating.giving import NotOpenError, prompt, rate_at_counter, served_last
from kiosk.rating.rating import Rating
from kiosk.rating.verdict import Verdict
from kiosk.site import Site
from kiosk.store import Cursor, Question
from kiosk.ticket import Ticket, TicketState

KEY_LENGTH = 16
"""Characters of A–Z and 2–7: 80 bits, to be typed once by hand."""

_KEY_BYTES = 10
_GROUP = 4
_THANKS_S = 12.0

ASKING = Question("SELECT counter FROM screen UNION SELECT counter FROM rating_key")
_KEYS = "SELECT counter FROM rating_key"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that may ask at a counter."""

    counter: str
    allowed_by: str
    allowed_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """What a counter's screen shows: a question, thanks for the answer, or neither."""

    counter: str
    ticket: Ticket | None = None
    """Whoever is asked now."""
    thanked: Rating | None = None
    """The word that was given here a moment ago."""


def fresh_key() -> str:
    """A key that nobody guesses, in groups that can be read out."""
    key = base64.b32encode(secrets.token_bytes(_KEY_BYTES)).decode()
    return "-".join(key[start : start + _GROUP] for start in range(0, KEY_LENGTH, _GROUP))


def allow(site: Site, counter_id: str, staff: str, make: Callable[[], str] = fresh_key) -> str:
    """A key for the screen of a counter, told this once; a screen with an earlier key is let go."""
    site.counter(counter_id)
    key, who = make(), named(staff)
    with site.store.write() as cursor:
        cursor.run(
            "INSERT INTO screen (counter, key_hash, allowed_by, allowed_at)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (counter) DO UPDATE SET"
            " key_hash = excluded.key_hash, allowed_by = excluded.allowed_by,"
            " allowed_at = excluded.allowed_at",
            *(counter_id, _hash(key), who, site.clock().isoformat()),
        )
    return key


def forget(site: Site, counter_id: str) -> None:
    """The screen of a counter may ask no more."""
    site.counter(counter_id)
    with site.store.write() as cursor:
        cursor.run("DELETE FROM screen WHERE counter = ?", counter_id)


def allowed(cursor: Cursor) -> dict[str, Screen]:
    """Every counter that has a screen."""
    found = cursor.all("SELECT counter, allowed_by, allowed_at FROM screen ORDER BY counter")
    return {row[0]: Screen(row[0], row[1], datetime.fromisoformat(row[2])) for row in found}


def note_keys(site: Site, counters: Collection[str]) -> None:
    """The counters whose keypads have keys for the customer, and no others."""
    with site.store.read() as cursor:
        if {row[0] for row in cursor.all(_KEYS)} == set(counters):
            return
    with site.store.write() as cursor:
        cursor.run("DELETE FROM rating_key")
        for counter in sorted(set(counters)):
            cursor.run("INSERT INTO rating_key (counter) VALUES (?)", counter)


def asking(cursor: Cursor) -> frozenset[str]:
    """The counters that ask how it was, by a screen or by keys."""
    return frozenset(row[0] for row in cursor.all(ASKING.sql))


def is_asked_first(done: Ticket, counter_id: str, asking: Collection[str]) -> bool:
    """Whether who was served here has to be asked before the next is called: the call is another press.

    With a service still to come the visit is not over, and there is nothing to ask yet. Pure.
    """
    return counter_id in asking and done.state is TicketState.FINISHED


def counter_of(site: Site, key: str) -> str | None:
    """The counter whose screen has this key; None for any other key."""
    with site.store.read() as cursor:
        found = cursor.one("SELECT counter FROM screen WHERE key_hash = ?", _hash(key))
    known = {counter.id for counter in site.branch.counters}
    return found[0] if found and found[0] in known else None


def shown(site: Site, counter_id: str) -> Shown:
    """What the screen of a counter shows at this moment."""
    ticket = prompt(site, counter_id)
    if ticket:
        return Shown(counter_id, ticket)
    with site.store.read() as cursor:
        said = _just_said(cursor, counter_id, site.clock())
    return Shown(counter_id, thanked=said)


def rate_on(site: Site, counter_id: str, label: str, verdict: Verdict) -> Rating:
    """Judge on the screen; only whoever's number it shows, lest a late touch count for another."""
    ticket = prompt(site, counter_id)
    if ticket is None or ticket.label != label:
        raise NotOpenError
    return rate_at_counter(site, counter_id, ticket.id, verdict)


def _just_said(cursor: Cursor, counter_id: str, now: datetime) -> Rating | None:
    ticket = served_last(cursor, counter_id)
    said = tables.rating_of(cursor, ticket.id) if ticket else None
    return said if said and elapsed_s(said.rated_at, now) <= _THANKS_S else None


def _hash(key: str) -> str:
    return hashlib.sha256("".join(key.replace("-", " ").split()).upper().encode()).hexdigest()
