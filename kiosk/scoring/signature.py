"""Whether a message was signed the Standard Webhooks way with a key of ours, and lately."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TOLERANCE_S = 300
"""As the specification has it: what is older may be a replay."""
_ID_MOST = 64
_SIGNATURES_MOST = 10
_STAMP_DIGITS = 12


class SignatureRefused(Exception):
    """A message that nobody is proven to have sent; the sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The three headers of a message."""

    id: str
    timestamp: int
    signatures: tuple[bytes, ...]


def signed(headers: Mapping[str, str]) -> Signed:
    """The headers read; SignatureRefused where one is missing or strange."""
    message_id = _header(headers, "webhook-id")
    if len(message_id) > _ID_MOST:
        raise SignatureRefused(
            f"webhook-id has {len(message_id)} characters; it may have {_ID_MOST} at most."
        )
    stamp = _header(headers, "webhook-timestamp")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= _STAMP_DIGITS):
        raise SignatureRefused(f"webhook-timestamp is {stamp[:40]!r}; it is whole seconds since 1970.")
    return Signed(message_id, int(stamp), _signatures(_header(headers, "webhook-signature")))


def verify(message: Signed, body: bytes, keys: Iterable[bytes], now_s: float) -> None:
    """SignatureRefused unless one of the keys signed this body, within five minutes of now."""
    apart = now_s - message.timestamp
    if abs(apart) > TOLERANCE_S:
        way = "old" if apart > 0 else "ahead"
        raise SignatureRefused(
            f"webhook-timestamp is {abs(apart):.0f} s {way}; {TOLERANCE_S} s are allowed:"
            " set the sender's clock, and sign each message when it is sent."
        )
    content = f"{message.id}.{message.timestamp}.".encode() + body
    for key in keys:
        made = hmac.digest(key, content, "sha256")
        if any(hmac.compare_digest(made, given) for given in message.signatures):
            return
    raise SignatureRefused("webhook-signature fits no key of this branch: compare the key on both sides.")


def _header(headers: Mapping[str, str], name: str) -> str:
    if not (value := headers.get(name, "")):
        raise SignatureRefused(f"The header {name} is missing: sign the message the Standard Webhooks way.")
    return value


def _signatures(text: str) -> tuple[bytes, ...]:
    found = []
    for part in text.split(" ")[:_SIGNATURES_MOST]:
        version, _, encoded = part.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(encoded, validate=True))
            except (binascii.Error, ValueError):
                continue
    if not found:
        raise SignatureRefused("webhook-signature holds no v1 signature, such as v1,base64.")
    return tuple(found)
