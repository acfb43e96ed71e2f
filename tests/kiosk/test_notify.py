"""What systemd is told."""

from __future__ import annotations

import socket

import pytest

from kiosk.notify import Watchdog, notify, watchdog_s


@pytest.fixture
def systemd(tmp_path, monkeypatch):
    """An ear like systemd's own."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield ear


def test_systemd_hears_each_word(systemd):
    assert notify("READY=1")
    assert notify("WATCHDOG=1")
    assert [systemd.recv(64), systemd.recv(64)] == [b"READY=1", b"WATCHDOG=1"]


def test_an_address_without_a_file_is_heard_as_well(monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0lobby-notify-test")
        ear.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", "@lobby-notify-test")
        assert notify("STOPPING=1")
        assert ear.recv(64) == b"STOPPING=1"


def test_without_systemd_nothing_is_said(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify("READY=1")


def test_a_systemd_that_is_gone_is_told_nothing_and_stops_nobody(monkeypatch, tmp_path):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    assert not notify("WATCHDOG=1")


def test_a_systemd_that_does_not_listen_is_not_waited_for(systemd):
    while notify("WATCHDOG=1"):
        pass
    assert systemd.recv(64) == b"WATCHDOG=1"


@pytest.mark.parametrize(("patience", "pat_s"), [("30000000", 10.0), ("", None), ("0", None), ("soon", None)])
def test_the_watchdog_is_patted_three_times_in_its_patience(monkeypatch, patience, pat_s):
    monkeypatch.setenv("WATCHDOG_USEC", patience)
    assert watchdog_s() == pat_s


def test_a_loop_pats_it_no_oftener_than_it_wants(systemd, monkeypatch):
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    now = [100.0]
    watchdog = Watchdog(lambda: now[0])
    for now[0] in (100.0, 101.0, 109.9, 110.0, 115.0):
        watchdog.pat()
    assert [systemd.recv(64), systemd.recv(64)] == [b"WATCHDOG=1"] * 2
    with pytest.raises(BlockingIOError):
        systemd.recv(64)


def test_without_a_watchdog_nobody_is_patted(systemd, monkeypatch):
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    Watchdog(lambda: 100.0).pat()
    with pytest.raises(BlockingIOError):
        systemd.recv(64)
