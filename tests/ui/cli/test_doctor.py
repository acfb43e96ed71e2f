"""`kiosk doctor`: each part of the box, fine or with what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from config.profile import load_profile
from drivers.ownership import owned
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.devices import PRINTER
from tests.drivers.benches import words


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    tray = Tray(tmp_path / "tray", words)
    with VirtualPrinter(tmp_path / "port", tray, load_profile("generic-80")) as virtual:
        yield virtual


@pytest.fixture
def doctor(kiosk: Callable, branch: Path) -> Callable:
    return lambda *words: kiosk("doctor", "--config", branch, *words)


def part(answer, name: str) -> dict:
    return next(each for each in answer.value["parts"] if each["part"] == name)


def test_a_box_that_is_well_is_told_so_part_by_part(doctor, virtual):
    answer = doctor("--json")
    assert answer.code == 0
    assert answer.value["fine"]
    assert [each["part"] for each in answer.value["parts"]] == ["config", "disk", "store", "clock", "printer"]
    assert part(answer, "printer")["found"]["abilities"]["process_id"]
    assert len(doctor().out.splitlines()) == 5


def test_a_real_print_is_made_only_when_asked_for(doctor, virtual, tmp_path):
    doctor()
    virtual.tray.stop()
    assert list((tmp_path / "tray").glob("*.png")) == []
    virtual.tray.start()
    assert doctor("--print").code == 0
    virtual.tray.stop()
    assert len(list((tmp_path / "tray").glob("*.png"))) == 1


def test_a_printer_that_is_not_there_is_told_with_what_to_do(doctor):
    answer = doctor("--json")
    assert answer.code == 1
    assert not part(answer, "printer")["fine"]
    assert "nothing is plugged in there" in part(answer, "printer")["says"]
    assert "TO DO  printer" in doctor().out


def test_a_link_that_nobody_can_open_is_told_with_its_form(doctor, branch, tmp_path):
    devices = branch / "devices.toml"
    devices.write_text(devices.read_text().replace(str(tmp_path / "port"), "tcp:printer:x"))
    assert "tcp:HOST:PORT" in part(doctor("--json"), "printer")["says"]


def test_a_printer_at_work_is_told_as_its_process_reports_it(doctor, kiosk, tmp_path, branch):
    with owned(tmp_path / "data", PRINTER):
        assert "not said yet" in part(doctor("--json"), "printer")["says"]
        reported(tmp_path / "data", branch, "near_end", "The paper roll is nearly used up.")
        answer = part(doctor("--json"), "printer")
        assert (answer["fine"], answer["found"]["state"]) == (False, "near_end")
        reported(tmp_path / "data", branch, "ok", "The printer is ready.")
        assert part(doctor("--json"), "printer")["fine"]
        assert "stop it first" in part(doctor("--json", "--print"), "printer")["says"]


def reported(data: Path, branch: Path, state: str, detail: str, device: str = PRINTER) -> None:
    from contextlib import closing  # noqa: PLC0415

    from kiosk.devices import report  # noqa: PLC0415
    from ui.cli.setting import Setting  # noqa: PLC0415

    here = Setting(branch, data)
    with closing(here.store()) as store:
        report(here.site(store), device, state, detail)


def test_a_branch_without_a_printer_lacks_nothing(doctor, branch):
    (branch / "devices.toml").write_text("")
    assert part(doctor("--json"), "printer") == {
        "part": "printer",
        "fine": True,
        "says": "This branch has no printer.",
        "told": [{"phrase": "doctor.printer_none", "values": {}}],
        "found": {},
    }


def test_a_fault_of_the_configuration_comes_first_and_the_rest_waits_for_it(doctor, branch):
    (branch / "counters.toml").write_text("[[counters]]\nid = 7\n")
    answer = doctor("--json")
    assert answer.code == 1
    assert [each["part"] for each in answer.value["parts"]] == ["config", "disk"]
    assert "counters.toml" in part(answer, "config")["says"]


def test_a_folder_that_is_none_is_told(kiosk, tmp_path):
    answer = kiosk("doctor", "--config", tmp_path / "nowhere", "--json")
    assert answer.code == 1
    assert "is no folder" in part(answer, "config")["says"]


def test_a_disk_that_is_nearly_full_is_told_with_the_bound(doctor, virtual, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=3_000_000, total=9_000_000))
    answer = doctor("--json")
    assert answer.code == 1
    assert "3 MB free; at least 500 MB" in part(answer, "disk")["says"]


def test_a_clock_that_is_doubted_is_told_with_how_to_vouch_for_it(doctor, kiosk, virtual):
    kiosk("ticket", "issue", "--service", "cash")
    kiosk("ticket", "issue", "--service", "cash", "--clock", "2026-01-04T10:00")
    answer = doctor("--json", "--clock", "2026-01-04T10:00")
    assert answer.code == 1
    assert "kiosk clock --believe" in part(answer, "clock")["says"]


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (
            "1970-01-01T08:30",
            "The clock says 1970-01-01 08:30, and the last thing was written down at 2026-11-25",
        ),
        ("2026-11-25T08:30", "at 2026-11-25 09:30: it is behind."),
        ("2038-01-19T11:14:10", "The clock says 2038-01-19 11:14, more than 45 days after"),
    ],
)
def test_a_clock_that_was_stepped_is_told_of_before_anybody_takes_a_number(doctor, kiosk, virtual, now, says):
    kiosk("ticket", "issue", "--service", "cash", "--clock", "2026-11-25T09:30")
    answer = doctor("--json", "--selftest", "--clock", now)
    assert answer.code == 0
    assert says in part(answer, "clock")["says"]
    assert says in part(doctor("--json", "--selftest", "--clock", now), "clock")["says"]
    fits = part(doctor("--json", "--clock", "2026-11-26T08:30"), "clock")
    assert "it was doubted since" in fits["says"]


def test_a_business_day_far_ahead_is_told_with_what_leads_back(doctor, kiosk, virtual):
    kiosk("ticket", "issue", "--service", "cash", "--clock", "2038-01-20T10:30")
    at = ("--clock", "2026-11-25T09:30")
    says = part(doctor("--json", *at), "clock")["says"]
    assert "the business day 2038-01-20 is open" in says
    command = says.partition("`kiosk ")[2].partition("`")[0].split()
    refused = kiosk(*command, *at)
    assert (refused.code, "1 customers hold numbers of 2038-01-20 (A001)" in refused.err) == (1, True)
    done = kiosk(*command, "--expire", *at)
    assert "The business day is 2026-11-25 again. These never were: 2038-01-20." in done.out
    assert part(doctor("--json", *at), "clock")["fine"]
    assert kiosk(*command, *at).code == 1
    assert kiosk("clock", "--expire", *at).code == 2


@pytest.mark.parametrize(("now", "fine"), [("1970-01-01T00:00", False), ("2038-01-19T11:14:10", True)])
def test_the_clock_of_a_box_that_never_gave_a_number_is_judged_as_well(doctor, virtual, now, fine):
    assert part(doctor("--json", "--clock", now), "clock")["fine"] is fine


def test_a_store_that_cannot_be_read_is_told(doctor, virtual, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lobby.db").write_bytes(b"no database, " * 1_000)
    answer = doctor("--json")
    assert answer.code == 1
    assert not part(answer, "store")["fine"]
    assert "not a database" in part(answer, "store")["says"]


LOBBY = """
[[wires]]
id = "hall"
link = "{folder}/hall"
[[units]]
id = "main"
profile = "led-hall"
wire = "hall"
[scanner]
kind = "serial"
link = "{folder}/scanner"
[voice]
"""


def test_whatever_else_is_plugged_in_is_told_as_its_process_reports_it(doctor, tmp_path, branch):
    (branch / "lobby.toml").write_text(LOBBY.format(folder=tmp_path))
    reported(tmp_path / "data", branch, "ok", "", device="main")
    stopped = doctor("--json")
    assert [each["part"] for each in stopped.value["parts"]][-3:] == ["main", "scanner", "voice"]
    assert "does not run" in part(stopped, "main")["says"]
    with owned(tmp_path / "data", PRINTER):
        reported(tmp_path / "data", branch, "absent", "Nothing is plugged in there.", device="scanner")
        answer = doctor("--json")
    assert (part(answer, "main")["fine"], part(answer, "main")["says"]) == (True, "It works.")
    assert part(answer, "scanner")["says"] == "Nothing is plugged in there."
    assert part(answer, "scanner")["found"] == {"state": "absent"}
    assert "not said yet" in part(answer, "voice")["says"]
    assert answer.code == 1


def test_it_speaks_another_language_where_it_is_asked_to(doctor, branch, tmp_path):
    (branch / "counters.toml").write_text("[[counters]]\nid = 7\n")
    told = doctor("--language", "zh_CN")
    assert told.code == 1
    assert "需处理  配置文件：配置有错：counters.toml: counters[1].id。英文说明：is 7" in told.out
    assert "MB 可用。" in told.out
    assert "TO DO  config: counters.toml: counters[1].id is 7" in doctor().out
    refused = doctor("--language", "xx")
    assert refused.code == 2
    assert "'xx' is no language of the kiosk" in refused.err


def test_a_template_that_can_not_be_used_does_not_keep_the_rest_from_being_looked_at(doctor, branch, virtual):
    (branch / "tickets").mkdir()
    (branch / "tickets" / "en.toml").write_text("rows = [ broken")
    answer = doctor("--json")
    assert answer.code == 1
    assert "tickets/en.toml" in part(answer, "config")["says"]
    assert part(answer, "printer")["fine"]
