"""`kiosk peaks`: windows from a record, nulls while it is short, sentences for odd tables."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest

from kiosk.store import open_store
from ui.paper.fonts import face

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


@pytest.fixture
def own(tmp_path, kiosk):
    """A branch with five closed days on record, each with a rush at ten."""
    people = {540: 2, 570: 3, 600: 22, 630: 26, 660: 20, 690: 6, 720: 3, 780: 3, 840: 4, 900: 3, 960: 2}
    with closing(open_store(tmp_path / "data")) as store, store.write() as cursor:
        for day in (f"2026-11-{number}" for number in (16, 17, 18, 19, 20)):
            cursor.run("INSERT INTO business_day VALUES (?, ?, ?)", day, f"{day}T08:30:00", f"{day}T18:00:00")
            cursor.run("INSERT INTO arrivals_day VALUES (?, ?)", day, sum(people.values()))
            for minute, came in people.items():
                waited = came * (900 if came > 10 else 10)
                cursor.run(
                    "INSERT INTO arrivals_slot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    *(day, minute, came, came, came * 330.0, came, float(waited), 3),
                )
    return kiosk


def test_the_own_record_tells_windows_and_minutes(own):
    value = own("peaks", "--date", "2026-11-24", "--json").value
    assert value["days"] == 5
    assert value["busy"]["start"] in {"10:00", "10:30"}
    assert value["busy"]["minutes"] >= 5
    assert value["quiet"]["minutes"] * 2 <= value["busy"]["minutes"]
    assert all(slot["minutes"] is not None for slot in value["slots"])
    assert own("peaks", "--date", "2026-11-24").out.startswith("Busiest today 10:")


def test_today_is_meant_where_no_date_is_given(own):
    assert own("peaks", "--json").value["date"] == "2026-11-25"


def test_an_own_record_of_nothing_gives_nulls(kiosk):
    value = kiosk("peaks", "--json").value
    assert (value["busy"]["start"], value["days"], value["slots"][0]["expected"]) == (None, 0, None)
    assert "0 open days" in kiosk("peaks").out


def test_a_closed_day_is_said_to_be_one(own):
    assert own("peaks", "--date", "2027-02-06").out == "The branch is closed on 2027-02-06.\n"


def test_a_poster_is_drawn(own, tmp_path):
    assert own("peaks", "--poster", tmp_path / "week.pdf", "--language", "en").code == 0
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF-")


def test_a_box_without_the_font_says_what_to_install(own, tmp_path, monkeypatch):
    monkeypatch.setattr("printer.glyphs._FOLDERS", ())
    face.cache_clear()
    answer = own("peaks", "--poster", tmp_path / "week.pdf")
    face.cache_clear()
    assert (answer.code, "fonts-noto-cjk" in answer.err) == (1, True)


def test_a_poster_takes_three_open_days(kiosk, tmp_path):
    answer = kiosk("peaks", "--poster", tmp_path / "week.pdf")
    assert answer.code != 0
    assert "0 open days" in answer.err
    assert not (tmp_path / "week.pdf").exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--poster", "week.doc"), ".pdf or .png"),
        (("--poster", "week.pdf", "--language", "fr"), "zh_CN"),
        (("--arrivals", "a.csv"), "--date"),
        (("--arrivals", "a.csv", "--date", "2026-11-24", "--poster", "a.pdf"), "own record"),
    ],
)
def test_words_that_cannot_be_meant_are_refused(own, words, named):
    answer = own("peaks", *words)
    assert answer.code != 0
    assert named in answer.err


def test_a_record_can_be_made_anew(own):
    assert "5 closed days; 0 had differed" in own("peaks", "--rebuild").out
