"""calendar.toml: what is not there is nothing special; faults are told with the value and the bound."""

from __future__ import annotations

from datetime import date

import pytest

from config.branch import SAMPLE, check
from config.calendar import BranchCalendar, Shape, gather_calendar, load_calendar
from config.fault import ConfigError


def told(folder, text):
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    faults = []
    gather_calendar(folder, faults)
    return [str(fault) for fault in faults]


def test_the_sample_can_be_used():
    found = load_calendar(SAMPLE)
    assert (found.pay_days, found.pension_days, found.shape) == ((10,), (15,), Shape.NONE)
    assert found.periods[0].first == date(2027, 1, 25)
    assert not [fault for fault in check(SAMPLE) if fault.file == "calendar.toml"]


def test_without_a_file_nothing_is_special(tmp_path):
    assert load_calendar(tmp_path) == BranchCalendar()


PERIOD = '[[periods]]\nname = "x"\nfirst = 2027-01-25\nlast = 2027-01-20\nfactor = 1.3\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pay_days = [32]", "32"),
        ("pension_days = [0]", "0"),
        ('shape = "evening"', "evening"),
        (PERIOD, "2027-01-20"),
        (PERIOD.replace("1.3", "9.0").replace("01-20", "02-20"), "9"),
        ("wages = [1]", "wages"),
        ("pay_days = [", "calendar.toml"),
    ],
)
def test_faults_name_the_value(tmp_path, text, words):
    faults = told(tmp_path, text)
    assert len(faults) == 1
    assert words in faults[0]
    with pytest.raises(ConfigError):
        load_calendar(tmp_path)
