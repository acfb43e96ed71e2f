"""What lobby managers look at: the morning check, and what ran out; the scoring server is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from config.pack import Checklist
from kiosk import rows
from kiosk.duty import named
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.journal import days
from kiosk.rating.verdict import clean
from kiosk.site import Site
from kiosk.store import Cursor

WORDS_MOST = 200


class CheckError(LobbyError):
    """A check with a value that can't be; the sentence names it and the bound."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at."""

    item: str
    ok: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing was when it was last looked at today."""

    seen: Seen
    by: str
    at: datetime


def report(site: Site, checklist: Checklist, uid: str, seen: Iterable[Seen], staff: str) -> None:
    """Note what was seen, once under each `uid`, and put it on its way to the scoring server."""
    looks = [_sensible(look, checklist) for look in seen]
    if not looks:
        raise CheckError("A check looks at one thing at least.")
    if len({look.item for look in looks}) < len(looks):
        raise CheckError("A check looks at each thing once.")
    items = [{"id": look.item, "ok": look.ok, "words": look.words} for look in looks]
    with site.writing() as journal:
        noted = [event for event in _events(journal.cursor, journal.day) if event.facts["uid"] == uid]
        if any(event.facts["items"] != items for event in noted):
            raise LobbyError("This check was sent already, with other words: load the page again.")
        if noted:
            return
        facts = {
            "uid": uid,
            "branch": site.branch.id,
            "by": named(staff),
            "checklist": checklist.id,
            "items": items,
        }
        journal.record(Kind.CHECKED, facts=facts)


def today(site: Site, checklist: Checklist) -> Mapping[str, Standing]:
    """What was seen of each thing this business day, the last word on each."""
    with site.store.read() as cursor:
        opened, due = days(cursor, site.clock(), site.branch.hours.cutoff, believable=True)
        day = due or opened
        events = _events(cursor, day) if day else []
    return {
        each["id"]: Standing(Seen(each["id"], each["ok"], each["words"]), event.facts["by"], event.at)
        for event in events
        if event.facts["checklist"] == checklist.id
        for each in event.facts["items"]
    }


def _sensible(look: Seen, checklist: Checklist) -> Seen:
    known = [item.id for item in checklist.items]
    if look.item not in known:
        raise CheckError(f"{look.item[:40]!r} is nothing that {checklist.name} looks at: {', '.join(known)}.")
    words = clean(look.words)
    if len(words) > WORDS_MOST:
        raise CheckError(f"A note has at most {WORDS_MOST} characters; this one has {len(words)}.")
    return Seen(look.item, look.ok, words)


def _events(cursor: Cursor, day: date) -> list[Event]:
    return rows.checked_events(cursor, day)
