"""What people write: never empty, never endless, never unprintable."""

from __future__ import annotations

from kiosk.errors import LobbyError

MOST = 2_000


def written(text: str, what: str, most: int = MOST) -> str:
    """The text as it is kept; LobbyError names the value and the bound."""
    plain = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text).strip()
    if not plain:
        raise LobbyError(f"{what} is empty: write it down.")
    if len(plain) > most:
        raise LobbyError(f"{what} has {len(plain)} characters; it may have {most}.")
    return plain
