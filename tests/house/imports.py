"""Who imports whom, read off the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "kiosk", "printer", "drivers", "ui")
"""The rooms from left to right: each may import those before it."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import: by whom, of what, and whether it is made as soon as the importer is."""

    importer: str
    imported: str
    line: int
    at_once: bool

    @property
    def room(self) -> str:
        """The first word of what is imported: a room of ours or a library."""
        return self.imported.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.importer} line {self.line} imports {self.imported}"


@cache
def modules() -> dict[str, Path]:
    """Every module of the rooms, by its dotted name."""
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {_dotted(path): path for path in paths}


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> tuple[Import, ...]:
    """Every import in the rooms."""
    return tuple(found for name, path in modules().items() for found in _imports_of(name, path))


def _imports_of(name: str, path: Path) -> Iterator[Import]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    pending: list[tuple[ast.AST, bool]] = [(ast.parse(path.read_text(encoding="utf-8")), True)]
    while pending:
        node, at_once = pending.pop()
        for imported in _imported(node, package):
            yield Import(name, imported, getattr(node, "lineno", 0), at_once)
        inside = at_once and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        pending.extend((child, inside) for child in ast.iter_child_nodes(node))


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in modules() else source


@cache
def loaded_by(name: str) -> frozenset[str]:
    """Everything that comes along when a module is imported: ours and the libraries it names."""
    reached: set[str] = set()
    pending = [name]
    while pending:
        here = pending.pop()
        if here in reached:
            continue
        reached.add(here)
        parent = here.rpartition(".")[0]
        pending.extend([parent] if parent in modules() else [])
        pending.extend(each.imported for each in imports() if each.importer == here and each.at_once)
    return frozenset(reached)
