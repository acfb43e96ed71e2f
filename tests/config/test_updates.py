"""updates.toml: without it updates come by stick alone; a server is one with https."""

from __future__ import annotations

import pytest

from config.branch import SAMPLE, check
from config.fault import ConfigError
from config.updates import Updates, load_updates, usable_updates


def test_a_branch_without_it_asks_nobody_and_restarts_by_night(tmp_path):
    assert load_updates(tmp_path) == load_updates(SAMPLE) == Updates(server="", restart_by_night=True)
    assert not [fault for fault in check(SAMPLE) if fault.file == "updates.toml"]


@pytest.mark.parametrize(
    "server", ["https://10.0.0.7/lobby", "https://[fd00::7]:8443/a/b", "https://up.bank.example"]
)
def test_a_server_with_https_may_stand_there(tmp_path, server):
    (tmp_path / "updates.toml").write_text(f'server = "{server}"\n', "utf-8")
    assert load_updates(tmp_path).server == server


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('server = "http://10.0.0.7/"', "https://"),
        ('server = "https://10.0.0.7/a b"', "https://"),
        ('server = "https://u:p@10.0.0.7/"', "https://"),
        ('restart_by_night = "yes"', "restart_by_night"),
        ("servers = 1", "servers"),
    ],
)
def test_a_fault_is_told_and_then_nobody_is_asked(tmp_path, text, told):
    (tmp_path / "updates.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as found:
        load_updates(tmp_path)
    assert told in str(found.value)
    assert usable_updates(tmp_path).server == ""
