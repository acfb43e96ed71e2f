"""Reading a dataclass from a table."""

from __future__ import annotations

import math
import string
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.bounds import Between, Length, Pattern
from config.fault import Fault
from config.reader import read, sketch
from config.schema import Branch, Span


class Colour(StrEnum):
    JADE = "jade"
    AMBER = "amber"


@dataclass(frozen=True)
class Lamp:
    id: str
    colour: Colour = Colour.JADE
    watts: Annotated[float, Between(0.5, 60)] = 5.0


@dataclass(frozen=True)
class Room:
    name: Annotated[str, Length(1, 8)]
    seats: Annotated[int, Between(0, 40)]
    open: bool = True
    day: date | None = None
    at: time = time(9)
    code: Annotated[str, Pattern("[a-z]*", "small letters")] = ""
    spans: tuple[Span, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    lamps: Annotated[tuple[Lamp, ...], Length(0, 2, "entries")] = ()
    first: Lamp | None = None


def faults_of(table: dict[str, Any]) -> list[str]:
    faults: list[Fault] = []
    assert read(Room, table, "room.toml", faults) is None
    return [str(fault) for fault in faults]


def room(**more: Any) -> dict[str, Any]:
    return {"name": "lobby", "seats": 6, **more}


def test_a_full_table_becomes_the_dataclass() -> None:
    faults: list[Fault] = []
    table = room(
        open=False,
        day=date(2026, 10, 1),
        at=time(8, 30),
        code="abc",
        spans=["09:00-12:00", "13:30-17:00"],
        labels={"en": "Lobby"},
        lamps=[{"id": "a", "colour": "amber", "watts": 3}],
        first={"id": "b"},
    )
    expected = Room(
        name="lobby",
        seats=6,
        open=False,
        day=date(2026, 10, 1),
        at=time(8, 30),
        code="abc",
        spans=(Span(start=time(9), end=time(12)), Span(start=time(13, 30), end=time(17))),
        labels={"en": "Lobby"},
        lamps=(Lamp("a", Colour.AMBER, 3.0),),
        first=Lamp("b"),
    )
    assert read(Room, table, "room.toml", faults) == expected
    assert faults == []


def test_keys_that_are_left_out_keep_their_defaults() -> None:
    faults: list[Fault] = []
    assert read(Room, room(), "room.toml", faults) == Room(name="lobby", seats=6)
    assert faults == []


def test_a_date_and_a_time_may_also_be_written_as_texts() -> None:
    result = read(Room, room(day="2026-10-01", at="08:30"), "room.toml", [])
    assert result is not None
    assert (result.day, result.at) == (date(2026, 10, 1), time(8, 30))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"seats": 50}, "room.toml: seats is 50; it must be 0 to 40."),
        ({"seats": "6"}, 'room.toml: seats is "6"; it must be a whole number, 0 to 40.'),
        ({"seats": True}, "room.toml: seats is true; it must be a whole number, 0 to 40."),
        ({"seats": 6.0}, "room.toml: seats is 6.0; it must be a whole number, 0 to 40."),
        ({"seats": 2**40_000}, "room.toml: seats is a number far too large; it must be 0 to 40."),
        ({"open": 1}, "room.toml: open is 1; it must be true or false."),
        ({"open": False, "code": "A"}, 'room.toml: code is "A"; it must be small letters.'),
        ({"name": ""}, 'room.toml: name is ""; it must be 1 to 8 characters.'),
        ({"name": 7}, "room.toml: name is 7; it must be a text in quotation marks, 1 to 8 characters."),
        ({"day": datetime(2026, 10, 1, 9)}, None),  # noqa: DTZ001
        ({"day": "2026-13-01"}, 'room.toml: day is "2026-13-01"; it must be a date such as 2026-10-01.'),
        ({"day": 20261001}, "room.toml: day is 20261001; it must be a date such as 2026-10-01."),
        ({"at": "25:00"}, 'room.toml: at is "25:00"; it must be a time such as "09:00".'),
        ({"spans": "09:00-12:00"}, None),
        ({"labels": ["x"]}, None),
        ({"labels": {"en": 3}}, "room.toml: labels.en is 3; it must be a text in quotation marks."),
        ({"first": []}, "room.toml: first is an empty list; it must be a table."),
        ({"lamps": [3]}, "room.toml: lamps[1] is 3; it must be a table."),
        ({"lamps": [{"id": "a"}] * 3}, "room.toml: lamps is a list of 3; it must be 0 to 2 entries."),
        (
            {"lamps": [{"id": "a", "colour": "jadde"}]},
            'room.toml: lamps.a.colour is "jadde"; it must be one of jade, amber. Did you mean jade?',
        ),
        ({"first": {"id": "a", "colour": 4}}, "room.toml: first.colour is 4; it must be one of jade, amber."),
        (
            {"lamps": [{"id": "a", "watts": math.nan}]},
            "room.toml: lamps.a.watts is nan; it must be a number, 0.5 to 60.",
        ),
        ({"lamps": [{"id": "a", "watts": math.inf}]}, None),
        ({"lamps": [{"id": "a", "watts": 10**400}]}, None),
        ({"lamps": [{"id": "a", "watts": "5"}]}, None),
        (
            {"lamps": [{"colour": "jade"}]},
            "room.toml: lamps[1].id is missing; it must be a text in quotation marks.",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_its_bound(more: dict[str, Any], sentence: str | None) -> None:
    sentences = faults_of(room(**more))
    assert len(sentences) == 1
    assert sentence in {None, sentences[0]}


@pytest.mark.parametrize("span", ["12:00-09:00", "09:00-09:00", "9-12", "09:00", "24:00-25:00", 9, None])
def test_a_stretch_of_time_needs_its_start_before_its_end(span: object) -> None:
    (sentence,) = faults_of(room(spans=["08:00-09:00", span]))
    assert sentence.startswith("room.toml: spans[2] is ")
    assert sentence.endswith('it must be a stretch such as "09:00-12:00", its start before its end.')


@pytest.mark.parametrize("text", ["a\x1b@", "a\n", "\x00", "a\x7f", "\ud800"])
def test_a_text_with_a_control_character_never_reaches_screen_or_printer(text: str) -> None:
    assert len(faults_of(room(labels={"en": text}))) == 1


def test_rare_characters_are_welcome() -> None:
    labels = {"zh_CN": "喆镕堃𠮷€①", "en": "é\u200d"}
    assert read(Room, room(labels=labels), "room.toml", []) == Room("lobby", 6, labels=labels)


def test_an_unknown_key_is_told_with_the_one_that_was_meant() -> None:
    (sentence,) = faults_of(room(lable={"en": "x"}))
    assert sentence.startswith(
        "room.toml: lable is a table, but there is no such key here; it must be one of name, seats, "
    )
    assert sentence.endswith(". Did you mean labels?")


def test_a_missing_key_is_told_with_what_it_must_be() -> None:
    assert faults_of({"name": "lobby"}) == [
        "room.toml: seats is missing; it must be a whole number, 0 to 40."
    ]


def test_all_faults_are_told_at_once() -> None:
    table = {"name": 3, "seats": 99, "opne": True, "spans": ["x", "y"], "lamps": [{"colour": "red"}]}
    keys = ("opne", "name", "seats", "spans[1]", "spans[2]", "lamps[1].id", "lamps[1].colour")
    faults: list[Fault] = []
    assert read(Room, table, "room.toml", faults) is None
    assert tuple(fault.key for fault in faults) == keys


def test_a_sketch_has_blank_values_where_others_were_refused() -> None:
    faults: list[Fault] = []
    result = sketch(Room, {"seats": 99, "spans": ["x"], "first": {"colour": "red"}}, "room.toml", faults)
    assert (result.name, result.seats) == ("", 0)
    assert result.spans == (Span(start=time.min, end=time.min),)
    assert result.first is not None
    assert result.first.colour == ""
    assert len(faults) == 5


@dataclass(frozen=True)
class Odd:
    value: complex


def test_a_type_that_no_file_can_hold_is_the_programmers_mistake() -> None:
    with pytest.raises(TypeError, match="complex"):
        read(Odd, {"value": 1}, "odd.toml", [])


# fmt: off
NAMES = st.text(string.printable, max_size=6) | st.sampled_from([
    "id", "code", "name", "languages", "zones", "services", "counters", "classes", "hours", "printer",
    "rules", "zone", "prefix", "personal", "monday", "special_days", "date", "cutoff", "en",
])
# fmt: on
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(2**13_000)
    | st.floats()
    | st.text(max_size=12)
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.sampled_from(["cash", "A", "zh_CN", "09:00-12:00", "vip", "2026-10-01"])
)
TABLES = st.dictionaries(
    NAMES,
    st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4)
    ),
    max_size=8,
)


@given(TABLES)
def test_no_table_is_so_strange_that_it_raises_or_fails_without_a_word(table: dict[str, Any]) -> None:
    faults: list[Fault] = []
    assert (read(Branch, table, "branch.toml", faults) is None) == bool(faults)
    assert all("\n" not in str(fault) for fault in faults)


@given(TABLES)
def test_a_sketch_of_any_table_is_whole(table: dict[str, Any]) -> None:
    branch = sketch(Branch, table, "branch.toml", [])
    assert isinstance(branch.services, tuple)
    assert isinstance(branch.hours.personal.monday, tuple)
