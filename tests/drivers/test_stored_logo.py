"""What is noted of a printer's logo: unsure until the printer has it, and how often it was written."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from config.profile import load_profile
from drivers.stored_logo import logo_in, note_sending, note_stored, noted, sure_logo
from printer.logo import Logo

LOGO = Logo(16, 8, bytes(range(16)))
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
EPSON, CLONE = load_profile("generic-80"), load_profile("xprinter-80")


def test_it_is_unsure_until_the_printer_has_it(tmp_path):
    assert noted(tmp_path / "data") is None
    note_sending(tmp_path / "data", LOGO, EPSON, NOW)
    assert (noted(tmp_path / "data").logo, sure_logo(tmp_path / "data")) == (LOGO, None)
    note_stored(tmp_path / "data")
    assert (sure_logo(tmp_path / "data"), logo_in(tmp_path / "data", EPSON)) == (LOGO, LOGO)


def test_the_note_is_on_the_disk_with_its_name_before_anything_is_sent(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda file: synced.append(stat.S_ISDIR(os.fstat(file).st_mode)))
    note_sending(tmp_path, LOGO, EPSON, NOW)
    assert synced == [False, True]


def test_another_kind_of_printer_has_it_not(tmp_path):
    note_sending(tmp_path, LOGO, EPSON, NOW)
    note_stored(tmp_path)
    assert logo_in(tmp_path, CLONE) is None
    note_sending(tmp_path, LOGO, EPSON, NOW)
    assert logo_in(tmp_path, EPSON) is None


def test_the_writes_of_a_day_are_counted(tmp_path):
    for hours in (0, 1, 2, 25):
        note_sending(tmp_path, LOGO, EPSON, NOW + timedelta(hours=hours))
    assert noted(tmp_path).writes_before(NOW + timedelta(hours=25)) == 2
    assert noted(tmp_path).writes_before(NOW + timedelta(hours=50)) == 0


def test_nothing_noted_cannot_become_sure(tmp_path):
    note_stored(tmp_path)
    assert noted(tmp_path) is None


@pytest.mark.parametrize(
    "change", [{"rows": "AA=="}, {"wide": "x"}, {"writes": ["yesterday"]}, {"rows": 4}, None, []]
)
def test_a_note_that_cannot_be_read_is_none(tmp_path, change):
    note_sending(tmp_path, LOGO, EPSON, NOW)
    note_stored(tmp_path)
    file = tmp_path / "logo.json"
    kept = json.loads(file.read_text())
    file.write_text(json.dumps({**kept, **change}) if isinstance(change, dict) else json.dumps(change))
    assert noted(tmp_path) is None
