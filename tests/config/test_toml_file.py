"""Files that are no TOML, told by their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.fault import Fault
from config.toml_file import parse


def told(path: Path) -> str:
    faults: list[Fault] = []
    assert parse(path, "rules.toml", faults) is None
    (fault,) = faults
    return str(fault)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a = 1\nb 2\n", "rules.toml line 2, column 3 is not valid TOML (Expected '=' after a key"),
        (b"a = [1,\n", "rules.toml is not valid TOML at its end (Invalid value)."),
        (b"a = 1\na = 2\n", "rules.toml line 2, column 6 is not valid TOML (Cannot overwrite a value)."),
        ("a = “现金”\n".encode(), "Use plain quotation marks, commas and = signs."),
        (b"a = " + b"9" * 5_000, "rules.toml is not valid TOML (Exceeds the limit"),
        (b"a = " + b"[" * 100_000, "rules.toml is nested too deep to be read."),
        (
            b"a = 1\r\nb = '\xcf\xd6\xbd\xf0'\r\n",
            "rules.toml line 2 is not UTF-8 text (byte CF). Save the file with",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(content)
    assert words in told(path)


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "rules.toml") == "rules.toml is missing."


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == "rules.toml cannot be read (Is a directory)."


def test_windows_marks_and_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes("\ufeff# 规则\r\na = 1\r\n".encode())
    assert parse(path, "rules.toml", []) == {"a": 1}
