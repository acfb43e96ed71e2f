"""`kiosk report`: the tables as text, value and files; the books checked and made anew."""

from __future__ import annotations

import csv
import zipfile

import pytest

DAY = ("--from", "2026-11-25")


@pytest.fixture
def served(kiosk):
    """One customer of cash, called at once."""
    assert kiosk("ticket", "issue", "--service", "cash").code == 0
    assert kiosk("call", "next", "--counter", "1").code == 0
    assert kiosk("call", "finish", "--counter", "1").code == 0


def test_a_table_as_text_and_all_of_them_as_a_value(kiosk, served):
    lines = kiosk("report", *DAY, "--language", "en").out.splitlines()
    assert lines[0].split("\t")[:3] == ["Service", "Tickets", "Served"]
    assert lines[1].split("\t")[:3] == ["All", "1", "1"]
    value = kiosk("report", *DAY, "--json").value
    assert (value["from"], value["to"], value["open"]) == ("2026-11-25", "2026-11-25", True)
    assert value["tables"]["services"]["rows"][0][1:3] == [1, 1]


def test_files_by_their_endings(kiosk, served, tmp_path):
    sheet, book, page = (tmp_path / name for name in ("a.csv", "a.xlsx", "a.pdf"))
    assert kiosk("report", *DAY, "--table", "stays", "--language", "en", "--out", sheet).code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        assert [row[:3] for row in csv.reader(file)][1] == ["Personal cash", "All windows", "1"]
    assert kiosk("report", *DAY, "--out", book).code == 0
    assert zipfile.is_zipfile(book)
    assert kiosk("report", *DAY, "--out", page).code == 0
    assert page.read_bytes().startswith(b"%PDF-")


def test_the_books_are_checked_and_made_anew(kiosk, served):
    assert kiosk("report", "--check").out == "The books agree with the log.\n"
    assert "0 days made anew" in kiosk("report", *DAY, "--rebuild").err


@pytest.mark.parametrize(
    ("words", "code", "word"),
    [
        (("--table", "tellers"), 2, "there are services, classes"),
        (("--out", "report.doc"), 2, "should end in .csv, .xlsx, .pdf"),
        (("--out", "report.csv"), 2, "say which with --table"),
        (("--language", "xx"), 1, "xx"),
        (("--from", "2026-11-26", "--to", "2026-11-25"), 1, "2026-11-26 to 2026-11-25 does not"),
        ((), 1, "No business day is on record"),
    ],
)
def test_what_can_not_be_done_is_told(kiosk, words, code, word):
    answer = kiosk("report", *words)
    assert (answer.code, word in answer.err) == (code, True), answer.err


def test_a_folder_that_is_not_there_is_told(kiosk, served, tmp_path):
    answer = kiosk("report", *DAY, "--out", tmp_path / "nowhere" / "a.xlsx")
    assert (answer.code, "nowhere" in answer.err) == (1, True)
