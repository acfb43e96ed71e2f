"""Starting a part of the box afresh, asked for by who may start nothing.

The pages have no right to do it. They leave an empty file of the part's name in a folder of theirs; systemd
watches for these names, one unit each, and what it does then stands in that unit. Nothing is read out of the
file, so that whoever takes the pages over can have these four parts started afresh and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import LobbyError
from kiosk.upkeep import require_part

WISHES = Path("/run/lobby-wish")


def can_restart(folder: Path = WISHES) -> bool:
    """Whether somebody grants wishes here: the units of an installed box do."""
    return folder.is_dir()


def ask_restart(part: str, folder: Path = WISHES) -> None:
    """Have a part started afresh; LobbyError where nobody can."""
    name = require_part(part)
    if not can_restart(folder):
        raise LobbyError(
            f"Nobody restarts parts here: {folder} is not there, since this box was not set up with the"
            " package. End `kiosk run` with Ctrl-C and start it again."
        )
    try:
        (folder / name).touch(mode=0o600)
    except OSError as fault:
        raise LobbyError(
            f"{folder / name} could not be made ({fault.strerror}): nothing restarts."
        ) from fault
