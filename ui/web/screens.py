"""The administrator's page of the screens at the counters: which may ask how it was, and their keys."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from kiosk import screens
from kiosk.lobby import Lobby
from kiosk.screens import Screen
from ui.web.deeds import CounterId
from ui.web.hall import Hall, TheHall
from ui.web.signin import Administrator, Person
from ui.web.tongue import keep

router = APIRouter()


@router.get("/screens", include_in_schema=False)
async def screens_page(request: Request, hall: TheHall, administrator: Administrator) -> Response:
    return await _page(request, hall, administrator)


@router.post("/screens/{counter}/allow", include_in_schema=False)
async def allow(
    request: Request, hall: TheHall, administrator: Administrator, counter: CounterId
) -> Response:
    """A new key, shown this once: nothing but its hash is kept."""
    key = await hall.clerks.ask(lambda clerk: screens.allow(clerk.lobby.site, counter, administrator.name))
    return await _page(request, hall, administrator, counter, key)


@router.post("/screens/{counter}/forget", include_in_schema=False)
async def forget(hall: TheHall, _: Administrator, counter: CounterId) -> Response:
    """A screen that was taken away."""
    await hall.clerks.ask(lambda clerk: screens.forget(clerk.lobby.site, counter))
    return RedirectResponse("/screens", HTTPStatus.SEE_OTHER)


def _allowed(lobby: Lobby) -> dict[str, Screen]:
    with lobby.site.store.read() as cursor:
        return screens.allowed(cursor)


async def _page(request: Request, hall: Hall, person: Person, counter: str = "", key: str = "") -> Response:
    page = hall.page(
        request,
        "screens.html",
        person=person,
        allowed=await hall.clerks.ask(lambda clerk: _allowed(clerk.lobby)),
        fresh=counter,
        key=key,
        address=f"{hall.manner.public or hall.branch.address.public_url}/screen",
    )
    keep(request, page, hall.branch.languages)
    return page
