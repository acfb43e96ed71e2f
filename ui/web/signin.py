"""Who is signed in at the staff's pages, and what they may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.responses import Response

from kiosk.sessions import LONGEST_S, form_token
from kiosk.staff import Role
from ui.web.hall import Hall, hall_of
from ui.web.problem import Problem

_SAFE = {"GET", "HEAD"}
_FIELDS_MOST = 130
"""A round of 60 things has two fields each."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, with the token their forms carry."""

    name: str
    role: Role
    session: str
    form_token: str


def cookie_name(hall: Hall) -> str:
    """With https only this very host can set it."""
    return "__Host-lobby" if hall.manner.secure else "lobby"


def remember(hall: Hall, response: Response, session: str) -> None:
    """Let the browser keep the session's id, where no script can read it."""
    keep_session(response, cookie_name(hall), session, secure=hall.manner.secure)


def forget(hall: Hall, response: Response) -> None:
    drop_session(response, cookie_name(hall), secure=hall.manner.secure)


def keep_session(response: Response, cookie: str, session: str, *, secure: bool) -> None:
    """A cookie that no script reads and no other site sends."""
    response.set_cookie(cookie, session, max_age=LONGEST_S, secure=secure, httponly=True, samesite="strict")


def drop_session(response: Response, cookie: str, *, secure: bool) -> None:
    response.delete_cookie(cookie, secure=secure, httponly=True, samesite="strict")


async def person(request: Request, hall: Hall, *, used: bool = True) -> Person | None:
    """Who is signed in, if anybody is."""
    session = request.cookies.get(cookie_name(hall), "")
    if not session:
        return None
    account = await hall.clerks.ask(lambda clerk: clerk.sessions.find(session, used=used))
    return Person(account.name, account.role, session, form_token(session)) if account else None


def needs(role: Role, *, used: bool = True) -> Callable[[Request], Awaitable[Person]]:
    """A dependency: somebody signed in whose role is enough, and whose form is their own."""

    async def allowed(request: Request) -> Person:
        found = await person(request, await hall_of(request), used=used)
        if found is None:
            raise Problem(HTTPStatus.UNAUTHORIZED, "Nobody is signed in here: sign in first.")
        if not found.role.may(role):
            raise Problem(
                HTTPStatus.FORBIDDEN,
                f"This needs the role of {role.value}, which {found.name} does not have.",
            )
        await refuse_forged(request, found.form_token)
        return found

    return allowed


Teller = Annotated[Person, Depends(needs(Role.TELLER))]
TellerWatching = Annotated[Person, Depends(needs(Role.TELLER, used=False))]
LobbyManager = Annotated[Person, Depends(needs(Role.MANAGER))]
Administrator = Annotated[Person, Depends(needs(Role.ADMINISTRATOR))]
LobbyManagerWatching = Annotated[Person, Depends(needs(Role.MANAGER, used=False))]


async def fields(request: Request) -> dict[str, str]:
    """A form's fields; pages send nothing but plain forms."""
    try:
        text = (await request.body()).decode()
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS_MOST))
    except ValueError:
        raise Problem(HTTPStatus.BAD_REQUEST, "The form could not be read: send it again.") from None


async def sign_in(hall: Hall, name: str, secret: str, former: str) -> tuple[Person, str]:
    """A fresh session for the right name and secret; the one before, if any, ends."""
    account = await hall.clerks.ask_doorkeeper(lambda clerk: clerk.staff.check(name, secret))
    session = await hall.clerks.ask(lambda clerk: clerk.sessions.begin(account))
    if former:
        await hall.clerks.ask(lambda clerk: clerk.sessions.end(former))
    return Person(account.name, account.role, session, form_token(session)), session


async def refuse_forged(request: Request, token: str) -> None:
    """Problem for a change that no form of theirs asks for."""
    if request.method not in _SAFE and not compare_digest(await _sent_token(request), token.encode()):
        raise Problem(HTTPStatus.FORBIDDEN, "This request carries no valid form token: load the page again.")


async def _sent_token(request: Request) -> bytes:
    if header := request.headers.get("x-form-token"):
        return header.encode()
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return (await fields(request)).get("token", "").encode()
    return b""
