"""The lobby manager's checks: the morning round, and what runs out during the day (forms, glasses, cash).

The page needs no script. Two taps an item at most: what ran out is named and confirmed, a thing of the
morning round is ticked and the round sent once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from config.pack import Checklist, Item, load_checklists
from kiosk import checks
from kiosk.checks import CheckError, Seen, Standing
from kiosk.lobby import Lobby
from ui.web.deeds import TEXT_MOST, PlainDeed, Words
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import LobbyManager, fields
from ui.web.tongue import chosen, keep

router = APIRouter()

_CHECKLIST = "morning"
_OK, _FAULT = "ok", "fault"
_ITEMS_MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at, and how it was when it was last looked at today."""

    item: Item
    standing: Standing | None


class SeenDeed(PlainDeed):
    """One thing that was looked at."""

    item: Words
    ok: bool
    words: Words = ""


class CheckDeed(PlainDeed):
    """A check. The same `request_id` is never noted twice."""

    items: Annotated[list[SeenDeed], Field(min_length=1, max_length=_ITEMS_MOST)]
    request_id: UUID | None = None


class StandingFacts(BaseModel):
    """How one thing was when it was last looked at today; nulls where nobody has."""

    item: str
    ok: bool | None
    words: str
    by: str | None
    at: datetime | None


@router.get("/checks", include_in_schema=False)
async def checks_page(request: Request, hall: TheHall, manager: LobbyManager) -> Response:
    lines = await _lines(hall)
    page = hall.page(
        request,
        "checks.html",
        person=manager,
        stock=[line for line in lines if line.item.runs_out],
        lines=lines,
        done=bool(lines) and all(line.standing for line in lines),
        words_most=checks.WORDS_MOST,
        fresh=lambda: str(uuid4()),
    )
    keep(request, page, hall.branch.languages)
    return page


@router.post("/checks", include_in_schema=False)
async def sent(request: Request, hall: TheHall, manager: LobbyManager) -> Response:
    """A form was sent: the whole round, or one thing."""
    form = await fields(request)
    await _report(hall, manager.name, _uid(form.get("uid", "")), _seen(form))
    back = chosen(request, hall.branch.languages)
    return RedirectResponse(f"/checks?lang={back}", HTTPStatus.SEE_OTHER)


@router.get("/api/v1/checks")
async def show_checks(hall: TheHall, _: LobbyManager) -> list[StandingFacts]:
    """Each thing of the morning round, and how it was last."""
    return [_facts(line) for line in await _lines(hall)]


@router.post("/api/v1/checks")
async def take_check(hall: TheHall, manager: LobbyManager, deed: CheckDeed) -> list[StandingFacts]:
    """Note what was seen, and send it to the scoring server."""
    seen = [Seen(each.item, each.ok, each.words) for each in deed.items]
    await _report(hall, manager.name, str(deed.request_id or uuid4()), seen)
    return [_facts(line) for line in await _lines(hall)]


async def _report(hall: Hall, staff: str, uid: str, seen: list[Seen]) -> None:
    checklist = _checklist(hall)
    try:
        await hall.clerks.ask(lambda clerk: checks.report(clerk.lobby.site, checklist, uid, seen, staff))
    except CheckError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


async def _lines(hall: Hall) -> list[Line]:
    checklist = _checklist(hall)

    def look(lobby: Lobby) -> Mapping[str, Standing]:
        return checks.today(lobby.site, checklist)

    found = await hall.clerks.ask(lambda clerk: look(clerk.lobby))
    return [Line(item, found.get(item.id)) for item in checklist.items]


def _checklist(hall: Hall) -> Checklist:
    return _loaded(hall.manner.config)


@cache
def _loaded(folder: Path | None) -> Checklist:
    """The bank's own morning check, else the shipped one."""
    return load_checklists(folder)[_CHECKLIST]


def _seen(form: Mapping[str, str]) -> list[Seen]:
    """What was ticked: `see.forms` is `ok` or `fault`, `words.forms` says more."""
    found = []
    for name, value in form.items():
        kind, _, item = name.partition(".")
        if kind != "see":
            continue
        if value not in {_OK, _FAULT}:
            words = f"{name[:40]} is {value[:20]!r}; it is {_OK} or {_FAULT}."
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, words)
        found.append(Seen(item, value == _OK, form.get(f"words.{item}", "")[:TEXT_MOST]))
    return found


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        sentence = "The form is not whole: load the page again."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence) from None


def _facts(line: Line) -> StandingFacts:
    last = line.standing
    return StandingFacts(
        item=line.item.id,
        ok=last.seen.ok if last else None,
        words=last.seen.words if last else "",
        by=last.by if last else None,
        at=last.at if last else None,
    )
