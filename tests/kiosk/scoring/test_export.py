"""What is handed in for a quarter."""

from __future__ import annotations

from datetime import date

from kiosk.scoring.entry import NewEntry
from kiosk.scoring.export import TABLES, tables
from kiosk.scoring.periods import Period

QUARTER = Period.from_text("2026-Q4")


def test_every_table_is_there_with_a_heading_for_each_cell(store, pack, ledger, rate, sanctions):
    for score in (5, 5, 4, 1, 1):
        rate(score)
    ledger.write(NewEntry("east", "attitude-harsh", 5, date(2026, 11, 20), "录像", "lin", "zhou"), "han")
    sanctions.fine("east", "zhou", 600, "会议", "chief")
    made = tables(store, pack, QUARTER)
    assert tuple(made) == TABLES
    assert {len(row) - len(table.headings) for table in made.values() for row in table.rows} == {0}
    assert made["ledger"].rows[0][6] == -5
    assert made["ratings"].rows == (("east", 2, 1, 0, 0, 2, 5, 0.6),)
    assert made["people"].rows == (("east", "zhou", -5, 5, 0.6, 0),)
    assert ("east", "facilities", 15, 0, 15) in made["sections"].rows


def test_fewer_than_five_ratings_are_counted_and_not_told(store, pack, rate):
    for _ in range(4):
        rate(1)
    made = tables(store, pack, QUARTER)
    assert made["ratings"].rows == (("east", None, None, None, None, None, 4, None),)
    assert made["people"].rows == (("east", "zhou", 0, 4, None, 0),)


def test_another_quarter_has_none_of_it(store, pack, ledger):
    ledger.write(NewEntry("east", "attitude-harsh", 5, date(2026, 11, 20), "录像", "lin", "zhou"), "han")
    assert tables(store, pack, Period.from_text("2026-Q3"))["ledger"].rows == ()
    assert tables(store, pack, QUARTER, "west")["ledger"].rows == ()
