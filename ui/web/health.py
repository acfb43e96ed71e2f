"""Whether the pages work, for supervisors and for monitoring."""

from __future__ import annotations

import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from kiosk import rows
from kiosk.evolve import Device
from kiosk.follower import head
from kiosk.ticket import TicketState
from ui.web.clerks import Clerk
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
    lobby = await hall.clerks.ask(_figures)
    known: list[tuple[str, str, int]] = [
        ("lobby_waiting", "gauge", lobby.waiting),
        ("lobby_log_rows", "counter", lobby.rows),
        ("lobby_prints_open", "gauge", lobby.prints),
        ("lobby_pages_following", "gauge", hall.feed.followers),
        ("lobby_pages_dropped", "counter", hall.feed.dropped),
        ("process_max_resident_memory_bytes", "gauge", _memory()),
    ]
    lines = [f"# TYPE {name} {kind}\n{name} {value}\n" for name, kind, value in known]
    return PlainTextResponse("".join([*lines, *_devices(lobby.devices)]), media_type=_PROMETHEUS)


@dataclass(frozen=True, slots=True)
class _Lobby:
    """What the store says of the lobby now."""

    waiting: int
    rows: int
    prints: int
    """Papers that nobody has seen come out or fail yet."""
    devices: list[Device]


def _figures(clerk: Clerk) -> _Lobby:
    with clerk.store.read() as cursor:
        waiting = cursor.one(
            "SELECT count(*) FROM ticket WHERE live = 1 AND state = ?", TicketState.WAITING.value
        )
        prints = cursor.one("SELECT count(*) FROM print_job WHERE live = 1")
        return _Lobby(
            waiting=waiting[0] if waiting else 0,
            rows=rows.last_event(cursor)[0],
            prints=prints[0] if prints else 0,
            devices=list(rows.devices(cursor).values()),
        )


def _devices(devices: Iterable[Device]) -> Iterator[str]:
    """How each stands, in the word that screen and tablet show, and since when."""
    labels = [
        (f'device="{_label(each.id)}",state="{_label(each.state)}"', each.since.timestamp())
        for each in sorted(devices, key=lambda each: each.id)
    ]
    for name, values in (
        ("lobby_device_state", [(label, 1) for label, _ in labels]),
        ("lobby_device_since_seconds", [(label, int(since_s)) for label, since_s in labels]),
    ):
        yield f"# TYPE {name} gauge\n"
        yield from (f"{name}{{{label}}} {value}\n" for label, value in values)


def _label(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
