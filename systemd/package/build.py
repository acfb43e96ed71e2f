"""Builds the Debian package from the tree: `python systemd/package/build.py`; docs/appliance.md says how."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import environment

HERE = Path(__file__).resolve().parent
TREE = HERE.parents[1]
ROOT = HERE.parent / "root"
NAME = "lobby-kiosk"
HOME = "usr/lib/lobby"
_SCRIPTS = ("postinst", "prerm", "postrm")


def main() -> None:
    """Build it, and say where it is."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="lobby-package-") as folder:
        work = Path(folder)
        stage = work / "stage"
        lay_out(stage)
        environment.build(stage / HOME / "site", TREE, work)
        finish(stage, given.version)
        print(pack(stage, given.out, given.version))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the Debian package for Debian 12 and 13.")
    parser.add_argument("--out", type=Path, default=TREE / "dist", metavar="DIR")
    parser.add_argument("--version", default=_version(), help="another than pyproject.toml's")
    return parser.parse_args()


def _version() -> str:
    project = tomllib.loads((TREE / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def lay_out(stage: Path) -> None:
    """Everything but the Python environment's packages."""
    shutil.copytree(ROOT, stage, symlinks=True)
    home = stage / HOME
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python3").symlink_to("/usr/bin/python3")
    # A virtual environment is these few lines: it has no path of its own, and takes what Python Debian has.
    (home / "pyvenv.cfg").write_text("home = /usr/bin\ninclude-system-site-packages = false\n", "utf-8")
    for python in environment.PYTHONS:
        packages = home / "lib" / f"python{python}" / "site-packages"
        packages.parent.mkdir(parents=True)
        packages.symlink_to("../../site")
    shutil.copytree(TREE / "config" / "sample", stage / "etc" / "lobby")
    papers = stage / "usr" / "share" / "doc" / NAME
    papers.mkdir(parents=True)
    shutil.copy(TREE / "docs" / "appliance.md", papers)
    (papers / "copyright").write_text(_copyright(), "utf-8")


def _copyright() -> str:
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {NAME}\n\nFiles: *\nCopyright: the authors of {NAME}\nLicense: Apache-2.0\n"
        " On Debian systems the whole text is in /usr/share/common-licenses/Apache-2.0.\n"
        "Comment: each library in /usr/lib/lobby/site carries its own licence in its dist-info folder.\n"
    )


def finish(stage: Path, version: str) -> None:
    """What dpkg itself reads, and the modes."""
    _set_modes(stage)
    files = sorted(path for path in stage.rglob("*") if path.is_file() and not path.is_symlink())
    control = stage / "DEBIAN"
    control.mkdir()
    control.chmod(0o755)
    size_kb = sum(path.stat().st_size for path in files) // 1024
    told = (HERE / "control" / "control").read_text("utf-8")
    _keep(control / "control", told.replace("@VERSION@", version).replace("@SIZE@", str(size_kb)))
    names = [path.relative_to(stage).as_posix() for path in files]
    _keep(control / "conffiles", "".join(f"/{name}\n" for name in names if name.startswith("etc/")))
    sums = (hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() for path in files)
    _keep(control / "md5sums", "".join(f"{found}  {name}\n" for found, name in zip(sums, names, strict=True)))
    _keep(control / "triggers", (HERE / "control" / "triggers").read_text("utf-8"))
    for script in _SCRIPTS:
        _keep(control / script, (HERE / "control" / script).read_text("utf-8"), 0o755)


def _set_modes(stage: Path) -> None:
    """As a checkout under any umask would have them."""
    for path in [stage, *stage.rglob("*")]:
        if path.is_symlink():
            continue
        runs = path.is_dir() or _is_program(path)
        path.chmod(0o755 if runs else 0o644)


def _is_program(path: Path) -> bool:
    return bool(path.stat().st_mode & stat.S_IXUSR) and (
        path.parent.name in {"bin", "lobby", "system-generators"} and path.parent.parent.name != "site"
    )


def _keep(file: Path, text: str, mode: int = 0o644) -> None:
    file.write_text(text, "utf-8")
    file.chmod(mode)


def pack(stage: Path, out: Path, version: str) -> Path:
    """The same bytes from the same tree: files are root's, and none is younger than the last commit."""
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"{NAME}_{version}_amd64.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(stage), str(package)],
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _last_commit()},
        stdout=subprocess.DEVNULL,
    )
    return package


def _last_commit() -> str:
    told = subprocess.run(
        ["git", "-C", str(TREE), "log", "-1", "--format=%ct"], check=True, capture_output=True, text=True
    )
    return told.stdout.strip()


if __name__ == "__main__":
    main()
