"""`kiosk update`: what root left is told to staff, and the hours in which a box may restart by itself."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from config.branch import SAMPLE
from kiosk.devices import own_devices
from tests.appliance.test_take_update import PROGRAM as TAKE_UPDATE
from ui.cli import main
from ui.cli.setting import Setting
from ui.cli.update import _FOUND
from ui.upkeep.spoken import english, recorded


@pytest.fixture
def branch(tmp_path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "branch"))


@pytest.fixture
def kiosk(branch, tmp_path):
    def run(clock, *words):
        where = ["--config", str(branch), "--data", str(tmp_path / "data"), "--clock", clock]
        return main(["update", words[0], *where, *map(str, words[1:])])

    return run


def told(branch, tmp_path):
    here = Setting(branch, tmp_path / "data")
    with closing(here.store()) as store, store.read() as cursor:
        known = own_devices(here.site(store), cursor)["update"]
    return known.state, known.detail


def test_what_root_left_is_told_and_a_word_about_nothing_keeps_the_state(kiosk, branch, tmp_path, capsys):
    left = tmp_path / "told"
    for line, says, state in (
        (
            "failed given_up version=0.1.2 tries=3 stays=0.1.1",
            "0.1.2 did not come up healthy in 3 starts",
            "failed",
        ),
        ("note no_stick", "There is no USB stick", "failed"),
        ("ok taken version=0.1.3 stays=0.1.1", "0.1.3 was taken", "ok"),
        ("note nothing_newer version=0.1.3", "There is nothing newer than 0.1.3", "ok"),
    ):
        left.write_text(line, "utf-8")
        assert kiosk("2026-11-25T04:00", "tell", left) == 0
        assert told(branch, tmp_path)[0] == state
        assert says in recorded(told(branch, tmp_path)[1], english())
        assert capsys.readouterr().out.startswith(says)


def test_nothing_left_is_nothing_to_tell_and_another_word_is_refused(kiosk, tmp_path, capsys):
    assert kiosk("2026-11-25T04:00", "tell", tmp_path / "told") == 0
    (tmp_path / "told").write_text("reboot now", "utf-8")
    assert kiosk("2026-11-25T04:00", "tell", tmp_path / "told") == 1
    assert "says 'reboot now'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("clock", "code"),
    [
        ("2026-11-25T04:50", 0),
        ("2026-11-25T08:10", 1),
        ("2026-11-25T12:00", 1),
        ("2026-11-25T22:00", 0),
    ],
)
def test_a_box_rests_while_nobody_can_take_a_ticket_for_an_hour(kiosk, clock, code):
    assert kiosk(clock, "rest") == code


def test_a_branch_may_leave_the_restart_to_the_technician(kiosk, branch):
    (branch / "updates.toml").write_text("restart_by_night = false\n", "utf-8")
    assert kiosk("2026-11-25T04:50", "rest", "--by-night") == 1
    assert kiosk("2026-11-25T04:50", "rest") == 0


def test_root_leaves_nothing_that_cannot_be_said():
    left = set(re.findall(r'"(?:ok|note|failed) (\w+)', TAKE_UPDATE.read_text("utf-8")))
    assert left == set(_FOUND)
