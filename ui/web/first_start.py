"""The first start on a page: the same five questions, for whoever read the code on the box's own screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.commissioning import conduct, gate, record
from kiosk.commissioning.guests import Guests
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES, Progress, Step
from kiosk.commissioning.trial_ticket import print_trial
from kiosk.commissioning.typed import moment_typed, network_typed
from kiosk.commissioning.wishes import Want, ask
from kiosk.sessions import form_token
from kiosk.staff import UnfitError
from ui.web.first_start_page import Shown, page_of
from ui.web.form_file import file_in
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import fields, keep_session, refuse_forged

router = APIRouter()
HOME = "/first-start"
_UPLOAD = f"{HOME}/upload"
_COOKIE = "lobby-first-start"
_WISH = re.compile(r"[0-9a-f]{16}")
_TICKET = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that knew the code."""

    hall: Hall
    guests: Guests
    token: str
    """What its forms carry."""

    @property
    def rooms(self) -> Rooms:
        return self.guests.rooms

    async def change(self, how: Callable[[Progress], Progress]) -> None:
        await self.hall.clerks.ask(lambda _: record.change(self.rooms, how))

    async def ask(self, want: Want, content: bytes = b"", **facts: object) -> str:
        """Lay down a wish; the page that comes next looks for its answer."""
        wish = await self.hall.clerks.ask(lambda _: ask(self.rooms, want, content, **facts))
        return f"{HOME}?w={wish.id}"


async def _guests(hall: TheHall) -> Guests:
    """As if there were no such page, unless this box is as it was delivered."""
    guests = hall.manner.first_start
    if guests is None or not await is_as_delivered(hall):
        raise Problem(HTTPStatus.NOT_FOUND, "Not Found.")
    return guests


async def is_as_delivered(hall: Hall) -> bool:
    """Whether this box still waits for its first start."""
    guests = hall.manner.first_start
    if guests is None or guests.rooms.is_over:
        return False
    return await hall.clerks.ask(lambda clerk: gate.allows(guests.rooms, clerk.store))


TheGuests = Annotated[Guests, Depends(_guests)]


async def _visit(request: Request, hall: TheHall, guests: TheGuests) -> Visit:
    """Whoever has no key of ours is asked for the code first; nothing is known yet of who made the form."""
    key = request.cookies.get(_name(hall), "")
    if not guests.knows(key):
        raise Problem(HTTPStatus.FORBIDDEN, "Type the code on the box's own screen first.")
    return Visit(hall, guests, form_token(key))


AnyVisit = Annotated[Visit, Depends(_visit)]


async def _own_form(request: Request, visit: AnyVisit) -> Visit:
    """The same, by a form of ours."""
    await refuse_forged(request, visit.token)
    return visit


TheVisit = Annotated[Visit, Depends(_own_form)]


@router.get(HOME, include_in_schema=False)
async def first_start(request: Request, hall: TheHall, guests: TheGuests) -> Response:
    """The question that is asked now; to a stranger, the one for the code."""
    key = request.cookies.get(_name(hall), "")
    if not guests.knows(key):
        return _door(request, hall, guests)
    asked = request.query_params
    shown = Shown(
        guests.rooms,
        form_token(key),
        _fitting(_WISH, asked.get("w", "")),
        _fitting(_WISH, asked.get("l", "")),
        int(_fitting(_TICKET, asked.get("p", "")) or 0),
        asked.get("x", "")[:20],
    )
    return await page_of(request, hall, shown)


@router.post(f"{HOME}/enter", include_in_schema=False)
async def enter(request: Request, hall: TheHall, guests: TheGuests) -> Response:
    typed = (await fields(request)).get("code", "")
    key = await hall.clerks.ask_doorkeeper(lambda _: guests.welcome(typed))
    if key is None:
        return _door(request, hall, guests, wrong=True)
    welcome = RedirectResponse(HOME, HTTPStatus.SEE_OTHER)
    keep_session(welcome, _name(hall), key, secure=hall.manner.secure)
    return welcome


@router.post(f"{HOME}/language", include_in_schema=False)
async def language(request: Request, visit: TheVisit) -> Response:
    chosen = (await fields(request)).get("language", "")
    if chosen not in LANGUAGES:
        raise Problem(HTTPStatus.BAD_REQUEST, f"It speaks {', '.join(LANGUAGES)}.")
    await visit.change(lambda now: now.speaking(chosen).answered(Step.LANGUAGE))
    return RedirectResponse(f"{HOME}?lang={chosen}", HTTPStatus.SEE_OTHER)


@router.post(_UPLOAD, include_in_schema=False)
async def upload(request: Request, visit: AnyVisit) -> Response:
    """The form's token comes in one of its parts."""
    content = file_in(await request.body(), request.headers.get("content-type", ""), visit.token)
    return RedirectResponse(await visit.ask(Want.BRANCH, content or b"-"), HTTPStatus.SEE_OTHER)


@router.post(f"{HOME}/do", include_in_schema=False)
async def do(request: Request, visit: TheVisit) -> Response:
    """What the setting up does: the stick, the printer, the address, the clock."""
    sent = await fields(request)
    match sent.get("want"):
        case "stick":
            place = await visit.ask(Want.STICK)
        case "printer":
            place = await visit.ask(Want.PRINTER, profile=sent.get("profile"), link=sent.get("link"))
        case "network":
            place = await visit.ask(Want.NETWORK, b"", **network_typed(sent, fixed=bool(sent.get("fixed"))))
        case "clock":
            zone = visit.hall.site.clock().tzinfo
            place = await visit.ask(Want.CLOCK, time=moment_typed(sent.get("time", ""), zone))
        case other:
            raise Problem(HTTPStatus.BAD_REQUEST, f"{str(other)[:20]!r} is nothing that can be wanted.")
    return RedirectResponse(place, HTTPStatus.SEE_OTHER)


@router.post(f"{HOME}/print", include_in_schema=False)
async def print_ticket(visit: TheVisit) -> Response:
    spoken = record.read(visit.rooms).language
    ticket = await visit.hall.clerks.ask(lambda clerk: print_trial(clerk.lobby.site, spoken))
    return RedirectResponse(f"{HOME}?p={ticket}", HTTPStatus.SEE_OTHER)


@router.post(f"{HOME}/go", include_in_schema=False)
async def go(request: Request, visit: TheVisit) -> Response:
    """A question is answered, left for later, or asked once more."""
    sent = await fields(request)
    try:
        step = Step(sent.get("step", ""))
        await visit.change(_GOING[sent.get("how", "")](step))
    except (KeyError, ValueError):
        raise Problem(HTTPStatus.BAD_REQUEST, "That is no step of a first start.") from None
    return RedirectResponse(HOME, HTTPStatus.SEE_OTHER)


@router.post(f"{HOME}/administrator", include_in_schema=False)
async def administrator(request: Request, visit: TheVisit) -> Response:
    sent = await fields(request)
    name, secret = sent.get("name", "")[:64], sent.get("secret", "")
    if secret != sent.get("again"):
        return _once_more("differ")
    try:
        await visit.hall.clerks.ask_doorkeeper(
            lambda clerk: conduct.name_administrator(visit.rooms, clerk.lobby.site, name, secret)
        )
    except (UnfitError, conduct.NotYet) as error:
        return _once_more(error.reason)
    return _over(visit.hall)


@router.post(f"{HOME}/end", include_in_schema=False)
async def end(visit: TheVisit) -> Response:
    """With the administrator that the branch's shared store has already."""
    try:
        await visit.hall.clerks.ask(
            lambda clerk: conduct.end_with_the_one_there_is(visit.rooms, clerk.lobby.site)
        )
    except conduct.NotYet as error:
        return _once_more(error.reason)
    return _over(visit.hall)


Going = Callable[[Step], Callable[[Progress], Progress]]


def _answered(step: Step) -> Callable[[Progress], Progress]:
    if step is Step.ADMINISTRATOR:
        raise ValueError(step)
    return lambda now: now.answered(step)


_GOING: dict[str, Going] = {
    "next": _answered,
    "skip": lambda step: lambda now: now.passed_by(step),
    "back": lambda step: lambda now: now.back_to(step),
}


def _door(request: Request, hall: Hall, guests: Guests, *, wrong: bool = False) -> Response:
    waits = guests.must_wait
    page = hall.page(request, "first_start_code.html", wrong=wrong and not waits, waits=waits)
    if waits:
        page.status_code = HTTPStatus.TOO_MANY_REQUESTS.value
    elif wrong:
        page.status_code = HTTPStatus.FORBIDDEN.value
    return page


def _once_more(reason: str) -> Response:
    return RedirectResponse(f"{HOME}?x={reason}", HTTPStatus.SEE_OTHER)


def _over(hall: Hall) -> Response:
    farewell = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    farewell.delete_cookie(_name(hall), secure=hall.manner.secure, httponly=True, samesite="strict")
    return farewell


def _fitting(form: re.Pattern[str], text: str) -> str:
    return text if form.fullmatch(text) else ""


def _name(hall: Hall) -> str:
    return f"__Host-{_COOKIE}" if hall.manner.secure else _COOKIE
