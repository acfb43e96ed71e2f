"""The board of praise and blame, the star of the month, and three months of it in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.pack import Honours as HonourRules
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.scoring import figures, ledger, sanctions
from kiosk.scoring.cases import last_justified
from kiosk.scoring.entry import Entry
from kiosk.scoring.figures import NOTHING, Satisfaction
from kiosk.scoring.keys import require_unit
from kiosk.scoring.periods import Period, before, month_of
from kiosk.store import Cursor, Store

Key = tuple[str, str]
"""A unit and a person of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place on the board of a month."""

    unit: str
    person: str
    points: int
    satisfaction: Satisfaction


@dataclass(frozen=True, slots=True)
class Board:
    """Who is praised and who is not, once nobody can appeal any more."""

    month: Period
    published_on: date
    public: bool
    red: tuple[Place, ...]
    """红榜: no points lost, best ratings first."""
    black: tuple[Place, ...]
    """黑榜: points lost, most first."""
    undecided: int
    """Entries left out because an appeal is not decided."""


@dataclass(frozen=True, slots=True)
class Star:
    """The service star of a unit's month."""

    unit: str
    month: str
    person: str
    chosen_by: str
    streak: int
    """How many months in a row."""


class Honours:
    """Boards and stars over the store."""

    def __init__(self, store: Store, clock: Clock, rules: HonourRules) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules

    def board(self, month: Period, unit: str = "") -> Board:
        """The board of a month; until its appeal window ends it holds no names."""
        published = published_on(month, self._rules.appeal_days)
        with self._store.read() as cursor:
            entries = ledger.in_period(cursor, month, unit)
            rated = figures.by_person(cursor, month, unit)
        unsettled = {entry.id for entry in entries if not entry.is_settled}
        if self._clock().date() < published:
            return Board(month, published, public=False, red=(), black=(), undecided=len(unsettled))
        counted = [entry for entry in entries if not {entry.id, entry.corrects} & unsettled]
        red, black = ranked(counted, rated, self._rules.star_least_ratings)
        return Board(month, published, public=True, red=red, black=black, undecided=len(unsettled))

    def candidates(self, month: Period, unit: str) -> list[Place]:
        """Who may be the star: enough ratings, no points lost, honours not lost."""
        with self._store.read() as cursor:
            return self._candidates(cursor, month, unit)

    def choose(self, month: Period, unit: str, person: str, who: str) -> None:
        """The star of a month, out of the candidates, once the month's board is public."""
        published = published_on(month, self._rules.appeal_days)
        now = self._clock()
        if now.date() < published:
            raise LobbyError(f"The star of {month.name} can be chosen from {published} on.")
        with self._store.write() as cursor:
            require_unit(cursor, unit)
            names = [place.person for place in self._candidates(cursor, month, unit)]
            if person not in names:
                listed = ", ".join(names) or "nobody"
                raise LobbyError(
                    f"{person[:40]!r} can't be the star of {month.name}; the candidates are: {listed}."
                )
            cursor.run(
                "INSERT INTO star (unit, month, person, chosen_by, at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (unit, month) DO UPDATE SET"
                " person = excluded.person, chosen_by = excluded.chosen_by, at = excluded.at",
                *(unit, month.name, person, who, now.isoformat()),
            )

    def stars(self, unit: str = "", most: int = 60) -> list[Star]:
        """The stars so far, newest first."""
        with self._store.read() as cursor:
            rows = cursor.all(
                "SELECT unit, month, person, chosen_by FROM star WHERE (? = '' OR unit = ?)"
                " ORDER BY month DESC, unit",
                *(unit, unit),
            )
        chosen = {(row[0], row[1]): row[2] for row in rows}
        return [
            Star(unit_id, month, person, who, streak(chosen, unit_id, month))
            for unit_id, month, person, who in rows[:most]
        ]

    def days_without(self, unit: str) -> int | None:
        """Days since the last justified complaint; None where there was none yet."""
        with self._store.read() as cursor:
            last = last_justified(cursor, unit)
        return None if last is None else (self._clock().date() - last).days

    def _candidates(self, cursor: Cursor, month: Period, unit: str) -> list[Place]:
        entries = ledger.in_period(cursor, month, unit)
        rated = figures.by_person(cursor, month, unit)
        barred = sanctions.without_honours(cursor, month.first.year)
        red, _ = ranked(entries, rated, self._rules.star_least_ratings)
        return [place for place in red if (place.unit, place.person) not in barred]


def published_on(month: Period, appeal_days: int) -> date:
    """The first day on which a month's board may be shown."""
    return month.last + timedelta(days=appeal_days + 1)


def ranked(
    entries: Iterable[Entry], rated: Mapping[Key, Satisfaction], least: int
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The red and the black board; too few ratings neither praise nor blame anybody."""
    points = ledger.by_person(entries)
    places = [Place(*key, points.get(key, 0), rated.get(key, NOTHING)) for key in {*points, *rated}]
    praised = [
        each for each in places if each.points > 0 or (each.points == 0 and each.satisfaction.given >= least)
    ]
    blamed = [each for each in places if each.points < 0]
    red = sorted(
        praised, key=lambda each: (-each.points, -(each.satisfaction.mean or 0.0), each.unit, each.person)
    )
    black = sorted(blamed, key=lambda each: (each.points, each.unit, each.person))
    return tuple(red), tuple(black)


def streak(chosen: Mapping[tuple[str, str], str], unit: str, month: str) -> int:
    """How many months in a row, up to this one, the same person was the unit's star."""
    person, period, count = chosen.get((unit, month)), Period.from_text(month), 0
    while person is not None and chosen.get((unit, period.name)) == person:
        count += 1
        period = before(period)
    return count


def latest_public_month(today: date, appeal_days: int) -> Period:
    """The newest month whose board may be shown."""
    month = before(month_of(today))
    while published_on(month, appeal_days) > today:
        month = before(month)
    return month


def reached(stars: Sequence[Star], months: int) -> list[Star]:
    """Those who have been stars for so many months in a row: 外出交流学习."""
    return [star for star in stars if star.streak and star.streak % months == 0]
