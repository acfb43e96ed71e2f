"""The branch manager's reports: the page, the files, and the one page for the morning meeting (晨会)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from kiosk.reports import Report, report
from kiosk.reports.report import ReportError
from ui.reports import charts
from ui.reports.causes import Cause, cause_of
from ui.reports.drawing import Drawing, svg
from ui.reports.files import as_csv, as_xlsx
from ui.reports.headlines import headlines
from ui.reports.tables import TABLES, tables
from ui.reports.tongue import Tongue
from ui.web.attachment import attached
from ui.web.days import day_of
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import LobbyManager
from ui.web.tongue import chosen, keep

router = APIRouter()

_WITHIN_S = 3.0
"""Days that were never counted are counted for so long before a page answers without the rest."""
_DAYS = len("2026-11-01_2026-11-30")

File = Annotated[str, Path(pattern=r"^\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d(-[a-z]{1,12})?\.(csv|xlsx|pdf)$")]
Day = Annotated[str | None, Query(max_length=10)]


@dataclass(frozen=True, slots=True)
class Preset:
    """A range of days that one press asks for."""

    name: str
    first: date
    last: date


@router.get("/reports", include_in_schema=False)
async def reports_page(
    request: Request,
    hall: TheHall,
    manager: LobbyManager,
    first: Annotated[Day, Query(alias="from")] = None,
    last: Annotated[Day, Query(alias="to")] = None,
) -> Response:
    tongue = _tongue(request, hall)
    found = await _report(hall, day_of(first), day_of(last))
    page = hall.page(
        request,
        "reports.html",
        person=manager,
        report=found,
        tables=await asyncio.to_thread(tables, found, tongue) if found else {},
        headlines=headlines(found, tongue) if found else [],
        charts=_charts(found, tongue) if found else {},
        causes=_causes(found, tongue) if found else [],
        presets=_presets(hall, tongue),
        files=f"{found.first.isoformat()}_{found.last.isoformat()}" if found else "",
    )
    keep(request, page, hall.branch.languages)
    return page


@router.get("/reports/{file}", include_in_schema=False)
async def report_file(request: Request, hall: TheHall, _manager: LobbyManager, file: File) -> Response:
    """`FIRST_LAST.xlsx` has every table, `FIRST_LAST-services.csv` one, `FIRST_LAST.pdf` is the page."""
    days, ending = file[:_DAYS], file.rpartition(".")[2]
    name = file.removeprefix(days).removesuffix(f".{ending}").removeprefix("-")
    if (ending == "csv") != bool(name) or (name and name not in TABLES):
        listed = ", ".join(f"{days}-{each}.csv" for each in TABLES)
        raise Problem(HTTPStatus.NOT_FOUND, f"There are {days}.xlsx, {days}.pdf, {listed}.")
    first, _, last = days.partition("_")
    found = await _report(hall, day_of(first), day_of(last))
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "No business day is on record yet: there is nothing to report.")
    content = await asyncio.to_thread(_made, found, _tongue(request, hall), (ending, name), hall)
    return attached(content, file)


def _made(found: Report, tongue: Tongue, wanted: tuple[str, str], hall: Hall) -> bytes:
    ending, name = wanted
    if ending == "pdf":
        # Only this file needs the fonts.
        from printer.glyphs import FontMissingError  # noqa: PLC0415
        from ui.reports.pdf import morning_page  # noqa: PLC0415

        try:
            return morning_page(found, tongue, hall.site.clock())
        except FontMissingError as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error)) from error
    made = tables(found, tongue)
    if ending == "xlsx":
        return as_xlsx(made.values())
    return as_csv(made[name])


async def _report(hall: Hall, first: date | None, last: date | None) -> Report | None:
    """None before the first business day; a range that can't be is told."""
    try:
        return await hall.clerks.ask(lambda clerk: report(clerk.lobby.site, first, last, _WITHIN_S))
    except ReportError as error:
        if first is None and last is None:
            return None
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


def _tongue(request: Request, hall: Hall) -> Tongue:
    return Tongue(hall.branch, hall.phrases[chosen(request, hall.branch.languages)])


def _charts(found: Report, tongue: Tongue) -> Mapping[str, Markup]:
    made: dict[str, Drawing | None] = {
        "hours": charts.by_hour(found, tongue),
        "services": charts.by_service(found, tongue),
        "classes": charts.by_class(found, tongue),
        "price": charts.price(found, tongue) if found.price else None,
        "ratings": charts.scores(found, tongue),
    }
    return {name: svg(drawing, name) for name, drawing in made.items() if drawing}


def _causes(found: Report, tongue: Tongue) -> list[tuple[Cause, Markup]]:
    return [
        (cause_of(each, tongue), svg(charts.cause(each, tongue), f"cause-{place}"))
        for place, each in enumerate(found.explained)
    ]


def _presets(hall: Hall, tongue: Tongue) -> list[Preset]:
    t, today = tongue.words, hall.site.clock().date()
    return [
        Preset(t("report.today"), today, today),
        Preset(t("report.week"), today - timedelta(days=6), today),
        Preset(t("report.month"), today.replace(day=1), today),
        Preset(t("report.year"), today.replace(month=1, day=1), today),
    ]
