"""The satisfaction board in the hall (满意度公示): a month's share, what it was about, what was improved.

Only counts are shown. A customer's own words could name a teller, or the customer: nobody approves
them here, so none of them hang on a wall. What came of them stands under 您提的，我们改了, in the
branch's own words (rating.improvements in rating.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from kiosk.lobby import Lobby
from kiosk.rating.reasons import named_often_at
from kiosk.rating.totals import Board, board, month_end
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.rating import FACES
from ui.web.stream import After, LastId, Watch, follow

router = APIRouter()

_IMPROVEMENTS_MOST = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """The board and the reasons that were named often enough to be told."""

    board: Board
    reasons: Mapping[str, int]


class VerdictFacts(BaseModel):
    """A month's totals: nothing below five ratings, and those in steps of five."""

    month: str
    served: int | None
    rated: int | None
    unrated: int | None
    satisfied_share: float | None
    by_score: dict[int, int] | None
    reasons: dict[str, int]


@router.get("/satisfaction", include_in_schema=False)
async def verdicts_page(request: Request, hall: TheHall) -> Response:
    return hall.page(request, "verdicts.html", live=await _live(hall))


@router.get("/api/v1/satisfaction")
async def show_verdicts(hall: TheHall) -> VerdictFacts:
    """How the month was judged."""
    shown = await hall.clerks.ask(lambda clerk: _seen(clerk.lobby))
    totals = shown.board.totals
    return VerdictFacts(
        month=f"{shown.board.month:%Y-%m}",
        served=totals.served if totals else None,
        rated=totals.rated if totals else None,
        unrated=totals.unrated if totals else None,
        satisfied_share=totals.satisfied_share if totals else None,
        by_score=dict(totals.by_score) if totals else None,
        reasons=dict(shown.reasons),
    )


@router.get("/api/v1/satisfaction/events", response_class=StreamingResponse)
async def events(hall: TheHall, last_event_id: LastId = None, after: After = None) -> Response:
    """The board whenever it changes, which is with every fifth rating."""
    watch = Watch("board", "satisfaction", lambda: _live(hall), _nothing_beside)
    return follow(hall, watch, last_event_id, after)


def _nothing_beside(_: Told) -> Mapping[str, Any] | None:
    """That somebody judged just now is for nobody to hear."""
    return None


def _seen(lobby: Lobby) -> Shown:
    found = board(lobby.site)
    reasons = named_often_at(lobby.site, found.month, month_end(found.month)) if found.totals else {}
    return Shown(found, reasons)


async def _live(hall: Hall) -> str:
    shown = await hall.clerks.ask(lambda clerk: _seen(clerk.lobby))
    both = list(hall.branch.languages[:2])
    return hall.render(
        "verdicts_live.html",
        both[0],
        view=shown.board,
        improvements=shown.board.improvements[:_IMPROVEMENTS_MOST],
        reasons=shown.reasons,
        names={reason.id: reason.name for reason in hall.branch.rating.reasons},
        faces=FACES,
        both=both,
        other=hall.phrases[both[-1]],
    )
