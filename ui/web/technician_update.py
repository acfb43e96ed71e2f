"""The part of the technician's page that is about a new system for the box."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import RedirectResponse, Response

from config.updates import usable_updates
from kiosk.errors import LobbyError
from kiosk.upkeep import note
from ui.cli.setting import Setting
from ui.upkeep.updating import WISHED, Updating, ask_update, updating
from ui.web.hall import TheHall
from ui.web.signin import Administrator

router = APIRouter()

_DEEDS = {name: deed for deed, name in WISHED.items()}
SAID = frozenset(_DEEDS)
"""What the page says was just asked for."""

WishName = Annotated[str, Path(max_length=24)]


@router.post("/technician/update/{wish}", include_in_schema=False)
async def wished(hall: TheHall, administrator: Administrator, wish: WishName) -> Response:
    """Take a new system, or start into the one that waits; noted once it is sure that somebody does it."""
    deed = _DEEDS.get(wish)
    if deed is None:
        raise LobbyError(f"{wish[:24]!r} is nothing that can be asked for; there is {', '.join(_DEEDS)}.")
    await asyncio.to_thread(ask_update, deed)
    await hall.clerks.ask(lambda clerk: note(clerk.lobby.site, deed, administrator.name))
    return RedirectResponse(f"/technician?did={wish}", HTTPStatus.SEE_OTHER)


def shown(here: Setting) -> tuple[Updating | None, bool]:
    """How it stands, and whether there is a server to be asked."""
    stands = updating()
    return stands, bool(stands and usable_updates(here.config).server)
