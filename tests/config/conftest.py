"""A copy of the sample branch that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.branch import SAMPLE
from tests.config.spoilt import Edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample branch, in a folder of its own."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "wutong"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Changes one place in a file of that folder."""

    def change(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
