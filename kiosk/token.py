"""The ticket's token on paper: who it is and a seal, short enough for a QR code of version 3.

8 bytes name the key, the branch, the day and the number; 10 bytes seal them (80 bits of
HMAC-SHA-256). Upper-case base 32 keeps the whole address in the QR's alphanumeric mode.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

# Before the first day a dead clock can say, so that its tickets have tokens as well.
_EPOCH = date(1969, 1, 1)
_NUMBER_BITS = 19
_LETTERS = " " + string.ascii_uppercase
_SEAL_BYTES = 10
_NAME_BYTES = 8
TOKEN_LENGTH = 29


@dataclass(frozen=True, slots=True)
class Claim:
    """Which ticket a token names."""

    branch: int
    day: date
    prefix: str
    number: int


def make_token(kid: int, secret: bytes, claim: Claim) -> str:
    """The sealed token of a ticket: 29 characters of A–Z and 2–7."""
    place = (_LETTERS.index(claim.prefix or " ") << _NUMBER_BITS) | claim.number
    name = (
        kid.to_bytes(1, "big")
        + claim.branch.to_bytes(2, "big")
        + (claim.day - _EPOCH).days.to_bytes(2, "big")
        + place.to_bytes(3, "big")
    )
    return base64.b32encode(name + _seal(secret, name)).decode().rstrip("=")


def read_token(secrets: Mapping[int, bytes], token: str) -> Claim | None:
    """The ticket a token names; None for any that we did not seal, whatever is wrong with it."""
    # Letters such as ſ have a capital among ours.
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        raw = base64.b32decode(token.upper() + "===")
    except ValueError:
        return None
    name, seal = raw[:_NAME_BYTES], raw[_NAME_BYTES:]
    secret = secrets.get(name[0])
    if secret is None or not hmac.compare_digest(seal, _seal(secret, name)):
        return None
    # The last character's spare bits must be zero, else one ticket would have many tokens.
    if base64.b32encode(raw).decode().rstrip("=") != token.upper():
        return None
    place = int.from_bytes(name[5:8], "big")
    letter = _LETTERS[place >> _NUMBER_BITS].strip()
    day = _EPOCH + timedelta(days=int.from_bytes(name[3:5], "big"))
    return Claim(int.from_bytes(name[1:3], "big"), day, letter, place & ((1 << _NUMBER_BITS) - 1))


def ticket_link(public_url: str, token: str) -> str | None:
    """The customer's page of a ticket as the QR code carries it; None where the branch has no page."""
    return f"{public_url.upper()}/T/{token}" if public_url else None


def _seal(secret: bytes, name: bytes) -> bytes:
    return hmac.new(secret, name, hashlib.sha256).digest()[:_SEAL_BYTES]
