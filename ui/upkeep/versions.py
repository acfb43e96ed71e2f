"""What the box is made of: the program, what it stands on, and since when the box is up."""

from __future__ import annotations

import platform
import time
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

PACKAGE = "lobby-kiosk"
STATUS = Path("/var/lib/dpkg/status")


def versions() -> dict[str, str]:
    """In a few words, for the page."""
    system = _system()
    return {
        "kiosk": _version(PACKAGE) or packaged() or "?",
        "image": system.get("IMAGE_VERSION", ""),
        "system": system.get("PRETTY_NAME", platform.system()),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "sqlite": _version("apsw"),
    }


def packages() -> dict[str, str]:
    """Every package of the environment."""
    return dict(sorted((each.name, each.version) for each in distributions()))


def up_hours() -> float:
    """Since the box was started, its sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) / 3_600


def packaged(status: Path = STATUS) -> str:
    """The version of the Debian package, which keeps none with its Python; empty where there is none."""
    try:
        paragraphs = status.read_text("utf-8", "replace").split("\n\n")
    except OSError:
        return ""
    mine = (each for each in paragraphs if each.lstrip().startswith(f"Package: {PACKAGE}\n"))
    told = next(mine, "")
    return next((line[9:] for line in told.splitlines() if line.startswith("Version: ")), "")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _system() -> dict[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
