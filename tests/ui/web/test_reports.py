"""The reports' page and files: figures worked out by hand stand in all of them, and nothing personal does."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from datetime import datetime
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from kiosk import devices
from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from ui.paper.fonts import face

RANGE = "from=2026-11-25&to=2026-11-25"
FILES = "/reports/2026-11-25_2026-11-25"
SPREADSHEET = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TABLES = (
    *("services", "classes", "hours", "promises", "stays", "explained"),
    *("green", "cares", "price", "indices", "devices", "ratings"),
)


@pytest.fixture
def at(clock):
    def moment(text, day=25):
        hour, minute = map(int, text.split(":"))
        clock.now = datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))

    return moment


@pytest.fixture
def day(lobby, take, at):
    """Three of cash wait 0, 6 and 12 minutes at counter 1, six minutes each; the day is over."""
    at("9:00")
    devices.report(lobby.site, "printer", "ok")
    tickets = [take("cash") for _ in range(3)]
    for minute in (0, 6, 12):
        at(f"9:{minute:02d}")
        lobby.call_next("1")
        at(f"9:{minute + 6:02d}")
        lobby.finish("1")
    at("9:30", 26)
    take("cash")
    return tickets


@pytest.fixture
def manager(sign_in, day):
    """Signed in once the day is over."""
    return sign_in("manager", "lin")


def sheets(content):
    """Every sheet of a workbook: its name, and its cells as text row by row."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))
        texts = ["".join(each.itertext()) for each in shared.findall("x:si", SPREADSHEET)]
        names = [
            each.get("name")
            for each in ET.fromstring(book.read("xl/workbook.xml")).iter()
            if "sheet" in each.tag and each.get("name")
        ]
        return {
            name: _cells(ET.fromstring(book.read(f"xl/worksheets/sheet{place}.xml")), texts)
            for place, name in enumerate(names, 1)
        }


def _cells(sheet, texts):
    return [
        [
            texts[int(cell.findtext("x:v", "", SPREADSHEET))]
            if cell.get("t") == "s"
            else cell.findtext("x:v", "", SPREADSHEET)
            for cell in row.findall("x:c", SPREADSHEET)
        ]
        for row in sheet.iter(f"{{{SPREADSHEET['x']}}}row")
    ]


def pdf_text(content):
    """The lines of a PDF of ours: its glyph numbers read through the fonts' own maps."""
    streams = list(_streams(content))
    maps = [
        dict(_letters(stream)) for stream in streams if b"beginbfchar" in stream or b"beginbfrange" in stream
    ]
    page = next(stream for stream in streams if b" Tf" in stream or b" Tj" in stream)
    lines, font = [], 0
    for name, shown in re.findall(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", page, re.DOTALL):
        if name:
            font = int(name) - 1
        else:
            lines.append("".join(maps[font].get(code, "?") for code in _codes(shown)))
    return lines


def _streams(content):
    for found in re.finditer(rb"(?<!end)stream\r?\n", content):
        part = content[found.end() :]
        part = part[: part.index(b"endstream")]
        yield zlib.decompress(part) if part[:1] == b"\x78" else part


def _letters(stream):
    for code, letter in re.findall(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", stream, re.MULTILINE):
        yield int(code, 16), bytes.fromhex(letter.decode()).decode("utf-16-be")


def _codes(shown):
    escaped = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    plain = re.sub(rb"\\(.)", lambda found: escaped.get(found[1], found[1]), shown, flags=re.DOTALL)
    return [int.from_bytes(plain[place : place + 2]) for place in range(0, len(plain), 2)]


def test_only_a_manager_reads_them(visit, sign_in, day):
    for path in ("/reports", f"{FILES}.xlsx"):
        assert visit("staff").page(path).status_code == 303
        assert sign_in("teller").page(path).status_code == 403
    assert visit("board").page("/reports").status_code == 404
    assert visit("public").page("/reports").status_code == 404


def test_the_figures_worked_out_by_hand_stand_on_the_page(manager, day, phrases):
    zh, page = phrases["zh_CN"], manager.page(f"/reports?{RANGE}&lang=zh_CN").text
    # Waits of 0, 6 and 12 minutes: mean 6.0, half within 6, nine in ten within 12.
    assert re.search(r'<p class="figure">3</p>', page)
    assert re.search(rf'<p class="figure">6.0 <small>{zh("report.min")}</small></p>', page)
    assert zh("report.headline_range", half="6.1", ninety="12.1") in page
    assert re.search(r'<p class="figure">100.0 %</p>', page)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_table_is_on_the_page_in_both_languages(manager, day, phrases, language):
    page = manager.page(f"/reports?{RANGE}&lang={language}").text
    t = phrases[language]
    for key in ("by_service", "by_class", "by_hour", "promises", "stays", "explained", "green", "price"):
        assert t(f"report.{key}") in page
    for key in ("indices", "devices", "ratings"):
        assert t(f"report.{key}") in page


def test_charts_say_in_words_what_they_show(manager, day, phrases):
    page = manager.page(f"/reports?{RANGE}&lang=en").text
    told = phrases["en"]("report.told_hour", hour="09:00–10:00", count=3, half="6.1", ninety="12.1")
    assert f'<desc id="hours-told">{told}</desc>' in page
    assert page.count('role="img"') == page.count("<desc ")
    # A browser under our policy would not apply them.
    assert "style=" not in page


def test_csv_has_the_figures_of_the_page(manager, day):
    answer = manager.get(f"{FILES}-services.csv?lang=en")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Service", "Tickets", "Served"]
    assert rows[1] == ["All", "3", "3", "0", "0", "6.0", "6.1", "12.1", "20.0", "100.0"]
    assert rows[2] == ["Personal cash", *rows[1][1:]]
    stays = list(
        csv.reader(io.StringIO(manager.get(f"{FILES}-stays.csv?lang=en").content.decode("utf-8-sig")))
    )
    assert stays[2] == ["Personal cash", "Window 1", "3", "6.0", "6.1", "6.1", "0"]


def test_the_workbook_has_every_table_with_the_same_values(manager, day, phrases):
    found = sheets(manager.get(f"{FILES}.xlsx?lang=en").content)
    assert len(found) == len(TABLES)
    for name, (title, rows) in zip(TABLES, found.items(), strict=True):
        answer = manager.get(f"{FILES}-{name}.csv?lang=en").content.decode("utf-8-sig")
        listed = list(csv.reader(io.StringIO(answer)))
        # A sheet has no cell where there is no figure.
        shown = [row + [""] * (len(line) - len(row)) for row, line in zip(rows, listed, strict=False)]
        assert shown == [[_number(cell) for cell in row] for row in listed], title


def _number(cell):
    """As a spreadsheet's XML writes it."""
    return cell.removesuffix(".0") if re.fullmatch(r"-?\d+\.\d", cell) else cell


def test_the_paper_says_what_the_page_says(manager, day, phrases):
    zh = phrases["zh_CN"]
    answer = manager.get(f"{FILES}.pdf?lang=zh_CN")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.count(b"/Type /Page\n") == 1
    lines = pdf_text(answer.content)
    for text in (zh("report.morning"), "梧桐路支行", "个人现金", f"6.0 {zh('report.min')}", "100.0 %"):
        assert text in lines
    # The row of all: tickets, served, no-shows, left, mean, half, nine in ten, target, in target.
    start = lines.index(zh("report.whole"))
    assert lines[start + 1 : start + 10] == ["3", "3", "0", "0", "6.0", "6.1", "12.1", "20.0", "100.0 %"]


def test_ratings_below_five_are_in_no_file(sign_in, lobby, take, at):
    at("9:00")
    for _ in range(4):
        take("cash")
        lobby.call_next("1")
        giving.rate(lobby.site, lobby.token(lobby.finish("1")), Verdict(1), Channel.PHONE)
    manager = sign_in("manager")
    assert manager.get(f"{FILES}-ratings.csv?lang=en").text.strip().count("\n") == 0
    assert "Fewer than five ratings" in manager.page(f"/reports?{RANGE}&lang=en").text


def test_no_ticket_token_or_name_of_staff_is_told(manager, day, lobby):
    page = manager.page(f"/reports?{RANGE}").text
    for ticket in day:
        assert ticket.label not in page
        assert lobby.token(ticket) not in page


def test_before_the_first_day_the_page_says_so(sign_in, phrases):
    page = sign_in("manager").page("/reports?lang=en")
    assert (page.status_code, phrases["en"]("report.nothing") in page.text) == (200, True)


def test_without_a_range_it_is_the_last_day_that_is_over(manager, day):
    assert "2026-11-25" in manager.page("/reports").text


def test_the_open_day_says_that_it_goes_on(manager, day, phrases):
    page = manager.page("/reports?from=2026-11-26&to=2026-11-26&lang=en").text
    assert phrases["en"]("report.still_open", time="09:30") in page


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/reports?from=2026-11-26&to=2026-11-25", 422, "2026-11-26 to 2026-11-25 does not"),
        ("/reports?from=tomorrow", 422, "no day; write it as 2026-11-25"),
        ("/reports?from=0001-01-01&to=2026-11-25", 422, "at most 100 years"),
        (f"{FILES}.csv", 404, "2026-11-25_2026-11-25-services.csv"),
        (f"{FILES}-tellers.csv", 404, "2026-11-25_2026-11-25-services.csv"),
        (f"{FILES}-services.xlsx", 404, "2026-11-25_2026-11-25.xlsx"),
        ("/reports/2026-99-25_2026-11-25.xlsx", 422, "no day"),
        ("/reports/passwords.xlsx", 422, "file"),
    ],
)
def test_what_can_not_be_asked_is_told(manager, day, path, status, word):
    answer = manager.get(path)
    assert (answer.status_code, word in answer.text) == (status, True)


def test_a_box_without_the_font_says_what_to_install(manager, monkeypatch):
    monkeypatch.setattr("printer.glyphs._FOLDERS", ())
    face.cache_clear()
    answer = manager.get(f"{FILES}.pdf")
    face.cache_clear()
    assert (answer.status_code, "fonts-noto-cjk" in answer.text) == (503, True)
