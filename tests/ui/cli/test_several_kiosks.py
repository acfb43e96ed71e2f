"""One box of several at the command line: numbers come also while the common store is away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kiosk.cluster import Cluster
from tests.kiosk.conftest import cluster

__all__ = ["cluster"]


@pytest.fixture
def at(branch: Path) -> Callable[[str], Path]:
    """The branch with its store at an address."""
    file = branch / "branch.toml"
    plain = file.read_text()

    def made(address: str) -> Path:
        file.write_text(plain.replace('store = ""', f'store = "{address}"'))
        return branch

    return made


def take(kiosk, folder: Path, minute: int = 0):
    moment = f"2026-11-25T10:{minute:02d}"
    return kiosk("ticket", "issue", "--service", "cash", "--json", "--config", folder, "--clock", moment)


@pytest.mark.warns
def test_a_number_comes_while_the_database_is_away_and_is_there_when_it_is_back(
    kiosk, at, tmp_path: Path, cluster: Cluster
) -> None:
    there = cluster.address()
    away = there.replace(f"host={cluster.folder}", f"host={tmp_path}")
    assert take(kiosk, at(there)).value["number"] == "A001"
    cut_off = take(kiosk, at(away), 5)
    assert (cut_off.code, cut_off.value["number"], cut_off.value["ahead"]) == (0, "A501", None)
    shown = kiosk("ticket", "show", "A501", "--json", "--config", at(away))
    assert shown.value["state"] == "waiting"
    told = kiosk("doctor", "--json", "--config", at(away))
    reserve = next(part for part in told.value["parts"] if part["part"] == "reserve")
    assert (reserve["fine"], reserve["found"]["waiting"]) == (False, 1)
    assert take(kiosk, at(there), 10).value["number"] == "A002"
    back = kiosk("ticket", "show", "A501", "--json", "--config", at(there)).value
    assert (back["token"], back["issued_at"]) == (cut_off.value["token"], cut_off.value["issued_at"])
    called = [
        kiosk("call", verb, "--counter", "1", "--json", "--config", at(there), "--clock", "2026-11-25T10:15")
        for verb in ("next", "finish", "next", "finish", "next")
    ]
    assert [answer.value["number"] for answer in called[::2]] == ["A001", "A501", "A002"]


@pytest.mark.warns
def test_a_box_that_never_had_the_database_says_what_it_lacks(kiosk, at, tmp_path: Path) -> None:
    answer = take(kiosk, at(f"postgresql:///postgres?host={tmp_path}"))
    assert answer.code == 1
    assert "no number of A left" in answer.err


def test_a_name_that_cannot_be_one_is_refused(kiosk, at, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "box.toml").write_text('name = "Left Box"\n')
    answer = take(kiosk, at(f"postgresql:///postgres?host={tmp_path}"))
    assert answer.code == 1
    assert "box.toml" in answer.err
