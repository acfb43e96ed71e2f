"""Takes ratings in by the batch: proves who sent them, keeps each once, opens a case for a bad one.

Many requests share one transaction, since a commit that survives a power cut costs the same for one
rating as for a hundred. What is refused reaches no transaction at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any

from kiosk.clock import Clock
from kiosk.scoring.cases import CaseRules, follow_up
from kiosk.scoring.keys import keys_in_use
from kiosk.scoring.message import Answer, Opened, Outcome, Sent, doubted, opened
from kiosk.scoring.rating import Rating
from kiosk.store import Cursor, Store


class RatingRefused(Exception):
    """A body that is no rating; the sentence names the value and the bound."""


Read = Callable[[bytes, Mapping[str, Any]], Rating]
"""Makes a rating of a body and its JSON object, or raises RatingRefused."""


class Intake:
    """Where ratings come in, over one store connection."""

    def __init__(self, store: Store, clock: Clock, rules: CaseRules, read: Read) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules
        self._read = read

    def take(self, batch: Sequence[Sent]) -> list[Answer]:
        """One answer for each message, in their order; what is taken is durable by then."""
        found = [opened(sent) for sent in batch]
        wanted = [each[2] for each in found if not isinstance(each, Answer)]
        with self._store.read() as cursor:
            keys = keys_in_use(cursor, wanted)
        checked = [
            each if isinstance(each, Answer) else self._checked(sent, each, keys.get(each[2], ()))
            for sent, each in zip(batch, found, strict=True)
        ]
        ratings = {place: each for place, each in enumerate(checked) if isinstance(each, Rating)}
        kept = self._keep(ratings) if ratings else {}
        return [kept[place] if isinstance(each, Rating) else each for place, each in enumerate(checked)]

    def _checked(self, sent: Sent, found: Opened, keys: tuple[bytes, ...]) -> Rating | Answer:
        message, content, _ = found
        if unproven := doubted(sent, found, keys, self._clock().timestamp()):
            return unproven
        try:
            rating = self._read(sent.body, content)
        except RatingRefused as error:
            return Answer(Outcome.INVALID, str(error))
        if rating.id != message.id.lower():
            words = f"webhook-id is {message.id!r} and the rating's id {rating.id!r}; they must be the same."
            return Answer(Outcome.INVALID, words)
        return rating

    def _keep(self, ratings: Mapping[int, Rating]) -> dict[int, Answer]:
        """Written in one transaction; looked up under the writer's right, so that nobody comes between."""
        answers: dict[int, Answer] = {}
        with self._store.write(quietly=True) as cursor:
            known = _hashes(cursor, {rating.id for rating in ratings.values()})
            for place, rating in ratings.items():
                answers[place] = _judged(rating, known.get(rating.id))
                if answers[place].outcome is Outcome.TAKEN:
                    known[rating.id] = rating.hash
            taken = [rating for place, rating in ratings.items() if answers[place].outcome is Outcome.TAKEN]
            self._write(cursor, taken)
        return answers

    def _write(self, cursor: Cursor, taken: Sequence[Rating]) -> None:
        now = self._clock()
        places = {unit: _last_place(cursor, unit) for unit in {rating.unit for rating in taken}}
        for rating in taken:
            # That of a word which changes another is left out: the first one's stands.
            places[rating.unit] += 1
            _insert(cursor, rating, places[rating.unit], now.isoformat())
        if taken:
            follow_up(cursor, taken, self._rules, now)


def _hashes(cursor: Cursor, ids: set[str]) -> dict[str, str]:
    places = ", ".join("?" * len(ids))
    return dict(cursor.all(f"SELECT id, hash FROM rating WHERE id IN ({places})", *sorted(ids)))  # noqa: S608


def _judged(rating: Rating, known: str | None) -> Answer:
    if known is None:
        return Answer(Outcome.TAKEN)
    if known == rating.hash:
        return Answer(Outcome.KNOWN, f"The rating {rating.id} is here already.")
    return Answer(
        Outcome.INVALID,
        f"The rating {rating.id} is here with other content: a changed rating needs an id of its own.",
    )


_VERDICT = (
    "INSERT INTO verdict (unit, ticket, rating, rated_at, day, number, service, counter,"
    " person, score, reasons, comment, channel, version, place)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (unit, ticket) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at,"
    " day = excluded.day, number = excluded.number, service = excluded.service,"
    " counter = excluded.counter, person = excluded.person, score = excluded.score,"
    " reasons = excluded.reasons, comment = excluded.comment, channel = excluded.channel"
    ", version = excluded.version WHERE excluded.version > verdict.version"
    " OR (excluded.version = verdict.version AND excluded.rated_at >= verdict.rated_at)"
)


def _last_place(cursor: Cursor, unit: str) -> int:
    found = cursor.one("SELECT place FROM verdict WHERE unit = ? ORDER BY place DESC LIMIT 1", unit)
    return found[0] if found else 0


def _insert(cursor: Cursor, rating: Rating, place: int, now: str) -> None:
    cursor.run(
        "INSERT INTO rating (id, unit, ticket, received_at, hash, content) VALUES (?, ?, ?, ?, ?, ?)",
        rating.id,
        rating.unit,
        rating.ticket,
        now,
        rating.hash,
        rating.content,
    )
    cursor.run(
        _VERDICT,
        rating.unit,
        rating.ticket,
        rating.id,
        # One zone and one width, so that texts stand in the order of their moments.
        rating.rated_at.astimezone(UTC).isoformat(timespec="microseconds"),
        rating.day.isoformat(),
        rating.number,
        rating.service,
        rating.counter,
        rating.person,
        rating.score,
        " ".join(rating.reasons),
        rating.comment,
        rating.channel,
        rating.version,
        place,
    )
