"""The command, run as a shell would, on a data folder of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.branch import SAMPLE
from ui.cli import main

OPEN = "2026-11-25T10:00"


@dataclass(frozen=True)
class Answer:
    """What a verb left behind: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def kiosk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Answer]:
    """Run the command: kiosk("ticket", "issue", "--service", "cash", "--json")."""
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KIOSK_CLOCK", OPEN)

    def run(*words: object) -> Answer:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A branch whose printer is at a path of this test's."""
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    devices = folder / "devices.toml"
    devices.write_text(devices.read_text().replace("/dev/lobby/printer", str(tmp_path / "port")))
    return folder
