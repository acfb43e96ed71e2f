"""The technician's page: what the doctor says, a few safe deeds, each in the log with who did it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from config.branch import SAMPLE
from kiosk.devices import report
from kiosk.finding import Finding, finding
from kiosk.upkeep import PARTS, chore_failed
from tests.ui.web.serviced import deeds
from ui.cli.setting import Setting
from ui.upkeep import restart
from ui.web import technician
from ui.web.hall import Manner


@pytest.fixture
def manner(tmp_path, clock) -> Manner:
    return Manner(here=Setting(SAMPLE, tmp_path / "data", clock.now))


@pytest.fixture
def wishes(tmp_path, monkeypatch) -> Path:
    """The folder that systemd watches on an installed box."""
    folder = tmp_path / "wishes"
    monkeypatch.setattr(technician, "can_restart", lambda: restart.can_restart(folder))
    monkeypatch.setattr(technician, "ask_restart", lambda part: restart.ask_restart(part, folder))
    return folder


def test_the_page_tells_what_the_doctor_tells(chen, lobby, phrases):
    report(lobby.site, "printer", "paper_out", "The paper roll is used up: put in a new one.")
    for language in ("zh_CN", "en"):
        t = phrases[language]
        page = chen.page(f"/technician?lang={language}").text
        assert t("technician.part_disk") in page
        assert t("technician.part_clock") in page
        assert t("doctor.printer_unworked") in page
        assert re.search(t("doctor.store_fine", folder=".*", count=5), page)
        assert t("technician.do_printer") in page
        assert t("technician.to_do", count=1) in page
        assert page.index(t("technician.part_printer")) < page.index(t("technician.part_disk"))


def test_only_an_administrator_looks_after_the_box(sign_in, visit, store):
    manager = sign_in("manager")
    for path in ("/technician", "/technician/hour"):
        assert manager.page(path).status_code == 403
        assert visit("public").page(path).status_code == 404
    for path in ("/technician/print", "/technician/bundle", "/technician/restart/web"):
        assert manager.form(path).status_code == 403
        assert visit("staff").post(path).status_code == 401
    assert deeds(store) == []


def test_a_test_print_is_wished_in_the_log_with_who_wished_it(chen, store, phrases):
    answer = chen.form("/technician/print")
    assert (answer.status_code, answer.headers["location"]) == (303, "/technician?did=print")
    assert deeds(store) == [{"deed": "test_print", "staff": "chen", "box": ""}]
    page = chen.page("/technician?did=print").text
    assert phrases["zh_CN"]("technician.did_print") in page
    assert re.search(rf"{phrases['zh_CN']('technician.deed_test_print')}\s*</span>\s*<span[^>]*>chen", page)


def test_a_part_is_started_afresh_by_a_wish_that_says_nothing_but_its_name(chen, store, wishes):
    wishes.mkdir()
    for part in PARTS:
        done = chen.form(f"/technician/restart/{part}")
        assert done.headers["location"] == f"/technician?did=restart-{part}"
    assert {path.name: path.read_bytes() for path in wishes.iterdir()} == dict.fromkeys(PARTS, b"")
    assert deeds(store) == [{"deed": "restart", "staff": "chen", "box": "", "part": each} for each in PARTS]
    assert chen.page(f"/technician?did=restart-{PARTS[0]}").status_code == 200


def test_what_is_no_part_is_never_wished_for(chen, store, wishes):
    wishes.mkdir()
    for part in ("seat", "..%2Fx", "ssh"):
        refused = chen.form(f"/technician/restart/{part}")
        assert refused.status_code in {404, 409}
    assert "they are touch, devices, web, relay" in chen.form("/technician/restart/ssh").text
    assert list(wishes.iterdir()) == deeds(store) == []


def test_a_box_that_was_not_installed_says_how_it_is_restarted(chen, store, wishes, phrases):
    assert phrases["zh_CN"]("technician.restart_none") in chen.page("/technician").text
    refused = chen.form("/technician/restart/web")
    assert refused.status_code == 409
    assert "End `kiosk run` with Ctrl-C" in refused.text
    assert deeds(store) == []


def test_the_last_hour_is_told_by_numbers_and_names_nobody(sign_in, lobby, take, clock, phrases):
    take("cash")
    clock.advance(3_601)
    ticket = take("cash")
    lobby.call_next("1", "lin.hua")
    lobby.pause_counter("2", "a word of somebody's")
    report(lobby.site, "printer", "paper_out", "detail")
    page = sign_in("administrator").page("/technician/hour").text
    t = phrases["zh_CN"]
    assert ticket.label in page
    assert t("technician.kind_counter_paused") in page
    assert t("manager.printer_paper_out") in page
    assert page.count(t("technician.kind_issued")) == 1
    assert "lin.hua" not in page
    assert "a word of" not in page


def test_the_bundle_is_a_zip_that_lists_itself(chen, store, take):
    take("cash")
    answer = chen.form("/technician/bundle")
    assert answer.headers["content-type"] == "application/zip"
    assert re.search(r'filename="lobby-support-[a-z0-9-]+\.zip"', answer.headers["content-disposition"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        names = set(made.namelist()) - {"README.txt"}
        about = made.read("README.txt").decode()
        assert all(name in about for name in names)
        assert any(json.loads(line)["kind"] == "issued" for line in made.read("events.jsonl").splitlines())
    assert deeds(store) == [{"deed": "support", "staff": "chen", "box": ""}]


def test_a_failed_self_test_is_on_the_tablet_and_in_the_metrics_until_the_next_is_fine(
    chen, lobby, sign_in, phrases
):
    manager, t = sign_in("manager"), phrases["zh_CN"]
    found = Finding("doctor.printer_paper_out", {}, "printer")
    chore_failed(lobby.site, "selftest", found, finding("doctor.file_fault", file="/x", words="<b>"))
    assert t("manager.alarm_selftest") in manager.page("/manager").text
    assert "打印机：打印机缺纸。" in manager.page("/manager").text
    assert "&lt;b&gt;" in manager.page("/manager").text
    assert "Printer: The printer is out of paper." in manager.page("/manager?lang=en").text
    assert "打印机：打印机缺纸。" in chen.page("/technician?lang=zh_CN").text
    assert 'lobby_device_state{device="selftest",state="failed"} 1' in chen.get("/metrics").text
    report(lobby.site, "selftest", "ok", "all fine")
    assert t("manager.alarm_selftest") not in manager.page("/manager").text


def test_pages_without_a_box_say_so(visit, hall, sign_in, monkeypatch):
    monkeypatch.setattr(hall, "manner", Manner())
    assert sign_in("administrator").page("/technician").status_code == 404


def test_the_windows_lead_there(chen):
    assert 'href="/technician"' in chen.page("/").text
