"""The customer's page: their place in the queue, live, then the rating; one answer to every wrong token."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from kiosk import rows
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.minutes import wait_words
from kiosk.progress import Progress
from kiosk.rating import tables
from kiosk.ticket import TicketState
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.near import Near, near
from ui.web.problem import Problem
from ui.web.rating import NO_TICKET, TOKEN_MOST, Judging, Token, judging, rating_page
from ui.web.stream import After, LastId, Watch, follow
from ui.web.tongue import chosen, keep

router = APIRouter()


class PlaceFacts(BaseModel):
    """A customer's own ticket."""

    number: str
    state: str
    zone: str
    counters: list[str]
    counter: str | None
    ahead: int | None
    p50_s: int | None
    p90_s: int | None
    may_step_out: bool
    back_by: datetime | None
    notice: dict[str, str] | None
    """What is told of an outage, by language."""


@router.get("/", include_in_schema=False)
@router.get("/t/", include_in_schema=False)
@router.get("/T/", include_in_schema=False)
async def no_ticket(request: Request, hall: TheHall) -> Response:
    """Whoever typed the address without the code of a ticket."""
    page = hall.page(request, "no_ticket.html")
    page.status_code = HTTPStatus.NOT_FOUND
    keep(request, page, hall.branch.languages)
    return page


@router.get("/t/{token}", include_in_schema=False)
@router.get("/T/{token}", include_in_schema=False)
async def phone_page(request: Request, hall: TheHall, token: Token) -> Response:
    judges = "judge" in request.query_params
    found = await hall.clerks.ask_guide(lambda clerk: _looked_up(clerk.lobby, token, judges=judges))
    if isinstance(found, Judging):
        return rating_page(request, hall, token, found)
    if found is None:
        return await no_ticket(request, hall)
    view, told = found
    language = chosen(request, hall.branch.languages, view.ticket.language)
    page = hall.page(
        request,
        "phone.html",
        spoken=view.ticket.language,
        token=token.upper(),
        live=_render(hall, view, language, token),
        near=told.value,
        near_wrong=request.query_params.get("near") == "wrong",
    )
    keep(request, page, hall.branch.languages)
    return page


@router.get("/api/v1/tickets/{token}")
async def show_ticket(hall: TheHall, token: Token) -> PlaceFacts:
    """The place in the queue and the wait from now on."""
    return _facts(_found(await _view(hall, token)))


@router.post("/api/v1/tickets/{token}/step-out")
async def step_out(hall: TheHall, token: Token) -> PlaceFacts:
    """Go out for a while; the place is kept."""
    return _facts(await _do(hall, token, Lobby.step_out))


@router.post("/api/v1/tickets/{token}/back")
async def come_back(hall: TheHall, token: Token) -> PlaceFacts:
    """Back again."""
    return _facts(await _do(hall, token, _return_from_outside))


@router.post("/t/{token}/{deed}", include_in_schema=False)
async def pressed(hall: TheHall, token: Token, deed: str) -> Response:
    """A press on a page that runs no scripts."""
    deeds = {"step-out": Lobby.step_out, "back": _return_from_outside}
    if deed not in deeds:
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET)
    await _do(hall, token, deeds[deed])
    return RedirectResponse(f"/t/{token}", HTTPStatus.SEE_OTHER)


@router.get("/api/v1/events", response_class=StreamingResponse)
async def events(
    request: Request, hall: TheHall, ticket: str, last_event_id: LastId = None, after: After = None
) -> Response:
    """What happens to one ticket. `ticket` is its token."""
    view = _found(await _view(hall, ticket))
    language, own = chosen(request, hall.branch.languages), view.ticket.id

    async def make() -> str:
        view = _found(await _view(hall, ticket))
        # It may have been judged at the counter or the kiosk by now: then nobody is asked here.
        rated = await _is_rated(hall, own) if view.ticket.state is TicketState.FINISHED else False
        return _render(hall, view, language, ticket, rated=rated)

    def seen(told: Told) -> Mapping[str, Any] | None:
        return {"number": told.number, "counter": told.counter} if told.ticket_id == own else None

    async def still() -> bool:
        # After the service the page is another one: it is loaded anew, and asks for the rating.
        view = await _view(hall, ticket)
        return view is not None and view.ticket.state is not TicketState.FINISHED

    return follow(hall, Watch("public", ("ticket", own, language), make, seen, still), last_event_id, after)


def _looked_up(lobby: Lobby, token: str, *, judges: bool) -> Judging | tuple[Progress, Near] | None:
    """What a token opens: the rating once the visit is over, the place in the queue before, or nothing.

    Who was noted as missed sees that first, and may judge all the same.
    """
    found = judging(lobby, token)
    if found and found.is_open and (judges or found.view.said or found.view.ticket.state.over):
        return found
    view = lobby.progress(token) if len(token) <= TOKEN_MOST else None
    # Who has judged for good learns as little as one who guesses.
    if view is None or view.ticket.state is TicketState.FINISHED:
        return None
    return view, near(lobby, view.ticket)


async def _view(hall: Hall, token: str) -> Progress | None:
    if len(token) > TOKEN_MOST:
        return None
    return await hall.clerks.ask_guide(lambda clerk: clerk.lobby.progress(token))


async def _is_rated(hall: Hall, ticket_id: int) -> bool:
    def look(lobby: Lobby) -> bool:
        with lobby.site.store.read() as cursor:
            return tables.rating_of(cursor, ticket_id) is not None

    return await hall.clerks.ask_guide(lambda clerk: look(clerk.lobby))


async def _do(hall: Hall, token: str, deed: Any) -> Progress:  # noqa: ANN401
    def work(lobby: Lobby) -> Progress | None:
        view = lobby.progress(token)
        if view is not None:
            deed(lobby, view.ticket.id)
            view = lobby.progress(token)
        return view

    if len(token) > TOKEN_MOST:
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET)
    return _found(await hall.clerks.ask_guide(lambda clerk: work(clerk.lobby)))


def _return_from_outside(lobby: Lobby, ticket_id: int) -> None:
    """Only from outside: who was missed has to speak to staff."""
    with lobby.site.store.read() as cursor:
        ticket = rows.ticket(cursor, ticket_id)
    if ticket is None or ticket.state is not TicketState.AWAY:
        raise LobbyError("This ticket is not out: there is nothing to come back from.")
    lobby.bring_back(ticket_id)


def _found(view: Progress | None) -> Progress:
    if view is None:
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET)
    return view


def _render(hall: Hall, view: Progress, language: str, token: str, *, rated: bool = False) -> str:
    words = hall.phrases[language]
    return hall.render(
        "phone_live.html",
        language,
        view=view,
        rated=rated,
        token=token.upper(),
        wait=wait_words(view.wait, words) if view.wait else words("wait.unknown"),
    )


def _facts(view: Progress) -> PlaceFacts:
    ticket = view.ticket
    return PlaceFacts(
        number=ticket.label,
        state=ticket.state.value,
        zone=ticket.current.zone,
        counters=list(ticket.current.counters),
        counter=ticket.counter if ticket.state.at_counter else None,
        ahead=view.ahead,
        p50_s=view.wait.p50_s if view.wait else None,
        p90_s=view.wait.p90_s if view.wait else None,
        may_step_out=view.may_step_out,
        back_by=view.back_by,
        notice=dict(view.outage.text) if view.outage else None,
    )
