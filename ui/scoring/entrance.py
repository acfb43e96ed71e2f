"""Where people come in: signing in and out."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.staff import LockedError, SignInError
from ui.scoring.bureau import Bureau, TheBureau
from ui.scoring.signin import Reader, cookie_name, forget, remember, sign_in
from ui.web.signin import fields

router = APIRouter(include_in_schema=False)


@router.get("/login")
async def login_page(request: Request, bureau: TheBureau) -> Response:
    return _login(request, bureau)


@router.post("/login")
async def login(request: Request, bureau: TheBureau) -> Response:
    sent = await fields(request)
    name, secret = sent.get("name", "")[:64], sent.get("secret", "")
    try:
        session = await sign_in(bureau, name, secret, request.cookies.get(cookie_name(bureau), ""))
    except SignInError as error:
        return _login(request, bureau, error, name)
    welcome = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    remember(bureau, welcome, session)
    return welcome


@router.post("/logout")
async def logout(bureau: TheBureau, person: Reader) -> Response:
    await bureau.clerks.ask(lambda clerk: clerk.sessions.end(person.session))
    farewell = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    forget(bureau, farewell)
    return farewell


def _login(request: Request, bureau: Bureau, error: SignInError | None = None, name: str = "") -> Response:
    words, fault, status = bureau.words(request), "", HTTPStatus.OK
    headers: dict[str, str] = {}
    if isinstance(error, LockedError):
        fault, status = words("staff.locked", seconds=error.wait_s), HTTPStatus.TOO_MANY_REQUESTS
        headers = {"Retry-After": str(error.wait_s)}
    elif error is not None:
        fault, status = words("staff.refused"), HTTPStatus.FORBIDDEN
    page = bureau.page(request, "login.html", fault=fault, name=name)
    page.status_code = status
    page.headers.update(headers)
    return page
