"""advice.toml: without it the figures as shipped; faults name the value and the bound."""

from __future__ import annotations

import pytest

from config.advice import Advice, load_advice
from config.branch import SAMPLE, check
from config.fault import ConfigError


def test_a_branch_without_the_file_takes_the_figures_as_shipped(tmp_path):
    assert load_advice(tmp_path) == Advice()
    assert load_advice(SAMPLE) == Advice()
    assert not [fault for fault in check(SAMPLE) if fault.file == "advice.toml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("open_min = 1", "open_min is 1; it must be 2 to 60"),
        ("urgent_min = 10", "urgent_min is 10; it must be more than open_min, 10"),
        ("close_min = 10", "close_min is 10; it must be less than open_min, 10"),
        ("open_mins = 9", "open_min"),
        ("open_min = [", "advice.toml"),
    ],
)
def test_a_fault_names_the_value_and_the_bound(tmp_path, text, told):
    (tmp_path / "advice.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_advice(tmp_path)
    assert told in str(caught.value)
