"""What is handed in for a quarter or a year: tables of plain values."""

from __future__ import annotations

from dataclasses import dataclass

from config.pack import RulePack
from kiosk.scoring import figures, ledger
from kiosk.scoring.cases import justified_by_person
from kiosk.scoring.entry import Entry
from kiosk.scoring.keys import units
from kiosk.scoring.periods import Period
from kiosk.scoring.rating import SCORES
from kiosk.store import Cursor, Store

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet; headings are keys of phrases, so that each language has its own."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


TABLES = ("ledger", "sections", "people", "cases", "ratings", "findings", "decisions")


def tables(store: Store, pack: RulePack, period: Period, unit: str = "") -> dict[str, Table]:
    """Every table of a period, read at one moment."""
    with store.read() as cursor:
        entries = ledger.in_period(cursor, period, unit)
        made = (
            _ledger(entries),
            _sections(cursor, pack, entries, unit),
            _people(cursor, entries, period, unit),
            _cases(cursor, period, unit),
            _ratings(cursor, period, unit),
            _findings(cursor, period, unit),
            _decisions(cursor, period, unit),
        )
    return {table.name: table for table in made}


def _ledger(entries: list[Entry]) -> Table:
    headings = (
        *("number", "day", "unit", "person", "section", "rule", "points", "evidence", "verifier"),
        *("written_by", "case", "corrects", "state", "pack"),
    )
    rows = tuple(
        (
            *(entry.id, entry.day.isoformat(), entry.unit, entry.person, entry.section, entry.rule),
            *(entry.points, entry.evidence, entry.verifier, entry.written_by, entry.complaint),
            *(entry.corrects, entry.last or "", entry.pack),
        )
        for entry in reversed(entries)
    )
    return Table("ledger", headings, rows)


def _sections(cursor: Cursor, pack: RulePack, entries: list[Entry], unit: str) -> Table:
    rows = tuple(
        (each.id, balance.section, balance.weight, balance.taken, balance.left)
        for each in units(cursor)
        if not unit or each.id == unit
        for balance in ledger.balances(pack, [entry for entry in entries if entry.unit == each.id])
    )
    return Table("sections", ("unit", "section", "weight", "points", "left"), rows)


def _people(cursor: Cursor, entries: list[Entry], period: Period, unit: str) -> Table:
    points = ledger.by_person(entries)
    rated = figures.by_person(cursor, period, unit)
    complaints = justified_by_person(cursor, unit, period.days)
    rows: list[tuple[Cell, ...]] = []
    for key in sorted({*points, *rated, *complaints}):
        found = rated.get(key, figures.NOTHING)
        rows.append((*key, points.get(key, 0), found.ratings, _share(found), complaints.get(key, 0)))
    return Table("people", ("unit", "person", "points", "ratings", "share", "justified"), tuple(rows))


def _cases(cursor: Cursor, period: Period, unit: str) -> Table:
    rows = cursor.all(
        "SELECT id, unit, day, origin, person, weight, answer_due, state, verified, justified, words, measure"
        " FROM complaint WHERE (? = '' OR unit = ?) AND day BETWEEN ? AND ? ORDER BY id",
        *(unit, unit, *period.days),
    )
    headings = (
        *("number", "unit", "day", "origin", "person", "grade", "due", "state"),
        *("verified", "justified", "words", "measure"),
    )
    return Table("cases", headings, tuple((f"F{row[0]:04d}", *row[1:]) for row in rows))


def _ratings(cursor: Cursor, period: Period, unit: str) -> Table:
    found = figures.by_unit(cursor, period, unit)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (each, *_scores(told), told.ratings, _share(told)) for each, told in sorted(found.items())
    )
    headings = (
        *("unit", "very_satisfied", "satisfied", "fair", "dissatisfied", "very_dissatisfied"),
        *("ratings", "share"),
    )
    return Table("ratings", headings, rows)


def _scores(found: figures.Satisfaction) -> tuple[int | None, ...]:
    return tuple(found.counts.get(score, 0) if found.is_told else None for score in SCORES)


def _share(found: figures.Satisfaction) -> float | None:
    return None if found.share is None else round(found.share, 4)


def _findings(cursor: Cursor, period: Period, unit: str) -> Table:
    first, last = period.days
    rows = cursor.all(
        "SELECT id, unit, item, words, evidence, substr(found_at, 1, 10), due, substr(mended_at, 1, 10)"
        " FROM finding WHERE (? = '' OR unit = ?) AND substr(found_at, 1, 10) BETWEEN ? AND ? ORDER BY id",
        *(unit, unit, first, last),
    )
    headings = ("number", "unit", "item", "words", "evidence", "day", "due", "mended")
    return Table("findings", headings, tuple(rows))


def _decisions(cursor: Cursor, period: Period, unit: str) -> Table:
    rows = cursor.all(
        "SELECT id, day, unit, person, kind, value, evidence, decided_by FROM sanction"
        " WHERE (? = '' OR unit = ?) AND day BETWEEN ? AND ? ORDER BY id",
        *(unit, unit, *period.days),
    )
    headings = ("number", "day", "unit", "person", "kind", "value", "evidence", "decided_by")
    return Table("decisions", headings, tuple(rows))
