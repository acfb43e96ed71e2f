"""The small screen at a counter: asks how it was by itself once a visit ends, and closes with the next call.

It hangs on the customers' listener, where nothing of the staff's can be reached, and has no session
of anybody: a key of its own, typed once, which lets it judge at one counter and see nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from kiosk import screens
from kiosk.rating.giving import NotOpenError
from kiosk.rating.verdict import BEST, WORST, Verdict
from ui.web.deeds import Number
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem, wants_page
from ui.web.rating import FACES
from ui.web.signin import fields
from ui.web.stream import After, LastId, Watch, follow
from ui.web.tongue import chosen, keep

router = APIRouter()

_KEPT_S = 400 * 24 * 60 * 60
"""Longer than this no browser keeps anything; each start of the screen begins it anew."""
_KEY_MOST = 64
_NO_KEY = "This screen has no key, or none that is valid any more: type the one of its counter at /screen."
_OVER = "The next customer was called, or this visit was rated already: there is nothing to judge here now."


class ScreenDeed(BaseModel):
    """A touch on a face. `ticket` is the number that the screen showed."""

    model_config = ConfigDict(extra="forbid")

    ticket: Number
    score: int = Field(ge=WORST, le=BEST)


class ScreenFacts(BaseModel):
    """What the screen shows: the number that is asked, or nothing."""

    counter: str
    ticket: str | None
    thanks: bool


@router.get("/screen", include_in_schema=False)
async def screen_page(request: Request, hall: TheHall) -> Response:
    """The question, thanks, or the branch's name; the field for the key where there is none yet."""
    key = _key(request, hall)
    counter = await _counter(hall, key)
    if counter is None:
        return _locked(request, hall)
    language = chosen(request, hall.branch.languages)
    page = hall.page(request, "screen.html", counter=counter, live=await _live(hall, counter, language))
    _remember(hall, page, key)
    keep(request, page, hall.branch.languages)
    return page


@router.post("/screen", include_in_schema=False)
async def unlock(request: Request, hall: TheHall) -> Response:
    """The key was typed."""
    key = (await fields(request)).get("key", "")[:_KEY_MOST]
    if await _counter(hall, key) is None:
        if not wants_page(request):
            raise Problem(HTTPStatus.FORBIDDEN, _NO_KEY)
        return _locked(request, hall, HTTPStatus.FORBIDDEN)
    begun = RedirectResponse("/screen", HTTPStatus.SEE_OTHER)
    _remember(hall, begun, key)
    return begun


@router.get("/api/v1/screen")
async def show_screen(request: Request, hall: TheHall) -> ScreenFacts:
    """What the screen shows now."""
    return await _facts(hall, await _allowed(request, hall))


@router.post("/api/v1/screen/rating")
async def judge(request: Request, hall: TheHall, deed: ScreenDeed) -> ScreenFacts:
    """Judge the visit that the screen asks about."""
    counter = await _allowed(request, hall)
    try:
        await hall.clerks.ask_guide(
            lambda clerk: screens.rate_on(clerk.lobby.site, counter, deed.ticket, Verdict(deed.score))
        )
    except NotOpenError as error:
        raise Problem(HTTPStatus.CONFLICT, _OVER) from error
    return await _facts(hall, counter)


@router.get("/api/v1/screen/events", response_class=StreamingResponse)
async def events(
    request: Request, hall: TheHall, last_event_id: LastId = None, after: After = None
) -> Response:
    """The screen whenever it changes."""
    key = _key(request, hall)
    counter = await _allowed(request, hall)
    language = chosen(request, hall.branch.languages)

    async def still() -> bool:
        return await _counter(hall, key) == counter

    watch = Watch(
        "screen", ("screen", counter, language), lambda: _live(hall, counter, language), seen_by_nobody, still
    )
    return follow(hall, watch, last_event_id, after)


def seen_by_nobody(_: Told) -> Mapping[str, Any] | None:
    """What happens in the lobby is not for a screen in a customer's hands."""
    return None


def _cookie(hall: Hall) -> str:
    return "__Host-screen" if hall.manner.secure else "screen"


def _key(request: Request, hall: Hall) -> str:
    return request.cookies.get(_cookie(hall), "")[:_KEY_MOST]


def _remember(hall: Hall, response: Response, key: str) -> None:
    response.set_cookie(
        _cookie(hall), key, max_age=_KEPT_S, secure=hall.manner.secure, httponly=True, samesite="strict"
    )


async def _counter(hall: Hall, key: str) -> str | None:
    if not key:
        return None
    return await hall.clerks.ask_guide(lambda clerk: screens.counter_of(clerk.lobby.site, key))


async def _allowed(request: Request, hall: Hall) -> str:
    counter = await _counter(hall, _key(request, hall))
    if counter is None:
        raise Problem(HTTPStatus.UNAUTHORIZED, _NO_KEY)
    return counter


def _locked(request: Request, hall: Hall, status: HTTPStatus = HTTPStatus.OK) -> Response:
    page = hall.page(request, "screen_key.html", wrong=status is not HTTPStatus.OK)
    page.status_code = status
    keep(request, page, hall.branch.languages)
    return page


async def _live(hall: Hall, counter: str, language: str) -> str:
    shown = await hall.clerks.ask_guide(lambda clerk: screens.shown(clerk.lobby.site, counter))
    others = [code for code in hall.branch.languages[:2] if code != language]
    return hall.render(
        "screen_live.html",
        language,
        shown=shown,
        counter=hall.branch.counter(counter),
        faces=FACES,
        other=hall.phrases[others[0]] if others else None,
    )


async def _facts(hall: Hall, counter: str) -> ScreenFacts:
    shown = await hall.clerks.ask_guide(lambda clerk: screens.shown(clerk.lobby.site, counter))
    return ScreenFacts(
        counter=counter,
        ticket=shown.ticket.label if shown.ticket else None,
        thanks=shown.thanked is not None,
    )
