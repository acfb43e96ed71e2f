"""Files for a quarter's report and the year's appraisal: one table as CSV, all of them as XLSX."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from config.phrases import Phrases
from kiosk.scoring.export import TABLES, Table, tables
from kiosk.scoring.periods import Period
from ui.reports.files import as_csv, as_xlsx
from ui.reports.table import Column, Unit
from ui.reports.table import Table as Sheet
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.headings import HEADINGS, NAMES
from ui.scoring.signin import Reader
from ui.web.attachment import attached
from ui.web.problem import Problem

router = APIRouter(include_in_schema=False)


@router.get("/export/{file}")
async def export(request: Request, bureau: TheBureau, person: Reader, file: str, unit: str = "") -> Response:
    """`2026-Q4.xlsx` has every table, `2026-Q4-ledger.csv` one."""
    stem, _, ending = file.rpartition(".")
    period, table = _asked(stem, ending)
    asked, pack, words = person.unit or unit, bureau.place.pack, bureau.words(request)

    def written(clerk: Clerk) -> bytes:
        # By the clerk as well: a year's table takes seconds, in which no rating could come in.
        made = tables(clerk.store, pack, period, asked)
        sheets = {name: _sheet(each, words) for name, each in made.items()}
        return as_csv(sheets[table]) if table else as_xlsx(sheets.values())

    return attached(await bureau.clerks.ask(written), file)


def _sheet(table: Table, words: Phrases) -> Sheet:
    columns = tuple(Column(words(HEADINGS[heading]), Unit.TEXT) for heading in table.headings)
    return Sheet(table.name, words(NAMES[table.name]), columns, table.rows)


def _asked(stem: str, ending: str) -> tuple[Period, str]:
    table = next((name for name in TABLES if stem.endswith(f"-{name}")), "")
    try:
        period = Period.from_text(stem.removesuffix(f"-{table}") if table else stem)
    except ValueError as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error)) from None
    if (ending, bool(table)) not in {("csv", True), ("xlsx", False)}:
        listed = ", ".join(f"{period.name}-{name}.csv" for name in TABLES)
        raise Problem(HTTPStatus.NOT_FOUND, f"There are {period.name}.xlsx, {listed}.")
    return period, table
