"""Which file of a branch's folder holds what."""

from __future__ import annotations

from pathlib import PurePath

HOURS = "hours.toml"
LOBBY = "lobby.toml"
"""What is plugged in besides the printer; a branch without any has no such file."""
CALENDAR = "calendar.toml"
"""Pay days, pension days and special periods; a branch without any has no such file."""
RETENTION = "retention.toml"
"""How long closed days stay in the store; a branch without it keeps them as shipped."""
ADVICE = "advice.toml"
"""When the manager is advised what; a branch without it takes the figures as shipped."""
BOX = "box.toml"
"""What this box is called; it lies in the data folder, since the branch's may be the same on all boxes."""
FRONT = "front.toml"
"""What the screen tells while nobody is before it; a branch with nothing to tell has no such file."""
SPEECH = "speech.toml"
"""How the screen speaks to whoever asks for it; a branch without it speaks as shipped."""
THEME = "theme.toml"
"""A bank's own colours, corners and logo; a branch without it looks as shipped."""
UPDATES = "updates.toml"
"""Where a box of the disk image takes a new system from; a branch without it takes it from a stick alone."""
BOARDS = "boards"
"""The folder of the branch's own profiles of boards, keypads, lamps and readers."""
TEMPLATES = "tickets"
"""The folder of the ticket templates, a file per language."""

OWN_FILES = (HOURS, LOBBY, CALENDAR, RETENTION, ADVICE, FRONT, SPEECH, THEME, UPDATES)
FOLDERS = (BOARDS, TEMPLATES, "packs", "phrases", "printers")
"""Folders of files that a branch may have of its own."""

OWN = ("id", "code", "bank", "name", "languages", "timezone", "complaint_line", "store")
"""The keys that are facts of the branch itself, not of a part of it."""

FILES = {
    "branch.toml": (*OWN, "address", "pages", "paper"),
    "zones.toml": ("zones",),
    "services.toml": ("services", "elsewhere"),
    "counters.toml": ("counters", "machines"),
    "rules.toml": ("classes", "rules", "green", "alarms"),
    HOURS: ("hours",),
    "rating.toml": ("rating", "relay"),
    "devices.toml": ("printer",),
}
"""The keys of a branch by file. hours.toml has no [hours] around it: the file is that table."""


def is_of_branch(path: PurePath) -> bool:
    """Whether a file at this place of a branch's folder is read at all."""
    if len(path.parts) == 1:
        return path.name in FILES or path.name in OWN_FILES
    return path.parts[0] in FOLDERS


def home(name: str) -> str | None:
    """The file in which a key of a branch stands; None if there is no such key."""
    return next((file for file, names in FILES.items() if name in names), None)
