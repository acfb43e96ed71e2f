"""Files for a quarter's report and the year's appraisal: one table as CSV, all of them as XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from http import HTTPStatus

import xlsxwriter
from fastapi import APIRouter, Request
from fastapi.responses import Response

from config.phrases import Phrases
from kiosk.scoring.export import TABLES, Cell, Table, tables
from kiosk.scoring.periods import Period
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.headings import HEADINGS, NAMES
from ui.scoring.signin import Reader
from ui.web.problem import Problem

router = APIRouter(include_in_schema=False)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH_LEAST, _WIDTH_MOST = 8, 60


@router.get("/export/{file}")
async def export(request: Request, bureau: TheBureau, person: Reader, file: str, unit: str = "") -> Response:
    """`2026-Q4.xlsx` has every table, `2026-Q4-ledger.csv` one."""
    stem, _, ending = file.rpartition(".")
    period, table = _asked(stem, ending)
    asked, pack, words = person.unit or unit, bureau.place.pack, bureau.words(request)

    def written(clerk: Clerk) -> bytes:
        # By the clerk as well: a year's table takes seconds, in which no rating could come in.
        made = tables(clerk.store, pack, period, asked)
        return as_csv(made[table], words) if table else as_xlsx(made, words)

    content = await bureau.clerks.ask(written)
    return _attached(content, "text/csv; charset=utf-8" if table else _XLSX, file)


def as_csv(table: Table, words: Phrases) -> bytes:
    """With a byte order mark, so that a spreadsheet reads Chinese; no cell can be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([words(HEADINGS[heading]) for heading in table.headings])
    writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(made: Mapping[str, Table], words: Phrases) -> bytes:
    """One sheet a table."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        for table in made.values():
            sheet = book.add_worksheet(words(NAMES[table.name])[:31])
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(table.headings):
                sheet.write_string(0, column, words(HEADINGS[heading]), bold)
                sheet.set_column(column, column, _width(table, column))
            for line, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    _write(sheet, line, column, cell)
    return content.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(line, column, cell)
        case _:
            sheet.write_number(line, column, cell)


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows), default=0)
    return min(_WIDTH_MOST, max(_WIDTH_LEAST, longest + 2))


def _plain(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


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


def _attached(content: bytes, kind: str, file: str) -> Response:
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{file[:80]}"'}
    )
