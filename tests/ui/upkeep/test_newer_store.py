"""A box whose newer program was given up: what the doctor, the chores and the tablet say of it."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from config.branch import SAMPLE
from config.phrases import load
from kiosk import going_back, rows
from kiosk.alarms import Trouble
from kiosk.issuing import IssueRequest
from kiosk.store import FILE
from kiosk.store.copies import keep_copy, put_back
from tests.kiosk.store.newer import LETS, NEXT, SHUTS, on_the_day, said_once, tomorrow
from ui.cli import main
from ui.cli.setting import Setting
from ui.upkeep.findings import examined
from ui.upkeep.spoken import recorded

NOON = datetime.fromisoformat("2026-11-25T12:00:00+08:00")


@pytest.fixture
def here(tmp_path: Path) -> Setting:
    return Setting(SAMPLE, tmp_path / "data", NOON)


@pytest.fixture(autouse=True)
def _said(caplog, monkeypatch):
    monkeypatch.setattr(going_back, "go_back", on_the_day())
    said_once()()
    yield
    assert all("newer program" in each.message for each in caplog.records)
    caplog.clear()


def issue(here: Setting, touch: str) -> str:
    with closing(here.store()) as store:
        return here.lobby(store).issue(IssueRequest(("cash",), touch)).label


def store_of(here: Setting):
    return next(part for part in examined(here, asks=False) if part.name == "store")


def test_the_doctor_says_that_the_store_is_newer_and_lets_it_go_on(here):
    with tomorrow(LETS):
        assert issue(here, "a") == "A001"
    assert issue(here, "b") == "A002"
    part = store_of(here)
    assert part.fine
    assert part.found["newer"] == [NEXT]
    assert f"(its step {NEXT}), and lets this one go on" in part.says
    assert f"更新版的程序升级过（第 {NEXT} 步）" in part.said(load("zh_CN"))


def test_the_archive_of_the_night_waits_and_is_no_alarm(here, capsys):
    with tomorrow(LETS):
        issue(here, "a")
    assert main(["archive", "run", "--data", str(here.data), "--clock", "2026-11-26T03:45"]) == 0
    assert f"migration {NEXT}, of a newer program: its days wait for it" in capsys.readouterr().out
    with closing(here.store()) as store, store.read() as cursor:
        device = rows.devices(cursor)["archive"]
    assert device.state == "ok"
    assert "归档" in recorded(device.detail, load("zh_CN"))


def test_a_copy_of_a_newer_store_is_made_and_put_back(here, tmp_path):
    with tomorrow(LETS):
        issue(here, "a")
    issue(here, "b")
    copy = keep_copy(here.data, tmp_path / "copies", NOON, 3)
    (here.data / FILE).unlink()
    put_back(copy, here.data, NOON)
    assert issue(here, "c") == "A003"


def test_staff_and_the_doctor_are_told_what_was_set_aside(here):
    issue(here, "a")
    with tomorrow(SHUTS):
        assert issue(here, "b") == "A002"
    assert issue(here, "c") == "A003"
    (name,) = (path.name for path in here.data.glob("lobby-newer-*.db"))
    part = store_of(here)
    assert part.fine
    assert part.found == {"newer": [], "aside": [name]}
    assert f"its store is kept as {name}" in part.says
    assert f"它的数据库保存为 {name}" in part.said(load("zh_CN"))
    assert name in recorded(alarm_of(here).detail, load("zh_CN"))
    # The self-test of the same day leaves it, that of the next morning takes it away.
    for moment, stays in (("2026-11-25T13:00", True), ("2026-11-26T08:30", False)):
        assert main(["doctor", "--selftest", "--data", str(here.data), "--clock", moment]) == 0
        assert bool(alarm_of(here)) is stays
        with closing(here.store()) as store, store.read() as cursor:
            assert (name in rows.devices(cursor)["selftest"].detail) is stays
    assert store_of(here).found["aside"] == [name]


def alarm_of(here: Setting):
    with closing(here.store()) as store:
        return next((each for each in here.lobby(store).alarms() if each.trouble is Trouble.UPDATE), None)


def test_where_nothing_can_go_on_the_doctor_says_what_to_do(here):
    issue(here, "a")
    with tomorrow(SHUTS):
        issue(here, "b")
    for copy in here.data.glob("lobby-before-*.db"):
        copy.unlink()
    part = store_of(here)
    assert not part.fine
    assert "install the newer one" in part.says
