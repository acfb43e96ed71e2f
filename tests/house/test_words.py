"""Words that stand in no file: where packages come from, whose machine it was, what is left to do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.imports import ROOT

REGISTRIES = "pypi|pythonhosted|npmjs|yarnpkg|crates|rubygems"
MIRRORS = "deb|security|archive|ports"
NEVER = {
    "the host of a package registry": rf"\b(?:{REGISTRIES})[.](?:org|com|io)\b",
    "the host of a package mirror": rf"\b(?:{MIRRORS})[.](?:debian|ubuntu)[.](?:org|com)\b",
    "an index of packages": r"--(?:extra-)?index[-]url|--find[-]links",
    "a folder of somebody's machine": r"(?<![\w.-])/(?:work|tmp/venv|Users|root|home/[a-z]+)/",
    "something left to do": r"\b(?:TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b",
    "a number in somebody's tracker": r"\b[Ii]ssue #?\d",
    "a merge that was not finished": r"^(?:<{7}|>{7}) ",
    "a debugger's stop": r"\bbreakpoint\(\)|\bpdb\.set_trace",
}


def tracked_files() -> list[Path]:
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, capture_output=True, check=True, text=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The words of a file; nothing for a picture, a font or a link."""
    if path.is_symlink():
        return ""
    content = path.read_bytes()
    return "" if b"\0" in content[:8192] else content.decode("utf-8")


@pytest.mark.parametrize("words", NEVER)
def test_no_file_says(words: str) -> None:
    pattern = re.compile(NEVER[words], re.MULTILINE)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()!r}"
        for path in tracked_files()
        for match in pattern.finditer(text_of(path))
    ]
    assert found == []
