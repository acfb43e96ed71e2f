"""A new system for the box, as the technician's page offers it: wishes, and what waits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.branch import SAMPLE
from kiosk.upkeep import UPDATE, chore_done, chore_failed, chore_told
from tests.ui.web.serviced import deeds
from ui.cli.setting import Setting
from ui.upkeep import updating
from ui.web import technician_update
from ui.web.hall import Manner


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "branch"))


@pytest.fixture
def manner(folder, tmp_path, clock) -> Manner:
    return Manner(here=Setting(folder, tmp_path / "data", clock.now))


@pytest.fixture
def box(tmp_path, monkeypatch) -> Path:
    """What the units of the disk image make."""
    room, wishes = tmp_path / "room", tmp_path / "wishes"
    monkeypatch.setattr(technician_update, "updating", lambda: updating.updating(room))
    monkeypatch.setattr(technician_update, "ask_update", lambda deed: updating.ask_update(deed, room, wishes))
    return tmp_path


@pytest.fixture
def image(box) -> Path:
    for name in ("room", "wishes"):
        (box / name).mkdir()
    return box


def wished(box: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (box / "wishes").iterdir()}


def test_a_stick_is_wished_for_by_an_empty_file_and_noted(chen, image, store, phrases):
    t = phrases["zh_CN"]
    page = chen.page("/technician").text
    assert t("technician.update_stick") in page
    assert t("technician.update_server") not in page
    assert t("technician.update_restart") not in page
    done = chen.form("/technician/update/update-stick")
    assert done.headers["location"] == "/technician?did=update-stick"
    assert wished(image) == {"update-stick": b""}
    assert deeds(store) == [{"deed": "update_stick", "staff": "chen", "box": ""}]
    assert t("technician.did_update") in chen.page("/technician?did=update-stick").text


def test_the_server_is_offered_where_the_branch_names_one(chen, image, folder, phrases):
    (folder / "updates.toml").write_text('server = "https://10.0.0.7/lobby"\n', "utf-8")
    assert phrases["zh_CN"]("technician.update_server") in chen.page("/technician").text
    chen.form("/technician/update/update-server")
    assert wished(image) == {"update-server": b""}


def test_the_box_is_restarted_only_into_a_system_that_waits(chen, image, store, phrases):
    assert chen.form("/technician/update/restart-box").status_code == 409
    assert (wished(image), deeds(store)) == ({}, [])
    (image / "room/waiting").write_text("0.1.2")
    t = phrases["zh_CN"]
    page = chen.page("/technician").text
    assert t("technician.update_waits", version="0.1.2") in page
    chen.form("/technician/update/restart-box")
    assert wished(image) == {"restart-box": b""}
    assert t("technician.did_restart_box") in chen.page("/technician?did=restart-box").text


def test_while_one_is_written_no_other_is_offered(chen, image, phrases):
    (image / "room/at-work").write_text("yes")
    page = chen.page("/technician").text
    assert phrases["zh_CN"]("technician.update_at_work") in page
    assert phrases["zh_CN"]("technician.update_stick") not in page


def test_a_box_of_the_package_offers_nothing_of_it(chen, box, store, phrases):
    assert phrases["zh_CN"]("technician.update_stick") not in chen.page("/technician").text
    refused = chen.form("/technician/update/update-stick")
    assert refused.status_code == 409
    assert "not one of the disk image" in refused.text
    assert deeds(store) == []


def test_nothing_else_can_be_wished_for_nor_by_anybody_else(chen, image, sign_in, store):
    assert chen.form("/technician/update/reboot").status_code == 409
    assert sign_in("manager").form("/technician/update/update-stick").status_code == 403
    assert (wished(image), deeds(store)) == ({}, [])


def test_an_update_that_did_not_hold_is_on_the_tablet_until_one_does(chen, image, lobby, sign_in, phrases):
    manager, t = sign_in("manager"), phrases["zh_CN"]
    chore_failed(lobby.site, UPDATE, "0.1.2 did not come up.")
    chore_told(lobby.site, UPDATE, "There is no USB stick.")
    assert t("manager.alarm_update") in manager.page("/manager").text
    page = chen.page("/technician").text
    # Among the parts, and where a new one is asked for.
    assert page.count("There is no USB stick.") == 2
    assert t("technician.do_update") in page
    chore_done(lobby.site, UPDATE, "0.1.3 is in use.")
    assert t("manager.alarm_update") not in manager.page("/manager").text
