"""Where staff come in: signing in and out, and the choice of a window."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from kiosk.staff import LockedError, Role, SignInError
from ui.web.first_start import HOME as FIRST_START
from ui.web.first_start import is_as_delivered
from ui.web.hall import Hall, TheHall
from ui.web.signin import Teller, cookie_name, fields, forget, remember, sign_in
from ui.web.tongue import chosen, keep

router = APIRouter()


class Credentials(BaseModel):
    """Who somebody says they are."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(min_length=1, max_length=64)
    secret: str = Field(min_length=1, max_length=128)


class SignedIn(BaseModel):
    """Who is signed in; changes carry `form_token` as X-Form-Token."""

    name: str
    role: str
    form_token: str


@router.get("/login", include_in_schema=False)
async def login_page(request: Request, hall: TheHall) -> Response:
    if await is_as_delivered(hall):
        return RedirectResponse(FIRST_START, HTTPStatus.SEE_OTHER)
    return _login(request, hall)


@router.post("/login", include_in_schema=False)
async def login(request: Request, hall: TheHall) -> Response:
    sent = await fields(request)
    name, secret = sent.get("name", "")[:64], sent.get("secret", "")
    try:
        _, session = await sign_in(hall, name, secret, request.cookies.get(cookie_name(hall), ""))
    except SignInError as error:
        return _login(request, hall, error, name)
    welcome = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    remember(hall, welcome, session)
    return welcome


@router.post("/logout", include_in_schema=False)
async def logout(hall: TheHall, person: Teller) -> Response:
    await hall.clerks.ask(lambda clerk: clerk.sessions.end(person.session))
    farewell = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    forget(hall, farewell)
    return farewell


@router.get("/", include_in_schema=False)
async def windows(request: Request, hall: TheHall, person: Teller) -> Response:
    """Which window is yours today."""
    language = chosen(request, hall.branch.languages)
    between = hall.phrases[language]("list.separator")
    listed = [
        {
            "id": counter.id,
            "name": counter.name.get(language, counter.id),
            "does": between.join(
                hall.branch.service(each).name.get(language, each) for each in counter.services
            ),
        }
        for counter in hall.branch.counters
    ]
    page = hall.page(
        request,
        "windows.html",
        person=person,
        windows=listed,
        manages=person.role.may(Role.MANAGER),
        administers=person.role.may(Role.ADMINISTRATOR),
    )
    keep(request, page, hall.branch.languages)
    return page


@router.post("/api/v1/session")
async def begin_session(
    request: Request, response: Response, hall: TheHall, credentials: Credentials
) -> SignedIn:
    """Sign in; the session is kept in a cookie."""
    former = request.cookies.get(cookie_name(hall), "")
    person, session = await sign_in(hall, credentials.name, credentials.secret, former)
    remember(hall, response, session)
    return SignedIn(name=person.name, role=person.role.value, form_token=person.form_token)


@router.get("/api/v1/session")
async def show_session(person: Teller) -> SignedIn:
    """Who is signed in."""
    return SignedIn(name=person.name, role=person.role.value, form_token=person.form_token)


@router.delete("/api/v1/session", status_code=HTTPStatus.NO_CONTENT)
async def end_session(hall: TheHall, person: Teller, response: Response) -> None:
    """Sign out."""
    await hall.clerks.ask(lambda clerk: clerk.sessions.end(person.session))
    forget(hall, response)


def _login(request: Request, hall: Hall, error: SignInError | None = None, name: str = "") -> Response:
    words = hall.phrases[chosen(request, hall.branch.languages)]
    fault = ""
    status = HTTPStatus.OK
    headers: dict[str, str] = {}
    if isinstance(error, LockedError):
        fault, status = words("staff.locked", seconds=error.wait_s), HTTPStatus.TOO_MANY_REQUESTS
        headers = {"Retry-After": str(error.wait_s)}
    elif error is not None:
        fault, status = words("staff.refused"), HTTPStatus.FORBIDDEN
    page = hall.page(request, "login.html", fault=fault, name=name)
    page.status_code = status
    page.headers.update(headers)
    keep(request, page, hall.branch.languages)
    return page
