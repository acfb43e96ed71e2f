"""What the night and the morning leave behind: the self-test, the copy, the parts that systemd has."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.branch import SAMPLE
from config.phrases import load
from kiosk import rows
from kiosk.alarms import Level, Trouble
from kiosk.audit import disagreements
from kiosk.devices import report
from kiosk.evolve import Device
from kiosk.finding import Record, finding
from kiosk.issuing import IssueRequest
from kiosk.upkeep import chore_done, chore_failed
from ui.cli import main
from ui.cli.setting import Setting
from ui.upkeep.chores import chores
from ui.upkeep.running import parts_at_work, running
from ui.upkeep.sending import relay
from ui.upkeep.spoken import recorded
from ui.upkeep.versions import packaged, versions

MORNING = datetime.fromisoformat("2026-11-25T08:30:00+08:00")


@pytest.fixture
def here(tmp_path: Path) -> Setting:
    return Setting(SAMPLE, tmp_path / "data", MORNING)


def words(here: Setting) -> list[str]:
    return ["--data", str(here.data), "--clock", "2026-11-25T08:30"]


def alarms(here: Setting) -> dict[Trouble, Level]:
    with closing(here.store()) as store:
        return {alarm.trouble: alarm.level for alarm in here.lobby(store).alarms()}


def device_of(here: Setting, name: str) -> Device:
    with closing(here.store()) as store, store.read() as cursor:
        return rows.devices(cursor)[name]


def test_a_self_test_that_fails_calls_staff_until_the_next_is_fine(here, monkeypatch, capsys):
    assert main(["doctor", "--selftest", *words(here)]) == 0
    assert alarms(here)[Trouble.SELFTEST] is Level.RED
    with closing(here.store()) as store, store.read() as cursor:
        told = rows.devices(cursor)["selftest"]
    assert told.state == "failed"
    assert recorded(told.detail, load("en")).startswith(
        "2026-11-25 08:30 Printer: /dev/lobby/printer cannot be"
    )
    assert recorded(told.detail, load("zh_CN")).startswith(
        "2026-11-25 08:30 打印机：打印机没有接上或打不开。"
    )
    assert "isk" not in recorded(told.detail, load("en"))
    monkeypatch.setattr("ui.cli.doctor.examined", lambda *_, **__: iter(()))
    assert main(["doctor", "--selftest", *words(here)]) == 0
    assert Trouble.SELFTEST not in alarms(here)
    capsys.readouterr()


def test_a_self_test_reaches_staff_though_the_branch_s_own_files_are_what_is_wrong(here, tmp_path, capsys):
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    with closing(here.store()) as store:
        here.lobby(store).issue(IssueRequest(("cash",), "a"))
    for file in ("counters.toml", "branch.toml"):
        (folder / file).write_text("name = broken")
        assert main(["doctor", "--selftest", "--config", str(folder), *words(here)]) == 0
        told = device_of(here, "selftest")
        assert alarms(here)[Trouble.SELFTEST] is Level.RED
        assert f"配置文件：配置有错：{file}。" in recorded(told.detail, load("zh_CN"))
        assert told.since == MORNING.astimezone(told.since.tzinfo)
        with closing(here.store()) as store:
            assert disagreements(store) == []
            with store.read() as cursor:
                assert rows.open_day(cursor) == "2026-11-25"
        capsys.readouterr()


def test_a_self_test_that_cannot_know_the_store_says_so(tmp_path, capsys):
    folder = tmp_path / "branch"
    folder.mkdir()
    for data in (tmp_path / "nothing", tmp_path / "shared"):
        (tmp_path / "shared" / "island").mkdir(parents=True, exist_ok=True)
        given = ["--config", str(folder), "--data", str(data)]
        assert main(["doctor", "--selftest", *given]) == 1
        assert "Staff could not be told" in capsys.readouterr().err
        assert not (data / "lobby.db").exists()


def test_what_another_version_of_the_program_found_is_told_by_its_values(here):
    with closing(here.store()) as store:
        chore_failed(here.site(store), "backup", finding("doctor.of_tomorrow", place="the moon"), "a word")
    told = device_of(here, "backup").detail
    assert recorded(told, load("zh_CN")) == "2026-11-25 08:30 doctor.of_tomorrow, the moon a word"
    assert recorded("2026-11-25 08:30: as it was before", load("en")) == "2026-11-25 08:30: as it was before"


def test_a_folder_in_which_all_is_wrong_does_not_fill_the_log():
    many = tuple(finding("doctor.words", words="x" * 9_000) for _ in range(300))
    record = Record("2026-11-25 08:30", many).text
    assert len(record) < 12_000
    assert recorded(record, load("en")).endswith(" 276 more are told by kiosk doctor.")


def test_whoever_only_asks_the_doctor_calls_nobody(here, capsys):
    assert main(["doctor", *words(here)]) == 1
    assert Trouble.SELFTEST not in alarms(here)
    capsys.readouterr()


def test_a_copy_that_could_not_be_made_is_told_and_one_that_was_is_dated(here, tmp_path, capsys):
    with closing(here.store()):
        pass
    (tmp_path / "no-folder").write_text("a file")
    assert main(["backup", str(tmp_path / "no-folder"), *words(here)]) == 1
    assert Trouble.CHORE in alarms(here)
    assert [part.fine for part in chores(here)] == [False]
    assert main(["backup", str(tmp_path / "second"), *words(here)]) == 0
    assert Trouble.CHORE not in alarms(here)
    (part,) = chores(here)
    assert part.says.startswith("At 2026-11-25 08:30. lobby-2026-11-25.db, ")
    assert part.said(load("zh_CN")).startswith("时间：2026-11-25 08:30。 已备份为 ")
    capsys.readouterr()


def test_a_copy_that_is_days_old_is_no_copy(here):
    with closing(here.store()) as store:
        chore_done(here.site(store), "backup", "lobby-2026-11-25.db")
    later = Setting(here.config, here.data, MORNING + timedelta(days=4))
    (part,) = chores(later)
    assert not part.fine
    assert "The last was at 2026-11-25" in part.says
    assert chores(here)[0].fine


@pytest.mark.parametrize(
    ("state", "fine", "says"),
    [("ok", True, "0 wait"), ("away", False, "out of reach"), ("off", True, "0 wait")],
)
def test_the_relay_s_queue_is_a_finding_once_it_was_heard_of(here, state, fine, says):
    with closing(here.store()) as store:
        assert relay(here) == []
        report(here.site(store), "relay", state, "what a server said")
    (part,) = relay(here)
    assert part.fine is fine
    assert says in part.says
    assert "what a server said" not in part.says


def test_what_was_refused_is_told_with_what_to_do(here):
    with closing(here.store()) as store, store.write() as cursor:
        cursor.run(
            "INSERT INTO outbox VALUES (1, 'scoring', 1, 'u', '{}', 'refused', 1, 0.0, 'no such branch')"
        )
    (part,) = relay(here)
    assert not part.fine
    assert part.found["queue"]["relay"] == {"waiting": 0, "refused": 1}


def test_the_parts_that_systemd_keeps_are_told_with_their_memory(tmp_path):
    assert running(tmp_path) == []
    unit = tmp_path / "lobby-web.service"
    unit.mkdir()
    (unit / "cgroup.events").write_text("populated 1\nfrozen 0\n")
    (unit / "memory.current").write_text("78000000\n")
    parts = {part.name: part for part in parts_at_work(tmp_path)}
    assert parts["lobby-web"].fine
    assert parts["lobby-web"].found["memory_mb"] == 78
    assert not parts["lobby-touch"].fine
    assert "systemctl status lobby-touch" in parts["lobby-touch"].says
    (unit / "memory.current").unlink()
    assert parts_at_work(tmp_path)[2].says == "It has run for 0.0 hours."
    (unit / "cgroup.events").write_text("populated 0\nfrozen 0\n")
    assert parts_at_work(tmp_path) == []


def test_the_version_is_the_package_s_where_python_knows_none(tmp_path, monkeypatch):
    status = tmp_path / "status"
    assert packaged(status) == ""
    status.write_text(
        "Package: apt\nVersion: 2.9\n\nPackage: lobby-kiosk\nStatus: ok\nVersion: 0.1.0\n\nPackage: zlib\n"
    )
    assert packaged(status) == "0.1.0"
    assert versions()["kiosk"]
    monkeypatch.setattr("ui.upkeep.versions.PACKAGE", "nobody-s")
    assert versions()["kiosk"] == "?"
