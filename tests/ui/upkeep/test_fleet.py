"""What docs/fleet.md tells monitoring to look at is there, under that name and with those labels."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from config.branch import SAMPLE
from kiosk.devices import report
from kiosk.upkeep import CHORES
from ui.cli.setting import Setting
from ui.upkeep.figures import as_text, figures

ROOT = Path(__file__).parents[3]
RULES = (ROOT / "docs" / "fleet.md").read_text("utf-8").partition("```yaml")[2].partition("```")[0]
MORE = [("lobby_pages_following", "gauge", 9), ("lobby_pages_dropped", "counter", 0)]
OF_PROMETHEUS = {"up", "lobby"}
"""The scraper's own figure, and the name of the job."""


@pytest.fixture
def told(tmp_path: Path) -> str:
    here = Setting(SAMPLE, tmp_path / "data", datetime.fromisoformat("2026-11-25T09:30:00+08:00"))
    with closing(here.store()) as store:
        for device in ("printer", "clock", "relay", *CHORES):
            report(here.site(store), device, "ok", "")
        return as_text(
            figures(store), [*MORE, ("process_max_resident_memory_bytes", "gauge", 78e6)], here.data
        )


def test_every_figure_of_the_rules_is_told(told):
    named = set(re.findall(r"\b((?:lobby|process)_[a-z_]+)", RULES))
    assert named
    assert named <= set(re.findall(r"^# TYPE (\S+)", told, re.MULTILINE))


def test_every_label_of_the_rules_is_told(told):
    for figure, labels in re.findall(r"(lobby_[a-z_]+)\{([^}]*)\}", RULES):
        for label in re.findall(r"([a-z]+)[=!]~?\"", labels):
            assert re.search(rf'^{figure}\{{[^}}]*{label}="', told, re.MULTILINE), (figure, label)


def test_every_line_is_in_the_form_that_monitoring_reads(told):
    for line in told.splitlines():
        assert re.fullmatch(
            r'# TYPE [a-z_]+ (gauge|counter)|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+]+', line
        ), line


def test_as_many_series_as_the_page_says_at_most(told):
    assert sum(not line.startswith("#") for line in told.splitlines()) < 63
