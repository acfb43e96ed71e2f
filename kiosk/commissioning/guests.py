"""Who may go on with a first start from a page: whoever stands before the box and reads its code.

The network is no proof of anything: whoever plugs into it must not become the administrator.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.attempts import MOST, Attempts
from kiosk.commissioning.record import read_json, write_json
from kiosk.commissioning.rooms import Rooms

_DIGITS = 8
_GUESTS_MOST = 4
_ID_BYTES = 24
_FILE = "guests.json"
_FAILED = "wrong-codes.json"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def code(rooms: Rooms) -> str:
    """What the box's own screen shows; made on the box, and thrown away with the first start."""
    kept = _kept(rooms)
    if not kept["code"]:
        kept["code"] = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        write_json(rooms.own / _FILE, kept)
    return str(kept["code"])


def forget(rooms: Rooms) -> None:
    """Nobody comes in by the code any more."""
    for name in (_FILE, _FAILED):
        (rooms.own / name).unlink(missing_ok=True)


class Guests:
    """The browsers that knew the code; at most five wrong tries in ten minutes, whoever makes them.

    What was wrong is kept: to switch the box off and on wins no further tries, and costs ten minutes.
    """

    def __init__(
        self, rooms: Rooms, monotonic: Callable[[], float] = time.monotonic, boot: str | None = None
    ) -> None:
        self.rooms = rooms
        self._monotonic = monotonic
        self._boot = _this_boot() if boot is None else boot
        self._attempts = self._kept_attempts()
        self._lock = threading.Lock()

    def welcome(self, typed: str) -> str | None:
        """A browser's own key for the right code; None for a wrong one, or after too many."""
        with self._lock:
            now = self._monotonic()
            if not self._attempts.may_try(now):
                return None
            digits = "".join(filter(str.isdecimal, typed[:64]))
            if not hmac.compare_digest(digits.encode(), code(self.rooms).encode()):
                self._fail(now)
                return None
            return self._let_in()

    @property
    def must_wait(self) -> bool:
        """Whether the code is not even looked at now."""
        return not self._attempts.may_try(self._monotonic())

    def knows(self, key: str) -> bool:
        """Whether this browser has come in before; a restart of the pages forgets nobody."""
        return bool(key) and _digest(key) in _kept(self.rooms)["guests"]

    def _let_in(self) -> str:
        key, kept = secrets.token_urlsafe(_ID_BYTES), _kept(self.rooms)
        kept["guests"] = [*kept["guests"], _digest(key)][-_GUESTS_MOST:]
        write_json(self.rooms.own / _FILE, kept)
        return key

    def _fail(self, now: float) -> None:
        """One more that was wrong, on the disk before whoever typed it is told."""
        self._attempts = self._attempts.failed(now)
        failed = {"boot": self._boot, "failures": list(self._attempts.failures)}
        write_json(self.rooms.own / _FAILED, failed)

    def _kept_attempts(self) -> Attempts:
        """Those of before a restart; of another boot, whose seconds say nothing, as if made just now."""
        found, now = read_json(self.rooms.own / _FAILED), self._monotonic()
        failures = found.get("failures")
        listed = failures if isinstance(failures, list) else []
        made = [each for each in listed if isinstance(each, int | float)]
        if found.get("boot") != self._boot:
            return Attempts(tuple(now for _ in made[-MOST:]))
        return Attempts(tuple(min(float(each), now) for each in made[-MOST:]))


def _this_boot() -> str:
    """What tells this run of the machine from the one before; a new one each time where nobody says."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(8)


def _kept(rooms: Rooms) -> dict[str, Any]:
    found = read_json(rooms.own / _FILE)
    digits, guests = found.get("code"), found.get("guests")
    fits = isinstance(digits, str) and len(digits) == _DIGITS and digits.isdecimal()
    return {"code": digits if fits else "", "guests": guests if isinstance(guests, list) else []}


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
