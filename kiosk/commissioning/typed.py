"""What a technician types on screen or page, as a wish carries it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

_NETWORK = ("address", "gateway", "names", "clocks")
_MOMENT_MOST = 40


def network_typed(texts: Mapping[str, str], *, fixed: bool) -> dict[str, str]:
    """The fields of an address count only where a fixed one is wanted; those of time servers always."""
    return {name: texts.get(name, "") for name in (_NETWORK if fixed else _NETWORK[-1:])}


def moment_typed(text: str, zone: tzinfo | None) -> str:
    """A time, by the branch's clock on the wall; what is none is refused by whoever would set it."""
    said = text.strip()[:_MOMENT_MOST]
    try:
        wall = datetime.fromisoformat(said)
    except ValueError:
        return said
    return (wall if wall.tzinfo else wall.replace(tzinfo=zone)).isoformat()
