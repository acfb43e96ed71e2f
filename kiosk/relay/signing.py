"""Signs what leaves the box as Standard Webhooks ask (www.standardwebhooks.com, "Signature scheme")."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from pathlib import Path

_PREFIX = "whsec_"
_LEAST, _MOST = 24, 64
_FORM = f"one line, {_PREFIX} and the base64 of {_LEAST} to {_MOST} random bytes"
_FILE_MOST = 4_096


class SecretError(Exception):
    """There is no secret to sign with; the sentence says why, and never what is in the file."""


def read_secret(file: Path) -> bytes:
    """The signing secret of a file."""
    try:
        with file.open("rb") as opened:
            written = opened.read(_FILE_MOST)
    except OSError as fault:
        raise SecretError(f"The signing secret {file} can't be read ({fault.strerror}).") from fault
    try:
        return secret_of(written.decode("ascii").strip())
    except ValueError:
        raise SecretError(f"The file {file} holds no signing secret: it must be {_FORM}.") from None


def secret_of(text: str) -> bytes:
    """The bytes of a written secret; ValueError where it is not one."""
    if not text.startswith(_PREFIX):
        raise ValueError(_FORM)
    try:
        secret = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        raise ValueError(_FORM) from None
    if not _LEAST <= len(secret) <= _MOST:
        raise ValueError(_FORM)
    return secret


def headers(secret: bytes, uid: str, body: bytes, now_s: float) -> dict[str, str]:
    """What names, dates and signs one message."""
    moment = str(int(now_s))
    seal = hmac.new(secret, b".".join((uid.encode(), moment.encode(), body)), hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "webhook-id": uid,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(seal).decode()}",
    }
