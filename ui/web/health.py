"""Whether the pages work, for supervisors and for monitoring."""

from __future__ import annotations

import resource
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from kiosk.follower import head
from ui.upkeep.figures import as_text
from ui.upkeep.figures import figures as figures_of
from ui.web.hall import TheHall
from ui.web.problem import Problem

router = APIRouter()
figures = APIRouter()

_PROMETHEUS = "text/plain; version=0.0.4"


class Health(BaseModel):
    """Fine; anything else is an error with a sentence."""

    status: str
    log: int


@router.get("/healthz")
async def healthz(hall: TheHall) -> Health:
    """Whether the store answers and the log is followed."""
    if not hall.feed.alive:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The log is not followed: the pages show old news.")
    return Health(status="ok", log=await hall.clerks.ask(lambda clerk: head(clerk.store)))


@figures.get("/metrics", response_class=PlainTextResponse)
async def metrics(hall: TheHall) -> PlainTextResponse:
    """Figures in Prometheus's text form."""
    found = await hall.clerks.ask(lambda clerk: figures_of(clerk.store))
    more = [
        ("lobby_pages_following", "gauge", hall.feed.followers),
        ("lobby_pages_dropped", "counter", hall.feed.dropped),
        ("process_max_resident_memory_bytes", "gauge", _memory()),
    ]
    place = hall.manner.here.data if hall.manner.here else None
    return PlainTextResponse(as_text(found, more, place), media_type=_PROMETHEUS)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
