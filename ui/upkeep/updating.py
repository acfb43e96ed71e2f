"""A new system for the box, as far as the pages see it: what waits, what is at work, and the wish for one.

Only a box of the disk image has somebody who grants these wishes. As with a restart nothing is read of the
files that are left, and what is taken is decided by its signature and its version alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import LobbyError
from kiosk.upkeep import Deed
from ui.upkeep.restart import WISHES

UPDATES = Path("/run/lobby-update")
"""Where the box says what waits; root's, and readable to everybody."""
WISHED = {
    Deed.UPDATE_STICK: "update-stick",
    Deed.UPDATE_SERVER: "update-server",
    Deed.RESTART_BOX: "restart-box",
}
"""By which name each deed is wished for: the units of the image watch for these."""


@dataclass(frozen=True, slots=True)
class Updating:
    """How it stands."""

    waits: str
    """The version that the next start uses; empty where none waits."""
    at_work: bool
    """Whether one is just being taken."""


def updating(folder: Path = UPDATES) -> Updating | None:
    """How it stands; None on a box that takes no new system as a whole."""
    if not folder.is_dir():
        return None
    try:
        waits = (folder / "waiting").read_text("ascii", "replace")[:40].strip()
    except OSError:
        waits = ""
    return Updating(waits, (folder / "at-work").exists())


def ask_update(deed: Deed, folder: Path = UPDATES, wishes: Path = WISHES) -> None:
    """Have it done; LobbyError where nobody does, or where no new system waits to be started."""
    stands = updating(folder)
    if stands is None or not wishes.is_dir():
        raise LobbyError("This box takes no new system as a whole: it is not one of the disk image.")
    if deed is Deed.RESTART_BOX and not stands.waits:
        raise LobbyError("No new system waits to be started: take one first.")
    try:
        (wishes / WISHED[deed]).touch(mode=0o600)
    except OSError as fault:
        raise LobbyError(f"{wishes} could not be written ({fault.strerror}): nothing is taken.") from fault
