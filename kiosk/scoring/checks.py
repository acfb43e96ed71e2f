"""The lobby manager's morning check, and what ran out during the day, as the tablet sends them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from config.pack import Checklist
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.scoring.cadence import Cadence, Method
from kiosk.scoring.complaint import CaseRules
from kiosk.scoring.inspections import Inspections, Look, Round, Seen
from kiosk.scoring.keys import keys_in_use
from kiosk.scoring.message import Answer, Opened, Outcome, Sent, doubted, opened
from kiosk.scoring.periods import working_days_after
from kiosk.store import Cursor, Store


@dataclass(frozen=True, slots=True)
class Check:
    """What a lobby manager saw."""

    id: str
    unit: str
    by: str
    at: datetime
    checklist: str
    items: tuple[tuple[str, bool, str], ...]
    """Item, whether it is as it should be, and words."""
    hash: str


class CheckRefused(Exception):
    """A body that is no check; the sentence names the value and the bound."""


Read = Callable[[bytes, Mapping[str, Any]], Check]


class Checks:
    """Where checks come in, over one store connection."""

    def __init__(
        self, store: Store, clock: Clock, checklists: Mapping[str, Checklist], rules: CaseRules
    ) -> None:
        self._store = store
        self._clock = clock
        self._checklists = checklists
        self._rules = rules

    def take(self, sent: Sent, read: Read) -> Answer:
        """What became of it; taken, it is a closed daily inspection."""
        found = opened(sent)
        if isinstance(found, Answer):
            return found
        with self._store.read() as cursor:
            keys = keys_in_use(cursor, [found[2]]).get(found[2], ())
        if unproven := doubted(sent, found, keys, self._clock().timestamp()):
            return unproven
        try:
            check = self._known(read(sent.body, found[1]), found)
            with self._store.write() as cursor:
                return self._keep(cursor, check)
        except (CheckRefused, LobbyError) as error:
            # What an inspector is told with a 409 would mean to a tablet that the check is here.
            return Answer(Outcome.INVALID, str(error))

    def _known(self, check: Check, found: Opened) -> Check:
        if check.id != found[0].id.lower():
            raise CheckRefused(
                f"webhook-id is {found[0].id!r} and the id {check.id!r}; they must be the same."
            )
        checklist = self._checklists.get(check.checklist)
        if checklist is None:
            there = ", ".join(self._checklists)
            raise CheckRefused(f"checklist is {check.checklist!r}; there are {there}.")
        known = {item.id for item in checklist.items}
        for item, _, _ in check.items:
            if item not in known:
                raise CheckRefused(f"items names {item!r}; {checklist.name} has {', '.join(sorted(known))}.")
        return check

    def _keep(self, cursor: Cursor, check: Check) -> Answer:
        known = cursor.one("SELECT hash FROM tablet_check WHERE id = ?", check.id)
        if known:
            same = known[0] == check.hash
            words = "is here already." if same else "is here with other content: it needs an id of its own."
            return Answer(Outcome.KNOWN if same else Outcome.INVALID, f"The check {check.id} {words}")
        now = self._clock()
        cursor.run(
            "INSERT INTO tablet_check (id, received_at, hash) VALUES (?, ?, ?)",
            check.id,
            now.isoformat(),
            check.hash,
        )
        due = working_days_after(now.date(), 1, self._rules.holidays)
        rounds = Inspections(self._store, self._clock, self._checklists)
        wanted = Round(check.unit, check.checklist, Cadence.DAILY, (Method.LOOK,), _day(check.at, now))
        looks, waiting = [], {each.item: each for each in rounds.findings(cursor, check.unit)}
        for place, (item, fine, words) in enumerate(check.items, 1):
            looks.append((item, waiting.get(item), _look(place, words, check, due, fine=fine)))
        rounds.record(cursor, wanted, looks, check.by)
        return Answer(Outcome.TAKEN)


def _day(at: datetime, now: datetime) -> date:
    """The day it was looked at, though the line was down since; never one that is still to come."""
    return min(at.astimezone(now.tzinfo), now).date()


def _look(place: int, words: str, check: Check, due: date, *, fine: bool) -> Look:
    if fine:
        return Look(place, Seen.FINE, words)
    evidence = f"{check.by} {check.at:%Y-%m-%d %H:%M}"
    return Look(place, Seen.FAULT, words or "–", evidence, due)
