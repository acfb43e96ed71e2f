"""Public holidays of a country."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from config.holiday import has_calendar, public_holidays


def test_the_holidays_of_a_year_come_in_order() -> None:
    days = public_holidays("CN", 2026)
    assert list(days) == sorted(days)
    assert {date(2026, 1, 1), date(2026, 2, 17), date(2026, 10, 1)} <= days.keys()


def test_only_known_countries_have_a_calendar() -> None:
    assert has_calendar("CN")
    assert not has_calendar("XX")


def test_a_branch_without_a_calendar_does_not_pay_for_one() -> None:
    program = """
import sys
from config.branch import SAMPLE, load
load(SAMPLE)
print(sorted({"holidays", "difflib", "pydantic", "config.profile"} & sys.modules.keys()))
"""
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
