"""Customers who want to be told that their turn is near: they leave an address, for this once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from kiosk import notices
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.ticket import Ticket, TicketState
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.rating import NO_TICKET, TOKEN_MOST, Token
from ui.web.signin import fields

router = APIRouter()

_ADDRESS_MOST = 200


class Near(StrEnum):
    """Whether a customer may ask to be told, or has."""

    NO = "no"
    OFFERED = "offered"
    ASKED = "asked"


class NearDeed(BaseModel):
    """Where to tell it: a telephone number, or what the bank's gateway knows the customer by."""

    model_config = ConfigDict(extra="forbid")

    address: str = Field(max_length=_ADDRESS_MOST)


def near(lobby: Lobby, ticket: Ticket) -> Near:
    """How it stands with a ticket's notice."""
    if ticket.state is not TicketState.WAITING or not notices.are_offered(lobby.site):
        return Near.NO
    with lobby.site.store.read() as cursor:
        return Near.ASKED if notices.is_asked(cursor, ticket.id) else Near.OFFERED


@router.post("/t/{token}/near", include_in_schema=False)
async def pressed(request: Request, hall: TheHall, token: Token) -> Response:
    """The form was sent; what is wrong with the address the page itself tells."""
    sent = await fields(request)
    try:
        await _ask(hall, token, _plain(sent.get("address", "")))
    except LobbyError:
        return RedirectResponse(f"/t/{token}?near=wrong", HTTPStatus.SEE_OTHER)
    return RedirectResponse(f"/t/{token}", HTTPStatus.SEE_OTHER)


@router.post("/api/v1/tickets/{token}/near", status_code=HTTPStatus.NO_CONTENT)
async def ask(hall: TheHall, token: Token, deed: NearDeed) -> None:
    """Tell this customer once the turn is near; the address is deleted with the call."""
    await _ask(hall, token, deed.address)


@router.post("/t/{token}/near-off", include_in_schema=False)
async def withdrawn(hall: TheHall, token: Token) -> Response:
    """The form was sent; who was called meanwhile has no notice left, and sees so."""
    with suppress(LobbyError):
        await _withdraw(hall, token)
    return RedirectResponse(f"/t/{token}", HTTPStatus.SEE_OTHER)


@router.delete("/api/v1/tickets/{token}/near", status_code=HTTPStatus.NO_CONTENT)
async def withdraw(hall: TheHall, token: Token) -> None:
    """Tell this customer nothing after all; the address is deleted at once."""
    await _withdraw(hall, token)


async def _withdraw(hall: Hall, token: str) -> None:
    await _with_ticket(hall, token, lambda lobby, ticket: notices.withdraw(lobby.site, ticket))


async def _ask(hall: Hall, token: str, address: str) -> None:
    await _with_ticket(hall, token, lambda lobby, ticket: notices.ask(lobby.site, ticket, address))


async def _with_ticket(hall: Hall, token: str, deed: Callable[[Lobby, int], None]) -> None:
    def work(lobby: Lobby) -> bool:
        view = lobby.progress(token) if len(token) <= TOKEN_MOST else None
        if view is not None:
            deed(lobby, view.ticket.id)
        return view is not None

    if not await hall.clerks.ask_guide(lambda clerk: work(clerk.lobby)):
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET)


def _plain(typed: str) -> str:
    """A number as people type it, with its gaps closed."""
    return "".join(typed[:_ADDRESS_MOST].split())
