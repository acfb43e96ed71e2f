"""What our units wrote into the journal, without whatever could name a person."""

from __future__ import annotations

import re
import shutil
import subprocess

from ui.upkeep.unsecret import bare

_LINES_MOST = 6_000
_PATIENCE_S = 20.0
_UNREADABLE = "The journal can't be read by this process; `kiosk support` as root adds its lines.\n"
_TICKET = re.compile(r"(/[tr]/)[A-Za-z0-9_-]{6,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LONG_NUMBER = re.compile(r"(?<![\w.:-])\+?\d(?:[ -]?\d){6,}[Xx]?(?![\w:])")
"""Seven digits in a row or more: a telephone, a card, an identity; our own numbers are shorter."""


def journal() -> str:
    """The last day's lines of the box's units; a sentence where nobody may read them here."""
    program = shutil.which("journalctl")
    if program is None:
        return _UNREADABLE
    words = (program, "--no-pager", "--output=short-iso", "--since=-1day", f"--lines={_LINES_MOST}")
    ours = ("--unit=lobby-*", "--unit=lobby.target")
    try:
        told = subprocess.run([*words, *ours], capture_output=True, check=False, timeout=_PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired):
        return _UNREADABLE
    lines = told.stdout.decode("utf-8", "replace").splitlines()
    found = [line for line in lines if not line.startswith("-- ")]
    return "".join(f"{impersonal(line)}\n" for line in found) if found else _UNREADABLE


def impersonal(line: str) -> str:
    """A line without tickets' addresses, mail addresses and long numbers."""
    told = _TICKET.sub(r"\1…", bare(line))
    return _LONG_NUMBER.sub("…", _MAIL.sub("…", told))
