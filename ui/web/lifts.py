"""The report of the green channel: who lifted how many, why, and what it took from the others."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from kiosk.green import Lifter
from ui.web.hall import Hall, TheHall
from ui.web.signin import LobbyManager
from ui.web.tongue import keep

router = APIRouter()

_MINUTE_S = 60


class LifterFacts(BaseModel):
    """What one of the staff did through the green channel today."""

    staff: str
    lifts: int
    undone: int
    reasons: dict[str, int]
    people: int
    added_s: int


@router.get("/green-report", include_in_schema=False)
async def report_page(
    request: Request, hall: TheHall, manager: LobbyManager, day: date | None = None
) -> Response:
    page = hall.page(
        request,
        "lifts.html",
        person=manager,
        lifters=await _lifters(hall, day),
        day=day or hall.site.clock().date(),
        minute_s=_MINUTE_S,
    )
    keep(request, page, hall.branch.languages)
    return page


@router.get("/api/v1/green-report")
async def green_report(hall: TheHall, _: LobbyManager, day: date | None = None) -> list[LifterFacts]:
    """Who lifted how many on a business day, by default the latest, why, and what it took from the others."""
    found = await _lifters(hall, day)
    return [
        LifterFacts(
            staff=each.staff,
            lifts=each.lifts,
            undone=each.undone,
            reasons={reason: count for reason, count in each.reasons.items() if count},
            people=each.people,
            added_s=each.added_s,
        )
        for each in found
    ]


async def _lifters(hall: Hall, day: date | None) -> list[Lifter]:
    return await hall.clerks.ask(lambda clerk: clerk.lobby.green_report(day))
