"""Tables as files, with whatever a branch may call its services and its tables."""

from __future__ import annotations

import csv
import io

import pytest

from tests.ui.web.test_reports import sheets
from ui.reports.files import as_csv, as_xlsx
from ui.reports.table import Column, Table, Unit


def table(name, *values, title="Waits"):
    columns = (Column("Service", Unit.TEXT), Column("Difference", Unit.MINUTES))
    return Table(name, title, columns, tuple((value, -1.5) for value in values))


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1+1|cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠x"],
)
def test_no_cell_of_a_csv_is_a_formula_and_no_number_is_touched(name):
    assert read(as_csv(table("waits", name)))[1] == [f"'{name}", "-1.5"]


@pytest.mark.parametrize("name", ["Cash, notes", 'the "quick" one', "two\nlines", "现金，零钱", "a'b", "1=1"])
def test_any_other_name_comes_back_as_it_was(name):
    assert read(as_csv(table("waits", name)))[1] == [name, "-1.5"]


def test_a_workbook_takes_formulas_for_words():
    found = sheets(as_xlsx([table("waits", "=1+1", "@x")]))
    assert [row[0] for row in found["Waits"][1:3]] == ["=1+1", "@x"]


def test_a_workbook_takes_whatever_a_branch_calls_its_tables():
    titles = ["Waits: by [service]", "'quoted'", "x" * 40, "x" * 50, "/", "waits: BY [service]"]
    made = [table(f"t{number}", "cash", title=title) for number, title in enumerate(titles)]
    names = list(sheets(as_xlsx(made)))
    assert names == ["Waits  by  service", "quoted", "x" * 31, "t3", "t4", "t5"]
