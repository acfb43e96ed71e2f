"""The figures of the house, looked at shortly: enough to notice what is wrong by an order of magnitude."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.bench.figure import Figure, table
from tests.bench.figures import FIGURES
from tests.house.imports import ROOT

PATIENCE_S = 180.0
SLACK = {"/s": 10.0, "ms": 10.0, "s": 6.0, "MB": 1.25, "kB": 4.0, "%": 10.0, "×": 1.4, "": 1.0}
"""How many times its goal a figure may come to on a busy machine; what is counted may not exceed it."""


BY_HAND = {"wear"}
"""It starts a whole box, and nobody's change of a day moves it."""


def strain(figure: Figure) -> float:
    """How many times its goal a figure is: the most where that is what counts, else the median."""
    if "most" in figure.goals:
        return figure.at("most") / figure.goals["most"] if figure.goals["most"] else figure.at("most")
    if figure.floors:
        return max(figure.floors.values()) / figure.at("p50")
    return figure.at("p50") / max(figure.goals.values())


def far(figure: Figure) -> bool:
    return bool(figure.goals or figure.floors) and strain(figure) > SLACK[figure.unit]


def measured(name: str) -> list[Figure]:
    # In a program of its own: its children are forked, which a process with threads must not do.
    command = [sys.executable, "-m", "tests.bench", name, "--small", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert done.returncode in {0, 1}, done.stderr
    return [Figure(**figure) for figure in json.loads(done.stdout)]


@pytest.mark.parametrize("name", [name for name in FIGURES if name not in BY_HAND])
def test_a_figure_is_within_sight_of_its_goal(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = measured(name)
    with capsys.disabled():
        print(f"\n{table(figures)}")
    beyond = {figure.name: f"{strain(figure):.2f} of its goal" for figure in figures if far(figure)}
    assert beyond == {}


def test_a_figure_above_its_goal_is_told() -> None:
    figure = Figure("waiting", "ms", [1.0, 2.0, 9.0], {"p50": 2.0, "p99": 8.0})
    assert figure.missed == ["p99"]
    assert "missed" in table([figure])


def test_a_figure_below_its_floor_is_told() -> None:
    figure = Figure("calls", "/s", [400.0, 450.0, 600.0], floors={"p50": 500.0})
    assert figure.missed == ["p50"]
    assert "p50 ≥ 500" in table([figure])
    assert not far(figure)
    assert far(Figure("calls", "/s", [40.0], floors={"p50": 500.0}))


def test_a_figure_at_its_goal_is_well() -> None:
    figure = Figure("waiting", "ms", [1.0, 2.0, 9.0], {"p50": 2.0, "most": 9.0})
    assert figure.missed == []
    assert table([figure]).endswith(" ok")


def test_a_figure_without_a_goal_is_only_told() -> None:
    assert table([Figure("waiting", "ms", [1.0])]).endswith("1.00")
