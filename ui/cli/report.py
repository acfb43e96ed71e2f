"""`kiosk report`: the branch manager's report of some days, as a value, a table, a workbook or a page."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.reports import Books, Report, rebuild, report
from ui.cli.lettering import lettered
from ui.cli.said import say_json
from ui.cli.setting import MisusedError, Setting, setting
from ui.reports.table import Table
from ui.reports.tables import TABLES, tables
from ui.reports.tongue import Tongue

_ENDINGS = (".csv", ".xlsx", ".pdf")


def reported(given: Namespace) -> int:
    if wrong := _misuse(given):
        raise MisusedError(wrong)
    here = setting(given)
    tongue = Tongue(here.branch, here.phrases(given.language or here.branch.languages[0]))
    with closing(here.store()) as store:
        site = here.site(store)
        if given.check:
            return _checked(Books(site).disagreements())
        if given.rebuild:
            count = rebuild(site)
            print(f"{count} day{'' if count == 1 else 's'} made anew from the log.", file=sys.stderr)
        found = report(site, given.first, given.last)
    if given.out:
        given.out.write_bytes(_file(given.out, found, tongue, given.table, here))
    elif given.json:
        say_json(_value(found, tongue))
    else:
        print("\n".join(_lines(tables(found, tongue)[given.table or "services"])))
    return 0


def _misuse(given: Namespace) -> str:
    if given.table and given.table not in TABLES:
        return f"There is no table {given.table!r}; there are {', '.join(TABLES)}."
    if given.out and given.out.suffix not in _ENDINGS:
        return f"{given.out.name} should end in {', '.join(_ENDINGS)}."
    if given.out and given.out.suffix == ".csv" and not given.table:
        return f"A CSV file holds one table: say which with --table ({', '.join(TABLES)})."
    return ""


def _checked(wrong: list[str]) -> int:
    print("\n".join(wrong) or "The books agree with the log.")
    return 1 if wrong else 0


def _file(out: Path, found: Report, tongue: Tongue, table: str | None, here: Setting) -> bytes:
    from ui.reports.files import as_csv, as_xlsx

    made = tables(found, tongue)
    makers: dict[str, Callable[[], bytes]] = {
        ".csv": lambda: as_csv(made[table or TABLES[0]]),
        ".xlsx": lambda: as_xlsx(made.values()),
        ".pdf": lambda: _page(found, tongue, here),
    }
    return makers[out.suffix]()


def _page(found: Report, tongue: Tongue, here: Setting) -> bytes:
    from ui.reports.pdf import morning_page

    return lettered(lambda: morning_page(found, tongue, here.clock()))


def _value(found: Report, tongue: Tongue) -> dict[str, Any]:
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "days": found.days,
        "open": found.is_open,
        "tables": {
            name: {
                "columns": [{"heading": each.heading, "unit": each.unit} for each in table.columns],
                "rows": table.rows,
            }
            for name, table in tables(found, tongue).items()
        },
    }


def _lines(table: Table) -> list[str]:
    rows = [[column.heading for column in table.columns], *table.shown()]
    return ["\t".join(row) for row in rows]
