"""White paper: how far it goes on without a dot."""

from __future__ import annotations


def feed(dots: int) -> bytes:
    """White paper (ESC J), which takes at most 255 dots at a time."""
    whole, rest = divmod(max(0, dots), 255)
    return b"\x1bJ\xff" * whole + (b"\x1bJ" + bytes((rest,)) if rest else b"")
