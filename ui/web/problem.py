"""Errors as problem+json (RFC 9457) to programs and as a page to people: always a sentence."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from kiosk.errors import LobbyError, NotOfferedError, UnknownTicketError
from kiosk.staff import LockedError, SignInError
from kiosk.store import StoreAway, StoreBusy, StoreError, StoreFull

_SHOWN = 80
_LATER_S = "2"

_log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that is no success."""

    def __init__(self, status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers or {}


def add_problems(app: FastAPI) -> None:
    """Let an app answer every error with a sentence."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(LobbyError, _lobby)
    app.add_exception_handler(StoreError, _store)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _wrong_values)
    app.add_exception_handler(Exception, _unforeseen)


def answer(
    request: Request, status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None
) -> Response:
    """The error in the form that the asker reads."""
    if wants_page(request):
        if status is HTTPStatus.UNAUTHORIZED:
            return RedirectResponse("/login", HTTPStatus.SEE_OTHER)
        page: Response = request.app.state.hall.error_page(request, status, sentence)
        page.headers.update(headers or {})
        return page
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": sentence}
    return JSONResponse(body, status, headers, "application/problem+json")


def wants_page(request: Request) -> bool:
    """Whether a person asks, with a browser."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


async def _problem(request: Request, error: Exception) -> Response:
    found = error if isinstance(error, Problem) else Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "")
    return answer(request, found.status, str(found), found.headers)


async def _lobby(request: Request, error: Exception) -> Response:
    match error:
        case LockedError():
            return answer(
                request, HTTPStatus.TOO_MANY_REQUESTS, str(error), {"Retry-After": str(error.wait_s)}
            )
        case SignInError():
            return answer(request, HTTPStatus.FORBIDDEN, str(error))
        case UnknownTicketError() | NotOfferedError():
            return answer(request, HTTPStatus.NOT_FOUND, str(error))
        case _:
            return answer(request, HTTPStatus.CONFLICT, str(error))


async def _store(request: Request, error: Exception) -> Response:
    if isinstance(error, StoreAway) and wants_page(request):
        # Customers read this as well: where the database stands is for the journal, which has it once.
        page: Response = request.app.state.hall.error_page(
            request, HTTPStatus.SERVICE_UNAVAILABLE, "", away=True
        )
        page.headers["Retry-After"] = _LATER_S
        return page
    if not isinstance(error, StoreBusy | StoreAway):
        _log.error("%s", error)
    status = (
        HTTPStatus.INSUFFICIENT_STORAGE if isinstance(error, StoreFull) else HTTPStatus.SERVICE_UNAVAILABLE
    )
    return answer(request, status, str(error), {"Retry-After": _LATER_S})


async def _http(request: Request, error: Exception) -> Response:
    known = isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else 500)
    sentences = {
        HTTPStatus.BAD_REQUEST: "The body could not be read as JSON: look at its brackets and its encoding.",
        HTTPStatus.NOT_FOUND: f"There is no page at {request.url.path[:_SHOWN]}.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.url.path[:_SHOWN]} does not take {request.method[:10]}.",
    }
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) and known else None
    return answer(request, status, sentences.get(status, f"{status.phrase}."), headers)


async def _wrong_values(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    sentences = []
    for fault in faults[:5]:
        named = [str(part) for part in fault["loc"] if part not in {"body", "path", "query"}]
        where = ".".join(named) or "The body"
        shown = repr(fault.get("input"))
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        sentences.append(f"{where[:_SHOWN]} is {shown}: {fault['msg'][:200]}.")
    return answer(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(sentences) or "The request is not valid."
    )


async def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed.", request.method, request.url.path[:_SHOWN], exc_info=error)
    return answer(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong here; it was noted. Nothing was changed: try again.",
    )
