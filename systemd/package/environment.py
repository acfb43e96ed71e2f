"""The Python environment inside the package: one for each Debian, laid over one another.

Debian 12 has Python 3.11 and Debian 13 has 3.13. The compiled modules carry the version in their
names (`_imaging.cpython-311-….so`), and everything else is the same file for both: so one folder
serves either, as Debian's own `/usr/lib/python3/dist-packages` does. Whatever would not be the same
ends the build.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PYTHONS = ("3.11", "3.13")
"""Of Debian 12 and 13."""
PLATFORMS = tuple(f"manylinux_2_{minor}_x86_64" for minor in (34, 28, 27, 26, 17, 5))
ROOMS = ("config", "kiosk", "printer", "drivers", "ui")

_NOT_RUN = (
    "bin",
    "docs",
    "setuptools",
    "setuptools-*",
    "_distutils_hack",
    "distutils-precedence.pth",
    # Programs and extensions that come along with SQLite and are never loaded.
    "apsw/sqlite_extra_binaries",
    "apsw/sqlite_extra.json",
    # What only a build or a test of a library reads.
    "cffi/*.h",
    "**/*.pyi",
    "**/*.pyx",
    "**/tests",
    "**/__pycache__",
)
_OF_EACH_OWN = re.compile(r"[^/]+\.dist-info/(RECORD|WHEEL|INSTALLER|REQUESTED|direct_url\.json|sboms/.*)")
"""Notes of an installation; dpkg keeps its own."""

QT_MODULES = ("QtCore", "QtGui", "QtNetwork", "QtQml")
"""What `ui/touch` imports, and what these import themselves."""
QML_MODULES = (
    "QtQml",
    "QtQml/Models",
    "QtQml/WorkerScript",
    "QtQuick",
    "QtQuick/Layouts",
    "QtQuick/Shapes",
    "QtQuick/Templates",
    "QtQuick/Window",
)
"""What the screen's QML imports, and what these import themselves."""
QT_PLUGINS = (
    "platforms/libqwayland*.so",
    "platforms/libqoffscreen.so",
    "platforms/libqlinuxfb.so",
    "wayland-shell-integration/libxdg-shell.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "imageformats/libqsvg.so",
    "iconengines/libqsvgicon.so",
)
_QT_KEPT = ("*.py", "py.typed", "libpyside6*.so*", "support/**/*.py")


def build(site: Path, tree: Path, work: Path) -> None:
    """Fill `site` with everything that the `kiosk` command imports."""
    lock = tree / "requirements" / "run.txt"
    for python in PYTHONS:
        single = work / f"site-{python}"
        _install(single, lock, python)
        _drop(single, _NOT_RUN)
        _lay_over(single, site)
        shutil.rmtree(single)
    prune_qt(site / "PySide6")
    unpack_shiboken(site)
    for room in ROOMS:
        shutil.copytree(tree / room, site / room, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))


def _install(target: Path, lock: Path, python: str) -> None:
    words = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--no-compile"]
    words += ["--require-hashes", "--only-binary", ":all:"]
    words += ["--implementation", "cp", "--python-version", python]
    words += [word for each in PLATFORMS for word in ("--platform", each)]
    words += ["--target", str(target), "--requirement", str(lock)]
    subprocess.run([sys.executable, "-m", "pip", "install", *words], check=True)


def _drop(folder: Path, patterns: Iterable[str]) -> None:
    for pattern in patterns:
        for found in list(folder.glob(pattern)):
            _remove(found)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _lay_over(single: Path, site: Path) -> None:
    """Add what is not there yet; what is must be the same."""
    for file in sorted(path for path in single.rglob("*") if path.is_file()):
        name = file.relative_to(single).as_posix()
        if _OF_EACH_OWN.fullmatch(name):
            continue
        there = site / name
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, there)
        elif not filecmp.cmp(file, there, shallow=False):
            raise SystemExit(f"{name} is not the same for every Python: build one package for each.")


def prune_qt(pyside: Path) -> None:
    """Leave what the touch screen loads, and the libraries that this needs."""
    kept = {path for pattern in _QT_KEPT for path in pyside.glob(pattern)}
    kept |= {pyside / f"{module}.abi3.so" for module in QT_MODULES}
    qml, plugins = pyside / "Qt" / "qml", pyside / "Qt" / "plugins"
    for module in QML_MODULES:
        kept |= {path for path in (qml / module).iterdir() if path.is_file() and path.suffix != ".qmltypes"}
    kept |= {path for pattern in QT_PLUGINS for path in plugins.glob(pattern)}
    if missing := [path for path in kept if not path.exists()]:
        raise SystemExit(f"This Qt has no {', '.join(str(path) for path in missing)}.")
    kept |= _libraries({path for path in kept if ".so" in path.name}, pyside / "Qt" / "lib")
    for path in sorted(pyside.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()


def unpack_shiboken(site: Path) -> None:
    """Lay beside Shiboken the modules that it carries inside as text, and would compile at each start."""
    load = "import sys; sys.path.insert(0, sys.argv[1]); import shiboken6.Shiboken"
    # Its own word for it; what is unpacked is then found and compiled like every other module.
    subprocess.run([sys.executable, "-I", "-B", "-c", load, str(site)], check=True, env={"SBK_EMBED": "0"})
    if not (site / "shiboken6" / "files.dir" / "shibokensupport").is_dir():
        raise SystemExit("Shiboken has not unpacked its own modules.")


def _libraries(roots: set[Path], folder: Path) -> set[Path]:
    """Every library of Qt's own that these need, directly or by another."""
    found: set[Path] = set()
    pending = list(roots)
    while pending:
        for name in _needed(pending.pop()):
            library = folder / name
            if library.exists() and library not in found:
                found.add(library)
                pending.append(library)
    return found


def _needed(binary: Path) -> list[str]:
    """The names of the libraries that a binary asks the loader for."""
    told = subprocess.run(
        ["readelf", "--dynamic", "--wide", str(binary)], check=True, capture_output=True, text=True
    ).stdout
    return re.findall(r"\(NEEDED\)[^\[]*\[([^\]]+)\]", told)
