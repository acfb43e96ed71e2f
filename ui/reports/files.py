"""Tables as files: one as CSV, several as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import xlsxwriter

from ui.reports.table import Table, Unit, Value, is_wide

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula begins, in a Chinese spreadsheet as well."""
_NO_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FORMS = {
    Unit.COUNT: "#,##0.##",
    Unit.MINUTES: "0.0",
    Unit.SHARE: '0.0"%"',
    Unit.INDEX: "0",
}
_WIDTH_LEAST, _WIDTH_MOST = 10, 60
_TITLE_MOST = 31


def as_csv(table: Table) -> bytes:
    """With a byte order mark, so that a spreadsheet reads Chinese; no cell can be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([[_plain(value) for value in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Iterable[Table]) -> bytes:
    """One sheet a table; its note stands below."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        quiet = book.add_format({"font_color": "#55615b"})
        forms = {unit: book.add_format({"num_format": form}) for unit, form in _FORMS.items()}
        for table in tables:
            sheet = book.add_worksheet(_title(table, book))
            sheet.freeze_panes(1, 1)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.heading, bold)
                sheet.set_column(place, place, _width(table, place))
            for line, row in enumerate(table.rows, 1):
                for place, value in enumerate(row):
                    _write(sheet, (line, place), value, forms.get(table.columns[place].unit))
            if table.note:
                sheet.write_string(len(table.rows) + 2, 0, table.note, quiet)
    return content.getvalue()


def _title(table: Table, book: xlsxwriter.Workbook) -> str:
    """The table's title as far as a workbook takes it: a branch may have words of its own."""
    taken = {name.lower() for name in book.sheetnames}
    title = table.title.translate(_NO_TITLE).strip(" '")[:_TITLE_MOST].strip(" '")
    return table.id if not title or title.lower() in taken else title


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    cell: tuple[int, int],
    value: Value,
    form: xlsxwriter.format.Format | None,
) -> None:
    match value:
        case None:
            return
        case str():
            sheet.write_string(*cell, value)
        case _:
            sheet.write_number(*cell, value, form)


def _width(table: Table, place: int) -> int:
    texts = [table.columns[place].heading, *(str(row[place]) for row in table.rows)]
    longest = max(sum(1 + is_wide(letter) for letter in text) for text in texts)
    return min(_WIDTH_MOST, max(_WIDTH_LEAST, longest + 2))


def _plain(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(_FORMULA) else value
