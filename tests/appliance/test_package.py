"""The Debian package, as far as it can be looked at without building all of it."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.appliance.box import ROOT

PACKAGE = ROOT / "systemd" / "package"
CONTROL = PACKAGE / "control"
SCRIPTS = ("postinst", "prerm", "postrm")


def loaded(name: str):
    sys.path.insert(0, str(PACKAGE))
    try:
        spec = importlib.util.spec_from_file_location(f"package_{name}", PACKAGE / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(PACKAGE))
    return module


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


build, environment = loaded("build"), loaded("environment")


@pytest.fixture(scope="module")
def stage(tmp_path_factory) -> Path:
    """The package's tree, with one small library in place of all."""
    folder = tmp_path_factory.mktemp("package") / "stage"
    build.lay_out(folder)
    site = folder / build.HOME / "site"
    site.mkdir()
    (site / "small.py").write_text("SAID = 'it runs'\n", "utf-8")
    build.finish(folder, "1.2.3")
    return folder


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_maintainer_s_script_is_clean(script):
    text = (CONTROL / script).read_text("utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "\nset -e\n" in text
    subprocess.run(["sh", "-n", str(CONTROL / script)], check=True)
    assert not re.search(r"\bread\b|debconf|adduser|update-rc\.d", text), "it asks, or does what systemd does"


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="there is no shellcheck here")
def test_shellcheck_finds_nothing():
    scripts = [
        *(str(CONTROL / name) for name in SCRIPTS),
        *(str(ROOT / "systemd/root/usr" / name) for name in ("bin/kiosk", "lib/lobby/note-fault")),
    ]
    told = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_only_a_purge_deletes_the_tickets():
    for script in SCRIPTS:
        text = (CONTROL / script).read_text("utf-8")
        for line in (line for line in text.splitlines() if "/var/lib/lobby" in line):
            assert script == "postrm"
            assert text.index("purge)") < text.index(line)
    assert "/var/backups" not in "".join(
        line for line in (CONTROL / "postrm").read_text().splitlines() if "rm " in line
    )


def test_the_branch_s_files_are_the_technician_s(stage):
    kept = (stage / "DEBIAN" / "conffiles").read_text("utf-8").splitlines()
    assert "/etc/lobby/branch.toml" in kept
    assert kept == sorted(f"/{path.relative_to(stage)}" for path in (stage / "etc").rglob("*.toml"))


def test_dpkg_reads_what_was_packed(stage, tmp_path):
    package = build.pack(stage, tmp_path, "1.2.3")
    told = subprocess.run(
        ["dpkg-deb", "--info", str(package)], capture_output=True, text=True, check=True
    ).stdout
    assert "Package: lobby-kiosk" in told
    assert "Version: 1.2.3" in told
    listed = subprocess.run(
        ["dpkg-deb", "-c", str(package)], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 5) for line in listed.splitlines()]
    assert {row[1] for row in rows} == {"root/root"}
    assert {row[0][1:] for row in rows if not row[0].startswith("l")} <= {"rwxr-xr-x", "rw-r--r--"}
    assert not [row[5] for row in rows if re.search(r"\.pyc|__pycache__|/(usr/local|var|run)/", row[5])]


def test_the_same_tree_makes_the_same_bytes(stage, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    one, two = build.pack(stage, tmp_path / "one", "1"), build.pack(stage, tmp_path / "two", "1")
    assert one.read_bytes() == two.read_bytes()


def test_no_file_names_the_folder_it_was_built_in(stage):
    built = [str(ROOT).encode(), str(stage).encode()]
    for file in (path for path in stage.rglob("*") if path.is_file() and not path.is_symlink()):
        text = file.read_bytes()
        assert not [place for place in built if place in text], file


def test_the_environment_runs_wherever_it_lies(stage, tmp_path):
    home = tmp_path / "elsewhere"
    shutil.copytree(stage / build.HOME, home, symlinks=True)
    # This machine's own Python in place of Debian's.
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    (home / "bin" / "python3").unlink()
    (home / "bin" / "python3").symlink_to(Path(sys.base_prefix, "bin", f"python{version}"))
    own = f"home = {Path(sys.base_prefix, 'bin')}\ninclude-system-site-packages = false\n"
    (home / "pyvenv.cfg").write_text(own, "utf-8")
    if version not in environment.PYTHONS:
        pytest.skip(f"the package is for Python {' and '.join(environment.PYTHONS)}; this is {version}")
    code = "import small, sys; print(small.SAID, sys.prefix)"
    told = subprocess.run(
        [home / "bin" / "python3", "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told == f"it runs {home}\n"


def test_what_a_debian_brings_is_named_for_both_releases():
    told = (CONTROL / "control").read_text("utf-8")
    assert "libglib2.0-0t64 | libglib2.0-0" in told
    assert "python3 (>= 3.11), python3 (<< 3.14)" in told
    for package in ("cage", "seatd", "fonts-noto-cjk", "libwayland-client0"):
        assert re.search(rf"\b{package}\b", told)
    triggers = (CONTROL / "triggers").read_text("utf-8")
    assert [
        line.rpartition("python")[2] for line in triggers.splitlines() if line.startswith("interest")
    ] == [*environment.PYTHONS]


def test_every_part_of_qt_that_the_screen_uses_is_packed():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "ui").rglob("*.py"))
    assert set(re.findall(r"from PySide6\.(\w+)", code)) <= set(environment.QT_MODULES)
    screen = "\n".join(path.read_text("utf-8") for path in (ROOT / "ui" / "touch").rglob("*.qml"))
    wanted = {name.replace(".", "/") for name in re.findall(r"^import (Qt[\w.]*)", screen, re.MULTILINE)}
    assert wanted <= set(environment.QML_MODULES)


def test_two_pythons_lie_over_one_another_where_they_agree(tmp_path):
    for version in ("311", "313"):
        folder = tmp_path / version
        (folder / "lib").mkdir(parents=True)
        (folder / "lib" / "code.py").write_text("same", "utf-8")
        (folder / "lib" / f"fast.cpython-{version}.so").write_text(version, "utf-8")
        (folder / "lib-1.dist-info").mkdir()
        (folder / "lib-1.dist-info" / "RECORD").write_text(version, "utf-8")
        environment._lay_over(folder, tmp_path / "site")
    found = sorted(path.name for path in (tmp_path / "site").rglob("*") if path.is_file())
    assert found == ["code.py", "fast.cpython-311.so", "fast.cpython-313.so"]


def test_two_pythons_that_do_not_agree_end_the_build(tmp_path):
    for version in ("311", "313"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "code.py").write_text(version, "utf-8")
    environment._lay_over(tmp_path / "311", tmp_path / "site")
    with pytest.raises(SystemExit, match=r"code\.py is not the same for every Python"):
        environment._lay_over(tmp_path / "313", tmp_path / "site")


def test_whoever_calls_the_command_leaves_the_store_to_the_group():
    words = (ROOT / "systemd/root/usr/bin/kiosk").read_text("utf-8")
    assert words.index("\numask 0007\n") < words.index("\nexec ")


def test_shiboken_s_own_modules_lie_beside_it(tmp_path):
    shutil.copytree(Path(find_spec("shiboken6").origin).parent, tmp_path / "shiboken6")
    environment.unpack_shiboken(tmp_path)
    load = "import sys; sys.path.insert(0, sys.argv[1]); import shiboken6.Shiboken\n"
    load += "print(sys.modules['shibokensupport.signature.loader'].__file__)"
    found = said(sys.executable, "-I", "-B", "-c", load, str(tmp_path)).strip()
    assert Path(found).is_relative_to(tmp_path), "it is still compiled at each start"
