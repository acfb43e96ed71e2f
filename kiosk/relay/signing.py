"""Signs what leaves the box as Standard Webhooks ask (www.standardwebhooks.com, "Signature scheme")."""

from __future__ import annotations

import base64
import hashlib
import hmac
from pathlib import Path

from kiosk.signing_key import FORM, key_of

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
        return key_of(written.decode("ascii"))
    except ValueError:
        raise SecretError(f"The file {file} holds no signing secret: it must be {FORM}.") from None


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
