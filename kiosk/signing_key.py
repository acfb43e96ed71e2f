"""The key that sender and receiver of a signed message share, as Standard Webhooks write it down."""

from __future__ import annotations

import base64
import binascii

_PREFIX = "whsec_"
_LEAST, _MOST = 24, 64
FORM = f"one line, {_PREFIX} and the base64 of {_LEAST} to {_MOST} random bytes"


def key_of(text: str) -> bytes:
    """The key that a written one stands for; ValueError says what it must be, and never what was given."""
    line = text.strip()
    if not line.startswith(_PREFIX):
        raise ValueError(f"A key is {FORM}; this does not begin with {_PREFIX}.")
    try:
        key = base64.b64decode(line.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"A key is {FORM}; this is not base64.") from None
    if not _LEAST <= len(key) <= _MOST:
        raise ValueError(f"A key is {FORM}; this has {len(key)}.")
    return key


def written(key: bytes) -> str:
    """How a key is written down for the other side."""
    return _PREFIX + base64.b64encode(key).decode()
