"""`kiosk peaks`: windows from a record, nulls while it is short, sentences for odd tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

SLOTS = [f"{hour:02}:{minute}" for hour in range(9, 17) for minute in ("00", "30")]
COUNTS = [4, 6, 18, 20, 19, 8, 6, 5, 4, 5, 9, 10, 8, 6, 2, 1]
FIRST = date(2026, 10, 12)


def table(path, count):
    rows = [
        ",".join([str(FIRST + timedelta(days=each)), *map(str, COUNTS)])
        for each in range(count * 2)
        if (FIRST + timedelta(days=each)).weekday() < 5
    ]
    path.write_text("\n".join([",".join(["date", *SLOTS]), *rows[:count]]), encoding="utf-8")
    return path


def test_the_busy_and_the_quiet_window_are_told(kiosk, tmp_path):
    value = kiosk(
        "peaks", "--arrivals", table(tmp_path / "a.csv", 10), "--date", "2026-10-28", "--json"
    ).value
    assert value["busy"] == {"start": "10:00", "end": "11:30"}
    assert value["quiet"]["end"] == "17:00"
    assert [slot["start"] for slot in value["slots"]] == SLOTS
    assert sum(slot["expected"] for slot in value["slots"]) == pytest.approx(sum(COUNTS), rel=0.1)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_record_gives_nulls(kiosk, tmp_path, count):
    value = kiosk(
        "peaks", "--arrivals", table(tmp_path / "a.csv", count), "--date", "2026-10-28", "--json"
    ).value
    assert value["busy"] == value["quiet"] == {"start": None, "end": None}
    assert {slot["expected"] for slot in value["slots"]} == {None}


def test_nothing_of_the_day_itself_or_later_is_looked_at(kiosk, tmp_path):
    words = ("--date", "2026-10-21", "--json")
    long, short = (table(tmp_path / f"{days}.csv", days) for days in (10, 7))
    assert (
        kiosk("peaks", "--arrivals", long, *words).value == kiosk("peaks", "--arrivals", short, *words).value
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1 must begin with date"),
        ("date,9 o'clock", "is no start of a slot"),
        ("date,10:00,09:00", "in the order of the day"),
        ("date,09:00\n23.11.2026,4", "Line 2: '23.11.2026' is no date"),
        ("date,09:00\n2026-11-23,-4", "Line 2: '-4' is no number of people"),
        ("date,09:00\n2026-11-23,nan", "Line 2: 'nan' is no number of people"),
        ("date,09:00\n2026-11-23,4,5", "Line 2 has 3 columns"),
        ("date,09:00\n2026-11-23,4\n2026-11-23,4", "Line 3: 2026-11-23 is there twice"),
    ],
)
def test_an_odd_table_is_refused_with_its_line(kiosk, tmp_path, text, says):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    answer = kiosk("peaks", "--arrivals", tmp_path / "a.csv", "--date", "2026-11-23", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert says in answer.err


def test_a_person_reads_it(kiosk, tmp_path):
    said = kiosk("peaks", "--arrivals", table(tmp_path / "a.csv", 10), "--date", "2026-10-28").out
    assert said.startswith("Busiest 10:00-11:30, quietest ")
