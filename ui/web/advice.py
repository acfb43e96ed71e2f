"""Advice to the lobby manager: counters, the second line, machines, the plan of the week, and what if."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from http import HTTPStatus
from pathlib import Path as Folder
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from config.advice import Advice, load_advice
from config.calendar import load_calendar
from config.schema import Branch, Calling, Counter
from kiosk.advice import deeds, told
from kiosk.advice.adviser import Adviser
from kiosk.advice.deeds import SupportAnswer, Why
from kiosk.advice.plan import Bounds, Planned, planned
from kiosk.advice.told import Told
from kiosk.advice.what_if import Change, WhatIf, what_if
from kiosk.event import Event
from kiosk.lobby import Lobby
from kiosk.peaks.almanac import Almanac
from kiosk.reports.books import Books, day_log
from ui.reports.drawing import svg
from ui.reports.files import as_csv
from ui.reports.what_if import beside, plan_table, week
from ui.web.attachment import attached
from ui.web.clerks import Clerk
from ui.web.days import day_of
from ui.web.deeds import CounterId, PlainDeed
from ui.web.hall import Hall, TheHall
from ui.web.signin import LobbyManager
from ui.web.tongue import chosen, keep

router = APIRouter()

_DAYS_SHOWN = 60


class Otherwise(StrEnum):
    """What would have been otherwise on that day."""

    COUNTER = "counter"
    RULE = "rule"


class Asked(BaseModel):
    """Which day, and what would have been otherwise; a language beside it is the page's own."""

    day: str | None = Field(default=None, max_length=10)
    otherwise: Otherwise = Otherwise.COUNTER
    rule: Calling = Calling.FIRST_COME
    counter: str = Field(default="", max_length=24)


class NoDeed(PlainDeed):
    """Why advice is declined."""

    reason: Why


class AnswerDeed(PlainDeed):
    """What the second line said."""

    answer: SupportAnswer


def adviser(hall: Hall) -> Adviser:
    """Looks at the branch's lobby now and then."""
    return Adviser(figures(hall), load_calendar(hall.manner.folder))


@cache
def _figures(folder: Folder) -> Advice:
    return load_advice(folder)


def figures(hall: Hall) -> Advice:
    """When what is advised at this branch."""
    return _figures(hall.manner.folder)


@router.post("/api/v1/advice/{counter}/follow", status_code=HTTPStatus.NO_CONTENT)
async def follow(hall: TheHall, manager: LobbyManager, counter: CounterId, _: PlainDeed) -> None:
    """It is done: the board says when the counter opens, or the counter closes."""
    ready_s = figures(hall).man_s
    await hall.clerks.ask(lambda clerk: deeds.follow(clerk.lobby.site, counter, manager.name, ready_s))


@router.post("/api/v1/advice/{counter}/decline", status_code=HTTPStatus.NO_CONTENT)
async def decline(hall: TheHall, manager: LobbyManager, counter: CounterId, deed: NoDeed) -> None:
    """Not now, and why."""
    await hall.clerks.ask(lambda clerk: deeds.decline(clerk.lobby.site, counter, manager.name, deed.reason))


@router.post("/api/v1/support", status_code=HTTPStatus.NO_CONTENT)
async def ask_support(hall: TheHall, manager: LobbyManager, _: PlainDeed) -> None:
    """Ask the second line for help, with the queue's figures."""
    await hall.clerks.ask(lambda clerk: deeds.ask_support(clerk.lobby.site, manager.name))


@router.post("/api/v1/support/answer", status_code=HTTPStatus.NO_CONTENT)
async def answer_support(hall: TheHall, manager: LobbyManager, deed: AnswerDeed) -> None:
    """What the second line said."""
    await hall.clerks.ask(lambda clerk: deeds.answer_support(clerk.lobby.site, manager.name, deed.answer))


@router.get("/advice", include_in_schema=False)
async def advice_page(
    request: Request,
    hall: TheHall,
    manager: LobbyManager,
    asked: Annotated[Asked, Query()],
) -> Response:
    words = hall.phrases[chosen(request, hall.branch.languages)]
    days = await hall.clerks.ask(lambda clerk: _closed_days(clerk.lobby))
    day = day_of(asked.day) or _same_weekday(days, hall.site.clock().date())
    more = _counter(hall.branch, asked.counter)
    change = Change(rule=asked.rule) if asked.otherwise is Otherwise.RULE else Change(counter=more)
    found = await hall.clerks.ask(lambda clerk: _played(clerk.lobby, day, change)) if day else None
    plan = await hall.clerks.ask(lambda clerk: _plan(hall, clerk))
    page = hall.page(
        request,
        "advice.html",
        person=manager,
        days=days[-_DAYS_SHOWN:][::-1],
        day=day,
        found=found,
        picture=svg(beside(found, words), "what-if") if found else "",
        otherwise=asked.otherwise,
        rule=asked.rule,
        rules=list(Calling),
        more=more,
        plan=plan,
        week=svg(week(plan, words), "plan") if any(each.halves for each in plan) else "",
        log=await hall.clerks.ask(lambda clerk: _log(clerk.lobby)),
        figures=figures(hall),
    )
    keep(request, page, hall.branch.languages)
    return page


@router.get("/advice/plan.csv", include_in_schema=False)
async def plan_sheet(request: Request, hall: TheHall, _: LobbyManager) -> Response:
    """The plan of the week: a row a half hour."""
    words = hall.phrases[chosen(request, hall.branch.languages)]
    plan = await hall.clerks.ask(lambda clerk: _plan(hall, clerk))
    return attached(as_csv(plan_table(plan, words)), f"plan-{plan[0].day.isoformat()}.csv")


async def look(hall: Hall, eye: Adviser) -> None:
    """Look at the lobby once, off the event loop."""
    await hall.clerks.ask(lambda clerk: eye.look(clerk.lobby.site))


async def told_of(hall: Hall) -> Told:
    """The tablet's card."""

    def see(lobby: Lobby) -> Told:
        services = lobby.overview().services
        waits = {name: float(seen.wait.p50_s) for name, seen in services.items() if seen.wait}
        return told.told(lobby.site, lobby.scene(), waits, figures(hall).machine_gain_min * 60)

    return await hall.clerks.ask(lambda clerk: see(clerk.lobby))


def _plan(hall: Hall, clerk: Clerk) -> list[Planned]:
    today, site, sought = hall.site.clock().date(), clerk.lobby.site, figures(hall)
    monday = today + timedelta(days=7 - today.weekday())
    outlooks = Almanac(site, load_calendar(hall.manner.folder), keeps=False).week(monday)
    bounds = Bounds(sought.target_min, sought.shift_min, len(hall.branch.counters), told.service_s(site))
    return [planned(outlook, bounds) for outlook in outlooks]


def _closed_days(lobby: Lobby) -> list[date]:
    return [date.fromisoformat(day) for day in Books(lobby.site).days()[0]]


def _same_weekday(days: list[date], today: date) -> date | None:
    """The last day like today, else the last there is."""
    alike = [day for day in days if day < today and day.weekday() == today.weekday()]
    found = alike or days
    return found[-1] if found else None


def _played(lobby: Lobby, day: date, change: Change) -> WhatIf | None:
    log = day_log(lobby.site, day)
    return what_if(log, lobby.branch, change) if log else None


def _log(lobby: Lobby) -> list[Event]:
    return told.of_today(lobby.site)


def _counter(branch: Branch, asked: str) -> Counter:
    """One more of the counter that was asked for; else of the one that does most."""
    found = next((each for each in branch.counters if each.id == asked), None)
    return found or max(branch.counters, key=lambda each: (len(each.services), len(each.classes)))
