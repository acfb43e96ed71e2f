"""The screen's QML is checked against the Python types it talks to, and is formatted."""

from __future__ import annotations

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import PySide6
import pytest

from tests.house.imports import ROOT, imports, modules

QML = ROOT / "ui" / "touch" / "qml"
BACKEND = "Lobby.Backend"
FILES = sorted(QML.rglob("*.qml"))
METATYPES = Path(PySide6.__path__[0]) / "Qt" / "metatypes"
FOREIGN = ("core", "gui", "qml", "quick")


def run(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.prefix) / "bin" / f"pyside6-{tool}"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def backend_modules() -> list[Path]:
    """The Python modules whose classes QML can name, each after those it imports.

    The tool takes a class for an object only once it has read the class that it inherits.
    """
    named = f'QML_IMPORT_NAME = "{BACKEND}"'
    found = {name: path for name, path in modules().items() if named in path.read_text(encoding="utf-8")}
    sorter = TopologicalSorter(dict.fromkeys(found, ()))
    for each in imports():
        if each.importer in found and each.imported in found:
            sorter.add(each.importer, each.imported)
    return [found[name] for name in sorter.static_order()]


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which QML tools find the Python types as the module Lobby.Backend."""
    assert backend_modules(), f"no module of ui/touch registers a type in {BACKEND}"
    folder = tmp_path_factory.mktemp("types")
    module = folder.joinpath(*BACKEND.split("."))
    module.mkdir(parents=True)
    described, wanted = folder / "backend.json", module / "backend.qmltypes"
    dumped = run("metaobjectdump", "--out-file", described, *backend_modules())
    assert dumped.returncode == 0, dumped.stderr
    foreign = ",".join(str(METATYPES / f"qt6{name}_metatypes.json") for name in FOREIGN)
    registered = run(
        "qmltyperegistrar",
        *("--generate-qmltypes", wanted, "-o", folder / "unused.cpp", described),
        *("--import-name", BACKEND, "--major-version", "1", "--foreign-types", foreign),
    )
    assert registered.returncode == 0, registered.stderr
    (module / "qmldir").write_text(f"module {BACKEND}\ntypeinfo {wanted.name}\n", encoding="utf-8")
    return folder


def test_qml_names_only_what_exists_in_qml_and_in_python(types: Path) -> None:
    # Without -W 0 the tool tells warnings and exits well.
    linted = run("qmllint", "-W", "0", "-I", QML, "-I", types, *FILES)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("word", ["Lobby.langage", "Lobby.tak()", "Look.no_such_size"])
def test_a_word_that_is_nowhere_is_found(types: Path, tmp_path: Path, word: str) -> None:
    wrong = tmp_path / "Wrong.qml"
    words = f"import QtQuick\nimport Lobby\nimport Lobby.Backend\nItem {{ objectName: {word} }}\n"
    wrong.write_text(words, encoding="utf-8")
    linted = run("qmllint", "-W", "0", "-I", QML, "-I", types, wrong)
    assert linted.returncode != 0
    assert word.split(".")[1].removesuffix("()") in linted.stdout + linted.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_qml_is_formatted(path: Path) -> None:
    # The tool has no --check: it prints what it would write.
    formatted = run("qmlformat", path)
    assert formatted.returncode == 0, formatted.stderr
    assert formatted.stdout == path.read_text(encoding="utf-8")
