"""What stands before every route: a bound on what is sent, and the headers that keep a browser safe."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.limits import Limits

BODY_MOST = 64 * 1024
_BODY_WITHIN_S = 10.0
_SLOW_LATER_S = 5

_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # A customer's token is part of the address of their page.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_STATIC = "/static/"


class Guards:
    """Wraps a whole app; with limits, each address may ask so much and no more."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        dressed = _dressed(scope, send)
        if self._limits is None:
            await self._answer(scope, receive, dressed)
            return
        with self._limits.admitted(scope) as wait_s:
            if wait_s:
                await _refuse(dressed, HTTPStatus.TOO_MANY_REQUESTS, _TOO_MANY, wait_s)
            else:
                await self._answer(scope, receive, dressed)

    async def _answer(self, scope: Scope, receive: Receive, dressed: Send) -> None:
        headers = Headers(scope=scope)
        if scope["method"] not in _SAFE and not _from_here(headers):
            await _refuse(dressed, HTTPStatus.FORBIDDEN, "This request came from a page of another site.")
            return
        if _announced(headers) > BODY_MOST:
            await _refuse(dressed, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
            return
        try:
            body = await asyncio.wait_for(whole_body(receive), _BODY_WITHIN_S)
        except TimeoutError:
            # Not 408: to a relay that would mean that what it sent is refused for good.
            await _refuse(dressed, HTTPStatus.SERVICE_UNAVAILABLE, _TOO_SLOW, _SLOW_LATER_S)
            return
        if body is None:
            await _refuse(dressed, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
            return
        await self._app(scope, _again(body, receive), dressed)


_TOO_MANY = "There are too many requests from this address: wait a little, then try again."
_TOO_SLOW = f"A request has to be here after {_BODY_WITHIN_S:.0f} s; this one was not."
_TOO_LARGE = f"A request may hold {BODY_MOST // 1024} kB; this one is larger."


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


async def whole_body(receive: Receive) -> bytes | None:
    """The body, read before the app starts; None where there is more of it than may be."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_MOST:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Hands the body over once; afterwards what the browser does."""
    given = False

    async def read() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return read


def _from_here(headers: Headers) -> bool:
    """Whether a change is asked for by our own page, or by a program that is no browser."""
    if site := headers.get("sec-fetch-site"):
        # `none`: typed in, or a bookmark; browsers send no form that way.
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _dressed(scope: Scope, send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault(
                "Cache-Control", "no-cache" if scope["path"].startswith(_STATIC) else "no-store"
            )
        await send(message)

    return dressed


async def _refuse(send: Send, status: HTTPStatus, sentence: str, wait_s: int = 0) -> None:
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": sentence}
    content = json.dumps(body).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
        *([(b"retry-after", str(wait_s).encode())] if wait_s else []),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": content})
