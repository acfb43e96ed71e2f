"""A file has one subject, a function one thing to do: their sizes are kept in bounds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.imports import ROOMS, ROOT

LONGEST_MODULE = 350
LONGEST_QML = 350
LONGEST_FUNCTION = 60

PYTHON = sorted(path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("*.py"))
QML = sorted((ROOT / "ui").rglob("*.qml"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize(
    ("paths", "longest"), [(PYTHON, LONGEST_MODULE), (QML, LONGEST_QML)], ids=["py", "qml"]
)
def test_no_file_has_two_subjects(paths: list[Path], longest: int) -> None:
    assert [f"{path.relative_to(ROOT)}: {lines_of(path)}" for path in paths if lines_of(path) > longest] == []


def test_no_function_does_two_things() -> None:
    found = [(path.relative_to(ROOT), function) for path in PYTHON for function in functions_of(path)]
    assert [
        f"{path}:{function.lineno} {function.name}: {length_of(function)}"
        for path, function in found
        if length_of(function) > LONGEST_FUNCTION
    ] == []
