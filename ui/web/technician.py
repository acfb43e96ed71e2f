"""The technician's page: each part of the box, fine or what to do, and the few deeds that are safe.

What it tells is what `kiosk doctor` tells. Nothing here touches a ticket, and every deed stands in the log
under the name of who did it.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.devices import PRINTER
from kiosk.lobby import Lobby
from kiosk.upkeep import CHORES, PARTS, Deed, Done, deeds, note, require_part
from ui.cli.setting import Setting
from ui.reports.tongue import Tongue
from ui.upkeep.bundle import bundle, file_name
from ui.upkeep.findings import examined
from ui.upkeep.plain_log import Row, since
from ui.upkeep.restart import ask_restart, can_restart
from ui.upkeep.versions import up_hours, versions
from ui.web.attachment import attached
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import Administrator
from ui.web.technician_update import SAID, shown
from ui.web.tongue import chosen, keep

router = APIRouter()

_HOUR = timedelta(hours=1)
_ROWS_MOST = 2_000
_DEEDS_MOST = 8
_MADE = {"print", *(f"restart-{part}" for part in PARTS), *SAID}
"""What the page says was just done."""

PartName = Annotated[str, Path(max_length=24)]


@router.get("/technician", include_in_schema=False)
async def technician_page(
    request: Request,
    hall: TheHall,
    administrator: Administrator,
    did: Annotated[str, Query(max_length=24)] = "",
) -> Response:
    here = _box(hall)
    parts = await asyncio.to_thread(lambda: list(examined(here, asks=False)))
    stands, server = await asyncio.to_thread(shown, here)
    done, noted = await hall.clerks.ask(lambda clerk: _noted(clerk.lobby))
    page = hall.page(
        request,
        "technician.html",
        person=administrator,
        parts=sorted(parts, key=lambda part: part.fine),
        versions=versions(),
        up_hours=up_hours(),
        noted=noted,
        deeds=done,
        restarts=PARTS if can_restart() else (),
        prints=any(part.name == PRINTER for part in parts) and hall.branch.printer is not None,
        updating=stands,
        update_server=server,
        did=did if did in _MADE else "",
        tongue=Tongue(hall.branch, hall.phrases[chosen(request, hall.branch.languages)]),
    )
    keep(request, page, hall.branch.languages)
    return page


@router.get("/technician/hour", include_in_schema=False)
async def hour_page(request: Request, hall: TheHall, administrator: Administrator) -> Response:
    """The last hour's rows of the log, the latest first."""
    rows = await hall.clerks.ask(lambda clerk: _last_hour(clerk.lobby))
    tongue = Tongue(hall.branch, hall.phrases[chosen(request, hall.branch.languages)])
    page = hall.page(request, "technician_hour.html", person=administrator, rows=rows, tongue=tongue)
    keep(request, page, hall.branch.languages)
    return page


@router.post("/technician/print", include_in_schema=False)
async def test_print(hall: TheHall, administrator: Administrator) -> Response:
    """One test ticket: the process that owns the printer reads the wish in the log."""
    await _note(hall, Deed.TEST_PRINT, administrator.name)
    return _back("print")


@router.post("/technician/restart/{part}", include_in_schema=False)
async def restart(hall: TheHall, administrator: Administrator, part: PartName) -> Response:
    """Start a part afresh; noted first, since it may be this very process."""
    name = require_part(part)
    if can_restart():
        await _note(hall, Deed.RESTART, administrator.name, part=name)
    await asyncio.to_thread(ask_restart, name)
    return _back(f"restart-{name}")


@router.post("/technician/bundle", include_in_schema=False)
async def support(hall: TheHall, administrator: Administrator) -> Response:
    """The bundle for support, as a file."""
    here = _box(hall)
    made = await asyncio.to_thread(bundle, here)
    await _note(hall, Deed.SUPPORT, administrator.name)
    return attached(made, file_name(here))


def _box(hall: Hall) -> Setting:
    if hall.manner.here is None:
        raise Problem(HTTPStatus.NOT_FOUND, "These pages were started without a box to look after.")
    return hall.manner.here


def _noted(lobby: Lobby) -> tuple[list[Done], dict[str, str]]:
    """The last deeds, and when each chore was done last."""
    with lobby.site.store.read() as cursor:
        done = deeds(cursor, _DEEDS_MOST)
    known = lobby.overview().devices
    return done, {name: known[name].detail for name in CHORES if name in known}


def _last_hour(lobby: Lobby) -> list[Row]:
    with lobby.site.store.read() as cursor:
        return since(cursor, lobby.site.clock(), _HOUR, _ROWS_MOST)


async def _note(hall: Hall, deed: Deed, staff: str, **facts: str) -> None:
    await hall.clerks.ask(lambda clerk: note(clerk.lobby.site, deed, staff, **facts))


def _back(did: str) -> Response:
    return RedirectResponse(f"/technician?did={did}", HTTPStatus.SEE_OTHER)
