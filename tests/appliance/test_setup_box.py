"""The part of a first start that is root: it does what stands in it, whatever it is given."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path

import pytest

from config.box_network import BoxNetwork, networkd, timesyncd
from config.branch import SAMPLE
from tests.appliance.box import BOX
from ui.cli.setting import Setting
from ui.cli.setting_up import setting_up


@pytest.fixture
def done():
    return []


@pytest.fixture
def setup_box(tmp_path, done, monkeypatch):
    """Its functions, with the box's folders in a place of this test's."""
    found = runpy.run_path(str(BOX / "usr/lib/lobby/setup-box"))
    inside = found["main"].__globals__
    for name in ("ORDERS", "STICK", "DEVICES", "WISHES"):
        inside[name] = tmp_path / name.lower()
        if name != "STICK":
            inside[name].mkdir()
    inside["NETWORK"], inside["CLOCKS"] = tmp_path / "etc/own.network", tmp_path / "etc/own.conf"
    inside["DONE"], inside["GENERATED"] = tmp_path / "done", tmp_path / "generator"
    inside["TLS"], inside["CREDENTIALS"] = tmp_path / "tls", tmp_path / "credstore"
    inside["SEALS"] = True

    def run(*words, said=b""):
        done.append(" ".join(words))
        if words[0] == "systemd-creds":
            Path(words[-1]).write_bytes(b"sealed " + said)
            return 0 if inside["SEALS"] else 1
        return 0

    inside["run"] = run
    clocks = []
    monkeypatch.setattr("time.clock_settime", lambda _clock, moment: clocks.append(moment))
    inside["CLOCKS_SET"] = clocks
    return inside


def order(setup_box, name, content):
    (setup_box["ORDERS"] / name).write_bytes(content)


def test_a_command_that_hangs_keeps_no_other_from_its_turn(monkeypatch, capsys):
    def hangs(words, **_):
        raise subprocess.TimeoutExpired(words, 30)

    monkeypatch.setattr("subprocess.run", hangs)
    run = runpy.run_path(str(BOX / "usr/lib/lobby/setup-box"))["run"].__globals__["run"]
    assert run("umount", "/run/lobby-stick") == 124
    assert "umount did not end" in capsys.readouterr().err


def test_every_kind_of_order_leads_to_its_own_deeds_and_is_gone(setup_box, done):
    network = BoxNetwork("10.2.3.4/16", "10.2.0.1", ("10.2.0.2",), ("10.2.0.4", "fd00::1"))
    order(setup_box, "network", networkd(network).encode())
    order(setup_box, "clocks", timesyncd(network).encode())
    order(setup_box, "clock", b"1795570200")
    order(setup_box, "branch", b"")
    setup_box["after"]()
    assert setup_box["NETWORK"].read_text() == networkd(network)
    assert setup_box["CLOCKS"].read_text() == timesyncd(network)
    assert setup_box["CLOCKS_SET"] == [1_795_570_200]
    assert done == [
        "networkctl reload",
        "systemctl try-restart systemd-timesyncd.service",
        "systemctl daemon-reload",
        "systemctl try-restart --no-block lobby-devices lobby-web lobby-relay lobby-touch",
    ]
    assert list(setup_box["ORDERS"].iterdir()) == []
    setup_box["after"]()
    assert len(done) == 4


def test_a_listener_that_moves_starts_anew_without_the_pages(setup_box, done):
    moved = setup_box["GENERATED"] / "lobby-web-staff.socket.d" / "50-branch.conf"
    run = setup_box["run"]

    def reloading(*words, said=b""):
        if words == ("systemctl", "daemon-reload"):
            moved.parent.mkdir(parents=True)
            moved.write_text("[Socket]\nListenStream=0.0.0.0:9443\n")
        return run(*words, said=said)

    setup_box["run"] = reloading
    order(setup_box, "branch", b"")
    setup_box["after"]()
    assert done == [
        "systemctl daemon-reload",
        "systemctl stop lobby-web.service",
        "systemctl try-restart lobby-web-staff.socket lobby-web-board.socket lobby-web-public.socket",
        "systemctl start --no-block lobby-web.service",
        "systemctl try-restart --no-block lobby-devices lobby-web lobby-relay lobby-touch",
    ]


def test_an_empty_network_takes_the_fixed_address_away(setup_box):
    setup_box["NETWORK"].parent.mkdir()
    setup_box["NETWORK"].write_text("[Match]\n")
    order(setup_box, "network", b"")
    setup_box["after"]()
    assert not setup_box["NETWORK"].exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("network", b"[Match]\nType=ether\n[Network]\nVLAN=7\n"),
        ("network", b"[NetDev]\nKind=bridge\n"),
        ("network", b"Address=$(reboot)\n"),
        ("clocks", b"[Time]\nNTP=evil.example\n"),
        ("clock", b"0"),
        ("clock", b"-1795570200"),
        ("clock", b"99999999999"),
        ("clock", b"1795570200; reboot"),
    ],
)
def test_what_nobody_should_order_is_not_done(setup_box, name, content, done):
    order(setup_box, name, content)
    setup_box["after"]()
    assert not setup_box["NETWORK"].exists()
    assert not setup_box["CLOCKS"].exists()
    assert setup_box["CLOCKS_SET"] == []
    assert done == []


def test_a_link_is_neither_read_nor_written_through(setup_box, tmp_path):
    secret = tmp_path / "shadow"
    secret.write_text("1795570200")
    (setup_box["ORDERS"] / "clock").symlink_to(secret)
    (setup_box["ORDERS"] / "links").symlink_to(secret)
    (setup_box["DEVICES"] / "usblp").touch()
    setup_box["before"]()
    setup_box["after"]()
    assert setup_box["CLOCKS_SET"] == []
    assert secret.read_text() == "1795570200"
    assert (setup_box["ORDERS"] / "links").read_text() == "usblp"


@pytest.fixture
def pages_key(setup_box):
    setup_box["TLS"].mkdir()
    setup_box["CREDENTIALS"].mkdir()
    for name in ("web-certificate.pem", "web-key.pem"):
        (setup_box["TLS"] / name).write_text("-----BEGIN CERTIFICATE-----\n")
    return setup_box


def test_at_the_end_the_key_of_the_pages_is_sealed(pages_key, done):
    pages_key["after"]()
    assert done == []
    pages_key["DONE"].touch()
    pages_key["after"]()
    sealed = {file.name: file.read_bytes() for file in pages_key["CREDENTIALS"].iterdir()}
    assert sealed == dict.fromkeys(
        ("lobby.web-certificate", "lobby.web-key"), b"sealed -----BEGIN CERTIFICATE-----\n"
    )
    assert list(pages_key["TLS"].iterdir()) == []
    assert done[-1] == "systemctl try-restart --no-block lobby-web.service"
    pages_key["after"]()
    assert len(list(pages_key["CREDENTIALS"].iterdir())) == 2


@pytest.mark.parametrize("spoilt", ["bank", "fails", "link", "none"])
def test_a_key_that_can_not_be_sealed_stays_as_it_is(pages_key, tmp_path, spoilt):
    pages_key["DONE"].touch()
    key = pages_key["TLS"] / "web-key.pem"
    if spoilt == "bank":
        (pages_key["CREDENTIALS"] / "lobby.web-key").write_bytes(b"the bank's")
    elif spoilt == "fails":
        pages_key["SEALS"] = False
    else:
        key.unlink()
    if spoilt == "link":
        (tmp_path / "shadow").write_text("root:")
        key.symlink_to(tmp_path / "shadow")
    pages_key["after"]()
    kept = {file.name: file.read_bytes() for file in pages_key["CREDENTIALS"].iterdir()}
    assert kept == ({"lobby.web-key": b"the bank's"} if spoilt == "bank" else {})
    assert (pages_key["TLS"] / "web-certificate.pem").exists()


def test_a_stick_is_mounted_only_when_it_is_asked_for(setup_box, done, monkeypatch):
    monkeypatch.setattr("pwd.getpwnam", lambda _name: type("Found", (), {"pw_uid": 909}))
    (setup_box["DEVICES"] / "stick").touch()
    setup_box["before"]()
    assert done == []
    assert (setup_box["ORDERS"] / "wishes-seen").read_text() == ""
    (setup_box["WISHES"] / "1.json").write_text('{"want": "stick", "facts": {}}')
    setup_box["before"]()
    assert (setup_box["ORDERS"] / "wishes-seen").read_text() == "1"
    assert len(done) == 1
    assert "-o ro,nosuid,nodev,noexec," in done[0]
    # Not in the mounts of this process alone, where the one that reads it would not see it.
    assert done[0].startswith("nsenter --mount=/proc/1/ns/mnt -- mount -t vfat ")


def test_which_wishes_the_box_looked_for_a_stick_for_is_read_once(tmp_path):
    here = Setting(SAMPLE, tmp_path / "data")
    assert setting_up(here, None, tmp_path).prepared is None
    (tmp_path / "wishes-seen").write_text("00112233445566aa\n00112233445566bb")
    assert setting_up(here, None, tmp_path).prepared == ["00112233445566aa", "00112233445566bb"]
    assert setting_up(here, None, tmp_path).prepared is None
    assert setting_up(here, None, None).prepared is None
