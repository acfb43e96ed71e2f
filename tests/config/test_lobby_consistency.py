"""What the devices of a lobby may contradict."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from config.branch import SAMPLE, check, load
from config.fault import ConfigError
from config.lobby_consistency import lobby_faults
from config.lobby_devices import (
    Cards,
    LobbyDevices,
    Loudness,
    Scanner,
    ScannerKind,
    Unit,
    Voice,
    Wire,
    load_lobby_devices,
)
from config.reader import read

BRANCH = load(SAMPLE)
GOOD = LobbyDevices(
    wires=(Wire(id="hall", link="/dev/a"), Wire(id="two", link="/dev/b")),
    units=(
        Unit(id="board-1", profile="led-modbus", wire="hall", address=1, counter="1"),
        Unit(
            id="keypad-1",
            profile="keypad-485",
            wire="hall",
            address=2,
            counter="1",
            transfer_to=("3", "cash"),
        ),
        Unit(id="main", profile="led-hall", wire="hall", address=3),
        Unit(id="keypad-2", profile="keypad-lines", wire="two", address=2, counter="2"),
    ),
    scanner=Scanner(kind=ScannerKind.SERIAL, link="/dev/c"),
    voice=Voice(volume=(Loudness(at=time(8), percent=70), Loudness(at=time(12), percent=40))),
)


def told(devices):
    faults = lobby_faults(devices, BRANCH, None)
    return {fault.key: str(fault) for fault in faults}


def with_unit(**changes):
    return replace(GOOD, units=(*GOOD.units[:-1], replace(GOOD.units[-1], **changes)))


def test_a_sound_hall_has_no_faults():
    assert told(GOOD) == {}


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"wire": "hal"}, "wire", "Did you mean hall?"),
        ({"counter": "9"}, "counter", "one of 1, 2, 3"),
        ({"counter": ""}, "counter", "is missing"),
        ({"profile": "keypad-48"}, "profile", "Did you mean keypad-485?"),
        ({"transfer_to": ("cashs",)}, "transfer_to[1]", "Did you mean cash?"),
        ({"profile": "led-plain", "transfer_to": ("cash",)}, "transfer_to", "no transfer key"),
    ],
)
def test_a_unit_that_points_to_nothing_is_told(changes, key, words):
    assert words in told(with_unit(**changes))[f"units.keypad-2.{key}"]


def test_names_and_links_are_given_once():
    twice = told(with_unit(id="printer"))
    assert "different from the printer" in twice["units[4].id"]
    scanner = replace(GOOD, scanner=Scanner(kind=ScannerKind.SERIAL, link="/dev/a"))
    assert "different from" in told(scanner)["scanner.link"]


def test_the_printers_own_port_is_nobody_elses():
    taken = BRANCH.printer.link
    wired = replace(GOOD, wires=(replace(GOOD.wires[0], link=taken), GOOD.wires[1]))
    assert "different from printer.link in devices.toml" in told(wired)["wires[1].link"]
    scanned = replace(GOOD, scanner=Scanner(kind=ScannerKind.SERIAL, link=taken))
    assert "different from printer.link" in told(scanned)["scanner.link"]


def test_two_units_at_one_address_are_told():
    assert "board-1 and keypad-2" in told(with_unit(wire="hall", address=1))["wires.hall"]


def test_a_line_has_one_speed():
    fast = with_unit(profile="identity-sdt", wire="hall", address=9, counter="")
    assert "115200 and 9600" in told(fast)["wires.hall.baud"]


def test_a_unit_without_an_address_shares_no_line():
    card = with_unit(profile="bank-track2", wire="hall", address=9, counter="")
    assert "knows no address" in told(card)["wires.hall"]


def test_the_volume_goes_up_the_hours_and_the_voice_speaks_the_branchs_languages():
    steps = (Loudness(at=time(9), percent=1), Loudness(at=time(8), percent=2))
    faults = told(replace(GOOD, voice=Voice(volume=steps, languages=("fr",))))
    assert set(faults) == {"voice.volume[2].at", "voice.languages[1]"}


def test_a_folder_of_clips_is_there(tmp_path):
    spoken = replace(GOOD, voice=Voice(clips="clips"))
    faults = lobby_faults(spoken, BRANCH, tmp_path)
    assert [fault.key for fault in faults] == ["voice.clips"]
    (tmp_path / "clips").mkdir()
    assert lobby_faults(spoken, BRANCH, tmp_path) == []


def test_a_cards_number_does_not_travel_in_the_open():
    assert "https" in told(replace(GOOD, cards=Cards(vip_service="http://bank/vip")))["cards.vip_service"]
    assert told(replace(GOOD, cards=Cards(vip_service="http://127.0.0.1:9/vip"))) == {}
    assert told(replace(GOOD, cards=Cards(vip_service="https://bank.example/vip"))) == {}


def test_the_devices_are_read_from_a_table():
    table = {
        "wires": [{"id": "hall", "link": "/dev/a", "parity": "even"}],
        "units": [{"id": "main", "profile": "led-hall", "wire": "hall"}],
        "scanner": {"kind": "wedge", "link": "/dev/input/by-id/scanner"},
        "voice": {"volume": [{"at": "08:00", "percent": 60}]},
    }
    faults = []
    devices = read(LobbyDevices, table, "devices.toml", faults)
    assert faults == []
    assert devices.voice.volume == (Loudness(at=time(8), percent=60),)
    assert devices.wires[0].parity == "even"
    assert devices.wires[0].baud is None


def test_a_branch_s_file_is_read_and_checked_with_the_branch(tmp_path):
    for path in SAMPLE.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert load_lobby_devices(tmp_path) == LobbyDevices()
    (tmp_path / "lobby.toml").write_text(
        '[[wires]]\nid = "hall"\nlink = "/dev/a"\n[[units]]\nid = "main"\nprofile = "led-hal"\nwire = "hal"\n'
    )
    assert load_lobby_devices(tmp_path).units[0].wire == "hal"
    assert {(fault.file, fault.key) for fault in check(tmp_path)} == {
        ("lobby.toml", "units.main.profile"),
        ("lobby.toml", "units.main.wire"),
    }
    (tmp_path / "lobby.toml").write_text('wires = "hall"\n')
    with pytest.raises(ConfigError, match=r"lobby\.toml"):
        load_lobby_devices(tmp_path)
