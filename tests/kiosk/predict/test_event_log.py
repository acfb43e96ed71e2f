"""Logs as files: whole, packed, odd and hostile."""

from __future__ import annotations

import gzip

import pytest

from kiosk.predict import What
from kiosk.predict.event_log import EventLogError, parse_log, read_log

HEAD = "at,event,ticket,service,class,counter,open"
ISSUED = "2026-11-23T09:00:00,issued,A001,cash,ordinary,,"


def test_a_packed_log_and_a_plain_one_tell_the_same(tmp_path):
    text = f"{HEAD}\n{ISSUED}\n2026-11-23T09:00:00,counters,,*,,,3\n"
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    (tmp_path / "log.csv.gz").write_bytes(gzip.compress(text.encode()))
    plain, packed = list(read_log(tmp_path / "log.csv")), list(read_log(tmp_path / "log.csv.gz"))
    assert plain == packed
    assert [seen.what for seen in plain] == [What.ISSUED, What.COUNTERS]
    assert plain[1].open == 3


def test_columns_may_stand_in_any_order_with_others_between():
    lines = [
        "note,open,counter,class,service,ticket,event,at",
        "x,,c1,vip,cash,A1,called,2026-11-23T09:00:00+08:00",
    ]
    (seen,) = parse_log(lines)
    assert (seen.ticket, seen.counter, seen.ticket_class) == ("A1", "c1", "vip")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("yesterday,issued,A1,cash,ordinary,,", "Line 2: 'yesterday' is no time"),
        ("2026-11-23T09:00:00,vanished,A1,cash,ordinary,,", "'vanished' is none of issued"),
        ("2026-11-23T09:00:00,issued,,cash,ordinary,,", "names no ticket"),
        ("2026-11-23T09:00:00,counters,,*,,,-3", "must be 0 to 999"),
        ("2026-11-23T09:00:00,counters,,*,,,\u0663", "must be 0 to 999"),
        ("2026-11-23T09:00:00,issued", "Line 2 has 2 columns"),
        (f"2026-11-23T09:00:00,issued,{'A' * 300},cash,ordinary,,", "longer than 200"),
        ("A" * 5_000, "Line 2 is longer than 4096"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(line, says):
    with pytest.raises(EventLogError, match="Line 2") as told:
        list(parse_log([HEAD, line]))
    assert says in str(told.value)


def test_missing_columns_and_empty_files_are_told():
    with pytest.raises(EventLogError, match="open is missing"):
        list(parse_log(["at,event,ticket,service,class,counter"]))
    with pytest.raises(EventLogError, match="is empty"):
        list(parse_log([]))


def test_a_torn_archive_is_told(tmp_path):
    packed = gzip.compress("\n".join([HEAD, *[ISSUED] * 500]).encode())
    (tmp_path / "log.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(EventLogError, match="no whole gzip file"):
        list(read_log(tmp_path / "log.gz"))


def test_a_log_out_of_order_is_refused_but_a_clock_set_back_is_not():
    hours = [
        f"2026-11-23T{hour:02}:00:00,issued,A{turn}{hour},cash,ordinary,,"
        for turn in range(30)
        for hour in (12, 9)
    ]
    with pytest.raises(EventLogError, match="not in the order of time"):
        list(parse_log([HEAD, *hours]))
    assert len(list(parse_log([HEAD, *hours[:6]]))) == 6
