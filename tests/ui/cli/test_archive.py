"""`kiosk archive`: what the technician types, and what the night says on the tablet."""

from __future__ import annotations

from contextlib import closing

import pytest

from kiosk.devices import own_devices
from ui.cli.setting import Setting

DAYS = ("2026-05-11", "2026-06-22", "2026-08-03", "2026-09-14")


@pytest.fixture
def archive(kiosk, branch):
    (branch / "retention.toml").write_text("keep_days = 100\n")

    def run(deed, *words):
        return kiosk("archive", deed, "--config", branch, "--clock", "2026-10-20T03:45", *words)

    return run


@pytest.fixture
def months(kiosk, branch):
    for day in DAYS:
        kiosk("ticket", "issue", "--service", "cash", "--config", branch, "--clock", f"{day}T10:00")


def told(branch, tmp_path):
    here = Setting(branch, tmp_path / "data")
    with closing(here.store()) as store, store.read() as cursor:
        return own_devices(here.site(store), cursor)["archive"]


def test_days_are_archived_listed_shown_and_verified(archive, months, tmp_path, branch):
    # Their papers never came out, and nobody has said so: they stay, and what else their day was goes.
    ran = archive("run")
    assert (ran.code, ran.out[:22]) == (0, "2 days were archived i")
    assert told(branch, tmp_path).state == "ok"
    listed = archive("list", "--json").value
    assert [each["day"] for each in listed] == list(DAYS[:2])
    assert (tmp_path / "data" / "archive" / "2026" / "lobby-2026-05-11.jsonl.gz").is_file()
    assert "1 tickets" in archive("list").out
    assert archive("show", DAYS[0], "--json").value[0]["number"] == "A001"
    assert "A001" in archive("show", DAYS[0]).out
    assert archive("verify").out == "2 archived days are what they were.\n"
    assert archive("run").out.startswith("0 days were archived")


def test_a_box_of_which_nothing_is_old_enough_yet_has_its_night_as_well(archive, kiosk, branch, tmp_path):
    kiosk("ticket", "issue", "--service", "cash", "--config", branch, "--clock", "2026-10-19T10:00")
    ran = archive("run")
    assert (ran.code, ran.out[:23]) == (0, "0 days were archived in")
    assert told(branch, tmp_path).state == "ok"


def test_old_files_are_deleted_and_one_that_was_changed_is_told(archive, months, branch, tmp_path):
    (branch / "retention.toml").write_text("keep_days = 100\narchive_days = 150\n")
    assert "1 files were older than 150 days" in archive("run").out
    (file,) = tmp_path.glob("data/archive/*/*.gz")
    assert file.name == "lobby-2026-06-22.jsonl.gz"
    assert archive("verify").code == 0
    assert "its file is not here" in archive("list").out
    file.write_bytes(b"no archive")
    found = archive("verify")
    assert found.code == 1
    assert "is not whole" in found.err


def test_a_place_that_cannot_be_used_is_on_the_tablet(archive, months, branch, tmp_path):
    (tmp_path / "data" / "archive").write_text("no folder")
    ran = archive("run")
    assert ran.code == 1
    assert "nothing left the store" in ran.err
    assert told(branch, tmp_path).state == "failed"


def test_a_day_that_is_in_no_file_is_told_with_its_file(archive):
    shown = archive("show", "2026-05-11")
    assert shown.code == 1
    assert "lobby-2026-05-11.jsonl.gz could not be read" in shown.err


def test_a_figure_out_of_bounds_is_told_before_anything_is_done(archive, branch):
    (branch / "retention.toml").write_text("keep_days = 7\n")
    ran = archive("run")
    assert ran.code == 1
    assert "keep_days" in ran.err
    assert "62" in ran.err
