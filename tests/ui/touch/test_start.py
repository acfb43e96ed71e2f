"""What the touch process reads before the screen is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_screen_starts_without_what_only_its_rest_needs():
    program = """
import sys
import ui.touch.app
print(sorted({"kiosk.reports", "kiosk.simulate", "kiosk.peaks.almanac", "csv"} & sys.modules.keys()))
"""
    root = Path(__file__).parents[3]
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
