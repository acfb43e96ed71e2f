"""What may change the box takes nothing on trust, and answers every wish."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.adoption import files_of
from config.branch import SAMPLE, load
from config.branch_file import packed
from kiosk.commissioning.record import finish
from kiosk.commissioning.setting_up import STICK_FILE
from kiosk.commissioning.wishes import Want, answer_to, ask
from kiosk.staff import Role, Staff
from tests.kiosk.commissioning import delivered
from tests.kiosk.commissioning.delivered import LINKS


def another(**changes: bytes) -> bytes:
    return packed({**delivered.another(), **{f"{name}.toml": content for name, content in changes.items()}})


def test_a_branch_s_file_takes_the_place_of_the_sample(asked, config, changed, rooms):
    assert not rooms.adopted.exists()
    answer = asked(Want.BRANCH, another())
    assert (answer.fine, changed) == (True, ["branch"])
    assert rooms.adopted.exists()
    assert load(config).id == "jiangan"


def test_every_fault_of_a_branch_s_file_is_told_and_nothing_is_changed(asked, config, changed, rooms):
    before = files_of(config)
    answer = asked(Want.BRANCH, another(zones=b"zones = 3\n", strange=b""))
    assert (answer.fine, answer.reason, changed) == (False, "faults", [])
    assert len(answer.says) >= 2
    assert any(says.startswith("zones.toml") for says in answer.says)
    assert files_of(config) == before
    assert not rooms.adopted.exists()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"no archive", "broken"), (packed({"x.toml": b""}), "no_branch")]
)
def test_what_is_no_branch_s_file_is_refused(asked, config, content, reason):
    before = files_of(config)
    assert asked(Want.BRANCH, content).reason == reason
    assert files_of(config) == before


def test_a_stick_is_read_when_it_is_asked_for(asked, config, tmp_path):
    assert asked(Want.STICK).reason == "no_stick"
    (tmp_path / "stick").mkdir()
    assert asked(Want.STICK).reason == "no_file"
    (tmp_path / "stick" / STICK_FILE).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(another())
    assert asked(Want.STICK).reason == "no_file"
    (tmp_path / "stick" / STICK_FILE).unlink()
    (tmp_path / "stick" / STICK_FILE).write_bytes(another())
    assert asked(Want.STICK).fine
    assert load(config).id == "jiangan"


def test_a_printer_is_one_of_those_that_there_are(asked, config, changed):
    assert asked(Want.PRINTER, profile="latin-80", link=LINKS[0]).fine
    printer = load(config).printer
    assert printer
    assert (printer.profile, printer.link, changed) == ("latin-80", LINKS[0], ["printer"])
    # The branch's own link is one of them, plugged in or not.
    assert asked(Want.PRINTER, profile="generic-80", link=LINKS[0]).fine


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, "profile"),
        ({"profile": "../x", "link": LINKS[0]}, "profile"),
        ({"profile": "generic-80", "link": "/dev/mem"}, "link"),
        ({"profile": "generic-80", "link": ["x"]}, "link"),
    ],
)
def test_any_other_printer_is_refused(asked, facts, reason):
    assert asked(Want.PRINTER, **facts).reason == reason


def test_an_address_and_a_time_are_set_as_they_were_checked(asked, box, changed):
    assert asked(Want.NETWORK, address="10.2.3.4/16", gateway="10.2.0.1").fine
    assert asked(Want.CLOCK, time="2026-11-25T09:30:00+08:00").fine
    assert (box.networks[0].address, changed) == ("10.2.3.4/16", ["network", "clock"])
    assert box.moments == [datetime(2026, 11, 25, 1, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    "time", ["", "2026-11-25T09:30", "1970-01-01T00:00+00:00", "2100-01-01T00:00+00:00", "x" * 99]
)
def test_a_time_that_no_clock_should_say_is_refused(asked, box, time):
    assert asked(Want.CLOCK, time=time).reason == "time"
    assert box.moments == []


def test_a_wrong_address_says_in_which_field(asked, box):
    answer = asked(Want.NETWORK, address="10.2.3.4/16", gateway="10.9.0.1")
    assert (answer.reason, answer.facts, box.networks) == ("gateway", {"what": "gateway"}, [])


def test_once_it_is_over_nothing_is_done_any_more(asked, config):
    assert asked(Want.FINISH).fine
    before = files_of(config)
    assert asked(Want.BRANCH, another()).reason == "over"
    assert files_of(config) == before


def test_it_is_over_for_good_though_the_wish_that_ends_it_was_lost(rooms, asked, setting_up):
    assert asked(Want.LOOK).fine
    finish(rooms)
    assert setting_up.work() == 0
    assert asked(Want.BRANCH, another()).reason == "over"


def test_a_box_that_serves_already_has_no_first_start(rooms, asked, setting_up, own_store, clock):
    Staff(own_store, clock).add("chen.min", Role.ADMINISTRATOR, "a long enough one")
    assert asked(Want.LOOK).reason == "over"
    assert setting_up.work() == 0
    assert rooms.is_over


def test_a_box_whose_store_is_away_begins_nothing_until_it_is_known_to_be_new(asked, rooms, setting_up):
    unknown = replace(setting_up, is_fresh=lambda: None)
    wish = ask(rooms, Want.BRANCH, another())
    assert unknown.work() == 1
    answer = answer_to(rooms, wish)
    assert (answer.fine, answer.reason, rooms.begun.exists()) == (False, "box", False)
    assert "The store does not answer" in answer.says[0]
    assert asked(Want.LOOK).fine
    assert rooms.begun.exists()
    wish = ask(rooms, Want.LOOK)
    assert unknown.work() == 1
    assert answer_to(rooms, wish).fine


def test_what_was_begun_goes_on_though_the_branch_s_store_has_an_administrator(
    rooms, asked, setting_up, own_store, clock
):
    assert asked(Want.LOOK).fine
    Staff(own_store, clock).add("chen.min", Role.ADMINISTRATOR, "a long enough one")
    assert asked(Want.LOOK).fine
    assert setting_up.work() == 0
    assert not rooms.is_over


def test_a_power_cut_in_the_middle_is_made_good_at_the_next_start(config, setting_up, changed):
    holds = config / ".holds"
    holds.mkdir()
    for name, content in files_of(SAMPLE).items():
        file = holds / name
        file.write_bytes(content.replace(b'id = "wutong"', b'id = "jiangan"'))
    assert setting_up.work() == 0
    assert (load(config).id, changed) == ("jiangan", ["branch"])


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"want": 3}', b'{"want": "shell"}', b"\xff", b"[" * 9_999]
)
def test_what_is_no_wish_is_put_away_unanswered(rooms, setting_up, content):
    rooms.wishes.mkdir(parents=True)
    file = rooms.wishes / "0123456789abcdef.json"
    file.write_bytes(content)
    assert setting_up.work() == 0
    assert not file.exists()


def test_a_wish_that_is_a_link_a_pipe_or_a_folder_harms_nobody(rooms, setting_up, tmp_path):
    rooms.wishes.mkdir(parents=True)
    secret = tmp_path / "secret"
    secret.write_text(json.dumps({"want": "finish"}))
    (rooms.wishes / "0123456789abcde0.json").symlink_to(secret)
    pipe = rooms.wishes / "0123456789abcde1.json"
    os.mkfifo(pipe)
    held = os.open(pipe, os.O_RDWR)
    (rooms.wishes / "0123456789abcde2.json").mkdir()
    assert setting_up.work() == 0
    os.close(held)
    assert not list(rooms.wishes.glob("*.json"))
    assert secret.exists()
    assert not rooms.is_over


def test_only_the_last_answers_are_kept(rooms, setting_up, monkeypatch):
    monkeypatch.setattr("kiosk.commissioning.wishes._KEPT", 2)
    wishes = [ask(rooms, Want.CLOCK) for _ in range(5)]
    assert setting_up.work() == 5
    assert [answer_to(rooms, wish) is not None for wish in wishes] == [False] * 3 + [True] * 2


def test_a_wish_for_the_stick_that_came_too_late_for_this_run_waits_for_the_next(rooms, setting_up, tmp_path):
    other, late = ask(rooms, Want.LOOK), ask(rooms, Want.STICK)
    assert replace(setting_up, prepared=[]).work() == 1
    assert answer_to(rooms, other).fine
    assert answer_to(rooms, late) is None
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / STICK_FILE).write_bytes(another())
    assert replace(setting_up, prepared=[late.id]).work() == 1
    assert answer_to(rooms, late).fine
