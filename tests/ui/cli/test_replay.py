"""`kiosk replay`: a file in, a table out, nothing of the future, sentences for odd files."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.kiosk.predict.lobbies import days

HEAD = "at,event,ticket,service,class,counter,open"


def lines(log):
    for seen in log:
        at = datetime.fromtimestamp(seen.at, UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        number = seen.open or ""
        yield f"{at},{seen.what},{seen.ticket},{seen.service},{seen.ticket_class},{seen.counter},{number}"


def test_every_ticket_is_told_a_wait_and_a_longer_one(kiosk, tmp_path):
    (tmp_path / "log.csv").write_text("\n".join([HEAD, *lines(days(3))]), encoding="utf-8")
    answer = kiosk("replay", tmp_path / "log.csv", "--predictions", tmp_path / "out.csv")
    assert (answer.code, answer.out) == (0, "")
    head, *rows = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert head == "ticket,p50_s,p90_s"
    assert len(rows) == 180
    assert all(0 <= float(row.split(",")[1]) <= float(row.split(",")[2]) for row in rows)


def test_the_same_file_cut_off_gives_the_same_up_to_the_cut(kiosk, tmp_path):
    whole = [HEAD, *lines(days(6))]
    (tmp_path / "whole.csv").write_text("\n".join(whole), encoding="utf-8")
    (tmp_path / "cut.csv").write_text("\n".join(whole[:700]), encoding="utf-8")
    for name in ("whole", "cut"):
        kiosk("replay", tmp_path / f"{name}.csv", "--predictions", tmp_path / f"{name}.out")
    told = (tmp_path / "whole.out").read_text(encoding="utf-8").splitlines()
    short = (tmp_path / "cut.out").read_text(encoding="utf-8").splitlines()
    assert len(short) > 200
    assert told[: len(short)] == short


def test_an_odd_file_is_refused_with_its_line_and_leaves_nothing(kiosk, tmp_path):
    (tmp_path / "log.csv").write_text(f"{HEAD}\n2026-11-23T09:00:00,sang,A1,cash,,,\n", encoding="utf-8")
    answer = kiosk("replay", tmp_path / "log.csv", "--predictions", tmp_path / "out.csv")
    assert (answer.code, "Line 2: event 'sang'" in answer.err) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.csv"]
    assert kiosk("replay", tmp_path / "none.csv", "--predictions", tmp_path / "out.csv").code == 1
    assert kiosk("replay", tmp_path / "log.csv").code == 2
    assert kiosk("replay", tmp_path / "log.csv", "--predictions", tmp_path / "no" / "out.csv").code == 1
