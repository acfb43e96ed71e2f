"""What somebody meets who does not see the screen: its tree through the desktop's own AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CLIENT = Path(__file__).parent / "atspi_client.py"
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER, REGISTRY = "/usr/libexec/at-spi-bus-launcher", "/usr/libexec/at-spi2-registryd"
PATIENCE_S = 90
LISTEN = f"""
{LAUNCHER} --launch-immediately & launcher=$!
{REGISTRY} & registry=$!
"$KIOSK_PYTHON" -m ui.cli touch --windowed 1080x1920 & kiosk=$!
{SYSTEM_PYTHON} {CLIENT} "$KIOSK_TOLD" 需要照顾的客户请按这里 个人现金 取号 好的
status=$?
kill $kiosk $registry $launcher 2>/dev/null
wait
exit $status
"""


def missing() -> str:
    """The Debian package that a box without AT-SPI lacks."""
    bound = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not (os.access(LAUNCHER, os.X_OK) and os.access(REGISTRY, os.X_OK)):
        return "at-spi2-core"
    if not shutil.which("dbus-run-session"):
        return "dbus"
    if not shutil.which("Xvfb"):
        return "xvfb"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", bound], capture_output=True, check=False)
    return "python3-gi and gir1.2-atspi-2.0" if asked.returncode else ""


pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}")


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1080x1920x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "the virtual screen did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


def test_a_visit_from_the_first_page_to_the_ticket_by_names_alone(display: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "WAYLAND_DISPLAY": "",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "KIOSK_PYTHON": sys.executable,
        "KIOSK_TOLD": str(tmp_path / "told.json"),
        "KIOSK_DATA": str(tmp_path / "data"),
        "KIOSK_CLOCK": "2026-11-25T09:42",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    told = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", LISTEN],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    home, cared, picked, ticket, after = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    cash = named(home, "个人现金")
    assert (cash["role"], cash["does"].split(", ")[0]) == ("check box", "Personal cash")
    assert {"showing", "enabled", "focusable"} <= set(cash["states"])
    assert "checked" in named(cared, "已为您优先安排")["states"]
    assert "checked" in named(picked, "个人现金")["states"]
    pressed = [node for node in home if node["role"] in {"push button", "button", "check box"}]
    visible = [node for node in pressed if "showing" in node["states"]]
    assert all(node["name"] and min(node["box"][2:]) >= 40 for node in visible)
    tops = [node["box"][1] + node["box"][3] // 2 for node in visible]
    assert tops[-1] > tops[0]
    alert = next(node for node in ticket if node["role"] == "alert")
    assert alert["name"].startswith("A001, 请到现金服务区")
    assert "checked" not in named(after, "个人现金")["states"]


def named(tree: list[dict], name: str) -> dict:
    return next(node for node in tree if node["name"].startswith(name) and "showing" in node["states"])
