"""What came of a rating: looked up by its reference number, without the ticket. It changes nothing."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from kiosk.rating.cases import Answer, look_up
from kiosk.rating.next_steps import next_steps
from ui.web.hall import Hall, TheHall
from ui.web.tongue import chosen, keep

router = APIRouter()

_MOST = 40


@router.get("/r", include_in_schema=False)
@router.get("/r/", include_in_schema=False)
async def asked(
    request: Request, hall: TheHall, reference: Annotated[str, Query(max_length=1_000)] = ""
) -> Response:
    """The field for the number, and the answer once it was typed in."""
    return await _answered(request, hall, reference)


@router.get("/r/{reference}", include_in_schema=False)
@router.get("/R/{reference}", include_in_schema=False)
async def known(
    request: Request, hall: TheHall, reference: Annotated[str, Path(max_length=1_000)]
) -> Response:
    """The address that the page after the rating leads to."""
    return await _answered(request, hall, reference)


async def _answered(request: Request, hall: Hall, reference: str) -> Response:
    wanted = reference.strip()[:_MOST]
    found: Answer | None = None
    if wanted:
        found = await hall.clerks.ask_guide(lambda clerk: look_up(clerk.lobby.site, wanted))
    words = hall.phrases[chosen(request, hall.branch.languages)]
    page = hall.page(
        request,
        "reference.html",
        wanted=wanted,
        answer=found,
        steps=next_steps(found, words, hall.site.clock().date()) if found else [],
    )
    page.status_code = HTTPStatus.NOT_FOUND if wanted and not found else HTTPStatus.OK
    keep(request, page, hall.branch.languages)
    return page
