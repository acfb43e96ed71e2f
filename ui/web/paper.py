"""A demonstration's printed tickets as pictures, the newest first."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, Response

from kiosk import rows
from kiosk.lobby import Lobby
from ui.web.hall import TheHall
from ui.web.problem import Problem

router = APIRouter()

_SHOWN_MOST = 24
_LINKED_MOST = 12
_PICTURE = re.compile(r"ticket-\d{4,9}\.png")


@router.get("/paper", include_in_schema=False)
async def tray(request: Request, hall: TheHall) -> Response:
    folder = hall.manner.tickets
    tickets = await hall.clerks.ask(lambda clerk: _latest(clerk.lobby))
    pictures = _newest(folder) if folder else []
    return hall.page(request, "paper.html", pictures=pictures, tickets=tickets, public=hall.manner.public)


@router.get("/paper/{name}", include_in_schema=False)
async def picture(hall: TheHall, name: Annotated[str, InPath(max_length=40)]) -> Response:
    folder = hall.manner.tickets
    if folder is None or not _PICTURE.fullmatch(name) or not (folder / name).is_file():
        raise Problem(HTTPStatus.NOT_FOUND, f"No ticket was printed as {name}.")
    return FileResponse(folder / name, media_type="image/png")


def _latest(lobby: Lobby) -> dict[str, str]:
    """The tokens of the latest tickets by their numbers: a phone at a demonstration can't scan a screen."""
    with lobby.site.store.read() as cursor:
        found = rows.live_tickets(cursor)[-_LINKED_MOST:]
    return {ticket.label: lobby.token(ticket) for ticket in reversed(found)}


def _newest(folder: Path) -> list[str]:
    found = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted((name for name in found if _PICTURE.fullmatch(name)), reverse=True)[:_SHOWN_MOST]
