"""The one file of a page's form, sent as multipart/form-data; any browser sends it so, without a script."""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from hmac import compare_digest
from http import HTTPStatus

from ui.web.problem import Problem

_FORM = "multipart/form-data"


def file_in(body: bytes, kind: str, token: str, name: str = "file") -> bytes:
    """The file of that name; Problem where the form is none of ours."""
    parts = _parts(body, kind)
    sent = parts.get("token", b"")
    if not compare_digest(sent, token.encode()):
        raise Problem(HTTPStatus.FORBIDDEN, "This request carries no valid form token: load the page again.")
    return parts.get(name, b"")


def _parts(body: bytes, kind: str) -> dict[str, bytes]:
    if not kind.isprintable() or not kind.lower().startswith(_FORM):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A file is sent as {_FORM}.")
    head = f"Content-Type: {kind}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    form = BytesParser().parsebytes(head + body)
    found: dict[str, bytes] = {}
    for part in form.get_payload() if form.is_multipart() else ():
        if isinstance(part, Message):
            named = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if isinstance(named, str) and isinstance(content, bytes):
                found[named] = content
    return found
