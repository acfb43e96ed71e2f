"""retention.toml: without it the figures as shipped; faults name the value and the bound."""

from __future__ import annotations

import pytest

from config.branch import SAMPLE, check
from config.fault import ConfigError
from config.retention import Retention, load_retention


def test_a_branch_without_it_keeps_days_as_shipped(tmp_path):
    assert load_retention(tmp_path) == load_retention(SAMPLE) == Retention()
    assert not [fault for fault in check(SAMPLE) if fault.file == "retention.toml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keep_days = 7", "62"),
        ("archive_days = -1", "0"),
        ("kep_days = 100", "keep_days"),
        ("keep_days = [", "not valid TOML"),
    ],
)
def test_a_fault_is_told_with_its_bound(tmp_path, text, told):
    (tmp_path / "retention.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as found:
        load_retention(tmp_path)
    assert told in str(found.value)
    assert "retention.toml" in str(found.value)
