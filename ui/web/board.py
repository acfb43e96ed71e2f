"""The board's page and API; it can only be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from kiosk.board import Board, Shown, rule_told
from kiosk.event import Kind
from kiosk.lobby import Lobby, ServiceView
from kiosk.minutes import wait_words
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.stream import After, LastId, Watch, follow

router = APIRouter()

_CALLS_MOST = 8
_ROOMY_CALLS = 6
_SHORT_NUMBER = 4
_NEXT_MOST = 4
_MISSED_MOST = 6
_MISSED_TOLD_MOST = 3
"""Beside the notice of an outage there is room for one line of them."""
_CALLS = {Kind.CALLED, Kind.RECALLED}


class CallFacts(BaseModel):
    """A number and the counter it is called to; `fresh` while the call is new."""

    number: str
    counter: str
    fresh: bool
    priority: bool


class ServiceFacts(BaseModel):
    """How many wait for a service, and how long that takes: half and nine in ten wait at most so long."""

    waiting: int
    p50_s: int | None
    p90_s: int | None


class BoardFacts(BaseModel):
    """Everything the board shows."""

    calls: list[CallFacts]
    next: list[str]
    missed: list[str]
    notice: dict[str, str] | None
    """What is told of an outage, by language."""
    services: dict[str, ServiceFacts]


@router.get("/", include_in_schema=False)
async def start() -> Response:
    return RedirectResponse("/board")


@router.get("/board", include_in_schema=False)
async def board_page(request: Request, hall: TheHall) -> Response:
    return hall.page(request, "board.html", live=await _live(hall), rule=_rule(hall))


@router.get("/api/v1/board")
async def show_board(hall: TheHall) -> BoardFacts:
    """The board now."""
    board, services = await hall.clerks.ask(lambda clerk: _seen(clerk.lobby))
    return BoardFacts(
        calls=[
            CallFacts(number=call.number, counter=call.counter, fresh=call.fresh, priority=call.priority)
            for call in board.calls
        ],
        next=list(board.next),
        missed=list(board.missed),
        notice=dict(board.outage.text) if board.outage else None,
        services={
            service: ServiceFacts(
                waiting=seen.waiting,
                p50_s=seen.wait.p50_s if seen.wait else None,
                p90_s=seen.wait.p90_s if seen.wait else None,
            )
            for service, seen in services.items()
        },
    )


@router.get("/api/v1/events", response_class=StreamingResponse)
async def events(hall: TheHall, last_event_id: LastId = None, after: After = None) -> Response:
    """Calls as they are made, and the board whenever it changes."""
    watch = Watch("board", "board", lambda: _live(hall), seen_by_all)
    return follow(hall, watch, last_event_id, after)


def seen_by_all(told: Told) -> Mapping[str, Any] | None:
    """The hall hears of calls, and of nothing else."""
    return {"number": told.number, "counter": told.counter} if told.kind in _CALLS else None


def _seen(lobby: Lobby) -> tuple[Board, Mapping[str, ServiceView]]:
    return lobby.board(), lobby.overview().services


async def _live(hall: Hall) -> str:
    board, services = await hall.clerks.ask(lambda clerk: _seen(clerk.lobby))
    both = _both(hall)
    calls = board.calls[:_CALLS_MOST]
    return hall.render(
        "board_live.html",
        both[0],
        view=board,
        calls=calls,
        roomy=_roomy(calls),
        next=board.next[:_NEXT_MOST],
        missed=board.missed[: _MISSED_TOLD_MOST if board.outage else _MISSED_MOST],
        waits=_waits(hall, services),
        both=both,
        other=hall.phrases[both[-1]],
    )


def _roomy(calls: Sequence[Shown]) -> bool:
    """Whether so few and short ones are shown that each can be as large as three rows allow."""
    short = all(len(call.number) <= _SHORT_NUMBER and len(call.counter) == 1 for call in calls)
    return short and len(calls) <= _ROOMY_CALLS


def _both(hall: Hall) -> list[str]:
    """The languages of the board: the first leads, the second stands below."""
    return list(hall.branch.languages[:2])


def _waits(hall: Hall, services: Mapping[str, ServiceView]) -> dict[str, list[str]]:
    return {
        service: [
            wait_words(seen.wait, hall.phrases[language]) if seen.wait else "–" for language in _both(hall)
        ]
        for service, seen in services.items()
    }


def _rule(hall: Hall) -> list[str]:
    """The rule in force, in one line a language."""
    told = rule_told(hall.branch.rules)
    return [hall.phrases[language](told.phrase, **told.values) for language in _both(hall)]
