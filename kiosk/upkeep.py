"""What is done to the box itself: by a technician, with who it was, and by the chores of the night."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.devices import own_devices, report
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.finding import Finding, Record, finding
from kiosk.journal import writing
from kiosk.print_job import PrintState
from kiosk.rows import device_at
from kiosk.site import Site
from kiosk.store import Cursor, Store

SELFTEST = "selftest"
BACKUP = "backup"
ARCHIVE = "archive"
UPDATE = "update"
"""A new system, which only a box of the disk image takes."""
CHORES = (SELFTEST, BACKUP, ARCHIVE, UPDATE)
"""They report like devices: `ok` with what was done, or `failed` with what to do."""
PARTS = ("touch", "devices", "web", "relay")
"""The parts of a box that can be started afresh, by the names of their units."""


_LOOKED_THROUGH = 20_000


class Deed(StrEnum):
    """What a technician may do from the page; nothing of it touches a ticket."""

    TEST_PRINT = "test_print"
    TEST_PRINTED = "test_printed"
    """What came of it, by the process that owns the printer."""
    RESTART = "restart"
    SUPPORT = "support"
    """Made a bundle for whoever helps from afar."""
    UPDATE_STICK = "update_stick"
    """Had the box take a new system from the USB stick, or from the bank's server."""
    UPDATE_SERVER = "update_server"
    RESTART_BOX = "restart_box"
    """Had the box start into the new system."""


_DEEDS = frozenset(each.value for each in Deed)


def note(site: Site, deed: Deed, staff: str = "", **facts: str) -> Event:
    """Write down what was done, and by whom; empty is somebody at the box's own terminal."""
    with site.writing() as journal:
        box = site.store.whose.box
        return journal.record(Kind.SERVICED, facts={"deed": deed.value, "staff": staff, "box": box, **facts})


def require_part(part: str) -> str:
    """LobbyError where the box has no such part."""
    if part not in PARTS:
        raise LobbyError(f"{part[:24]!r} is no part of the box; they are {', '.join(PARTS)}.")
    return part


def trial_asked(site: Site, after: int) -> tuple[int, int | None]:
    """How far the log goes beyond a row, and the last row in that which asks a test print of this box."""
    with site.store.read() as cursor:
        found = cursor.all("SELECT seq, kind, facts FROM event WHERE seq > ? ORDER BY seq", after)
    wanted = {"deed": Deed.TEST_PRINT.value, "box": site.store.whose.box}
    told = [(seq, json.loads(facts)) for seq, kind, facts in found if kind == Kind.SERVICED.value]
    asked = max((seq for seq, facts in told if wanted.items() <= facts.items()), default=None)
    return (found[-1][0] if found else after), asked


def trial_ended(site: Site, state: PrintState) -> None:
    """What came of a test print."""
    note(site, Deed.TEST_PRINTED, state=state.value)


def chore_done(site: Site, chore: str, *found: Finding | str) -> None:
    """A chore was done; the moment is always news, so that everybody sees when it was."""
    report(site, chore, "ok", _record(site, found))


def chore_failed(site: Site, chore: str, *found: Finding | str) -> None:
    """A chore could not be done, which staff are told until the next one is fine."""
    report(site, chore, "failed", _record(site, found))


def chore_failed_blind(store: Store, chore: str, now: datetime, *found: Finding) -> None:
    """The same where the branch's own files cannot be read, which may be just what is to be told."""
    with writing(store, lambda: now, None) as journal:
        journal.report(device_at(chore, store.whose.box), "failed", _recorded(now, found))


def _record(site: Site, found: tuple[Finding | str, ...]) -> str:
    return _recorded(site.clock(), found)


def _recorded(now: datetime, found: tuple[Finding | str, ...]) -> str:
    """A sentence that has no phrase stands as it was written."""
    told = (finding("doctor.words", words=each) if isinstance(each, str) else each for each in found)
    return Record(f"{now:%Y-%m-%d %H:%M}", tuple(told)).text


def chore_told(site: Site, chore: str, *found: Finding | str) -> None:
    """Something is to be said of a chore that was neither done nor failed: it stands as it stood."""
    with site.store.read() as cursor:
        known = own_devices(site, cursor).get(chore)
    state = known.state if known else "ok"
    report(site, chore, state, _record(site, found))


@dataclass(frozen=True, slots=True)
class Done:
    """A deed of the log."""

    at: datetime
    deed: Deed
    staff: str
    part: str
    state: str


def deeds(cursor: Cursor, most: int) -> list[Done]:
    """The last deeds, the latest first; only of the log's last days' worth of rows."""
    found = cursor.all(
        "SELECT at, facts FROM event WHERE seq > (SELECT max(seq) FROM event) - ? AND kind = 'serviced'"
        " ORDER BY seq DESC LIMIT ?",
        *(_LOOKED_THROUGH, most),
    )
    told = [(datetime.fromisoformat(at), json.loads(facts)) for at, facts in found]
    # A newer program may have deeds that this one has no word for.
    return [_done(at, facts) for at, facts in told if facts["deed"] in _DEEDS]


def _done(at: datetime, facts: dict[str, str]) -> Done:
    return Done(at, Deed(facts["deed"]), facts["staff"], facts.get("part", ""), facts.get("state", ""))
