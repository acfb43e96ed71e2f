"""`POST /v1/ratings`: where the branches' relays deliver."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.scoring.message import Answer, Outcome, Sent
from kiosk.store import StoreError, StoreFull
from ui.scoring.bureau import Bureau, bureau_of
from ui.scoring.rating_form import RatingForm
from ui.web.guards import BODY_MOST, whole_body

router = APIRouter()

PATH = "/v1/ratings"
_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_STATUS = {
    Outcome.TAKEN: HTTPStatus.CREATED,
    Outcome.KNOWN: HTTPStatus.CONFLICT,
    Outcome.UNPROVEN: HTTPStatus.UNAUTHORIZED,
    Outcome.UNREADABLE: HTTPStatus.BAD_REQUEST,
    Outcome.INVALID: HTTPStatus.UNPROCESSABLE_ENTITY,
}
WORDS: dict[int | str, dict[str, Any]] = {
    HTTPStatus.CREATED.value: {"description": "Taken, and durable."},
    HTTPStatus.BAD_REQUEST.value: {"description": "No JSON object."},
    HTTPStatus.UNAUTHORIZED.value: {"description": "Not signed with a key of the branch, or not lately."},
    HTTPStatus.CONFLICT.value: {"description": "Here already: delivered."},
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE.value: {"description": "Larger than 64 kB."},
    HTTPStatus.UNPROCESSABLE_ENTITY.value: {"description": "A value is out of its bound."},
    HTTPStatus.SERVICE_UNAVAILABLE.value: {"description": "Later, please: see Retry-After."},
}
PARAMETERS = [
    {"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in _HEADERS
]
_SCHEMA = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": RatingForm.model_json_schema(by_alias=True)}},
    },
    "parameters": PARAMETERS,
}
_TAKEN = b'{"status":"taken"}'
_JSON, _PROBLEM = "application/json", "application/problem+json"
_LATER_S = "2"
_BODY_WITHIN_S = 10.0


class Reply(NamedTuple):
    """What a sender is answered."""

    status: HTTPStatus
    body: bytes
    kind: str


class Door:
    """Stands before the app and takes ratings in itself: by way of the app each would cost twice as much."""

    def __init__(self, app: ASGIApp, bureau: Bureau) -> None:
        self._app = app
        self._bureau = bureau

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(_BODY_WITHIN_S):
                body = await whole_body(receive)
        except TimeoutError:
            said = f"A request has to be here after {_BODY_WITHIN_S:.0f} s; this one was not."
            # Not 408: to a relay that would mean that the rating is refused for good.
            await _answer(send, _problem(HTTPStatus.SERVICE_UNAVAILABLE, said))
            return
        if body is None:
            said = f"A rating may hold {BODY_MOST // 1024} kB; this one is larger."
            await _answer(send, _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said), ends=True)
            return
        await _answer(send, await _taken(self._bureau, signing(scope["headers"]), body))


@router.post(PATH, responses=WORDS, status_code=HTTPStatus.CREATED, openapi_extra=_SCHEMA)
async def take_rating(request: Request) -> Response:
    """One signed rating, the Standard Webhooks way."""
    bureau = await bureau_of(request)
    reply = await _taken(bureau, signing(request.headers.raw), await request.body())
    return Response(reply.body, reply.status, media_type=reply.kind)


def signing(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The three headers that matter; one that comes twice counts once, the last."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers if name in _WANTED}


_WANTED = {name.encode() for name in _HEADERS}


async def _taken(bureau: Bureau, headers: dict[str, str], body: bytes) -> Reply:
    try:
        answer = await bureau.group.take(Sent(headers, body))
    except StoreError as error:
        full = isinstance(error, StoreFull)
        return _problem(
            HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.SERVICE_UNAVAILABLE, str(error)
        )
    return reply_of(answer)


def reply_of(answer: Answer) -> Reply:
    """The answer as HTTP has it."""
    if answer.outcome is Outcome.TAKEN:
        return Reply(HTTPStatus.CREATED, _TAKEN, _JSON)
    return _problem(_STATUS[answer.outcome], answer.sentence)


def _problem(status: HTTPStatus, sentence: str) -> Reply:
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": sentence}
    return Reply(status, json.dumps(body).encode(), _PROBLEM)


async def _answer(send: Send, reply: Reply, *, ends: bool = False) -> None:
    headers = [
        (b"content-type", reply.kind.encode()),
        (b"content-length", str(len(reply.body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        headers.append((b"retry-after", _LATER_S.encode()))
    if ends:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": reply.status.value, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
