"""Streams of other people's programs: every command known, and the paper shows what was meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from config.profile import Hanzi
from printer.decoder import Decoder
from printer.operations import Cut, LineFeed, Operation, Pulse, StatusRequest, Text, Unknown
from printer.picture import draw
from tests.printer.words import profile

FOLDER = Path(__file__).parent / "foreign"
NAMES = sorted(path.stem for path in FOLDER.glob("*.bin"))
CUTS = {"receiptline-ticket": 2, "python-escpos-receipt": 2, "": 1}
LINK = "https://q.bank.example/t/"


def printer_for(name: str):
    """Those who send Latin code pages mean a printer that wakes up without Chinese."""
    chinese = "ticket" in name or "chinese" in name
    return profile("generic-58" if name.endswith("58") else "generic-80", **({} if chinese else NO_HANZI))


NO_HANZI = {"hanzi": Hanzi.NONE}


@cache
def read(name: str) -> tuple[Operation, ...]:
    decoder = Decoder(hanzi=printer_for(name).hanzi is not Hanzi.NONE)
    return (*decoder.feed((FOLDER / f"{name}.bin").read_bytes()), *decoder.finish())


@cache
def sheets(name: str) -> list[Image.Image]:
    """Ink set; only what was cut off."""
    drawn = [ImageChops.invert(sheet) for sheet in draw(read(name), printer_for(name))]
    return drawn[: cuts(name)]


def cuts(name: str) -> int:
    return sum(isinstance(one, Cut) for one in read(name))


def lines(name: str) -> list[str]:
    parts = [
        one.text if isinstance(one, Text) else "\n" if isinstance(one, LineFeed) else "" for one in read(name)
    ]
    return [line.strip() for line in "".join(parts).splitlines() if line.strip()]


def codes(sheet: Image.Image) -> list[str]:
    """Read with a white margin round the sheet, as paper has one."""
    paper = Image.new("L", (sheet.width + 200, sheet.height + 200), 255)
    paper.paste(ImageChops.invert(sheet), (100, 100))
    return [code.text for code in zxingcpp.read_barcodes(paper)]


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_known_and_every_cut_is_made(name: str) -> None:
    assert [one for one in read(name) if isinstance(one, Unknown)] == []
    assert cuts(name) == next(count for prefix, count in CUTS.items() if name.startswith(prefix))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [1, 7, 64])
def test_a_stream_in_pieces_makes_the_same_paper(name: str, size: int) -> None:
    decoder, data = (
        Decoder(hanzi=printer_for(name).hanzi is not Hanzi.NONE),
        (FOLDER / f"{name}.bin").read_bytes(),
    )
    pieces = [one for at in range(0, len(data), size) for one in decoder.feed(data[at : at + size])]
    drawn = [ImageChops.invert(sheet) for sheet in draw(pieces, printer_for(name))]
    assert all(map(same, drawn, sheets(name)))


@pytest.mark.parametrize("kind", ["epson", "spaced", "citizen", "generic-58"])
def test_a_chinese_ticket_of_receiptline_reads_as_it_was_written(kind: str) -> None:
    read_lines = lines(f"receiptline-ticket-{kind}")
    assert [line for line in read_lines if "─" not in line][:7] == [
        "枫林银行湖滨支行",
        "现金服务区右转",
        "A023",
        "等候人数6",
        "约等14-19分钟",
        "请留意叫号1至3号窗口",
        "│││日期2026-11-23",
    ]
    first, second = sheets(f"receiptline-ticket-{kind}")
    assert codes(first) == [f"{LINK}AB2CDE"]
    assert codes(second) == [f"{LINK}SECOND"]


def test_columns_of_receiptline_stand_at_both_edges_of_the_paper() -> None:
    sheet = sheets("receiptline-ticket-epson")[0]
    titles = sheet.crop((0, 0, 576, 48)).getbbox()
    assert abs(titles[0] + titles[2] - 576) <= 8
    row = sheet.crop((0, 48, 576, 72))
    gap = row.crop((140, 0, 500, 24))
    assert gap.getbbox() is None
    assert row.getbbox()[0] < 4
    assert row.getbbox()[2] > 570


def test_a_ticket_that_is_sent_upside_down_is_the_same_ticket_turned() -> None:
    upright, turned = sheets("receiptline-ticket-epson"), sheets("receiptline-ticket-upside-down")
    assert same(turned[0].transpose(Image.Transpose.ROTATE_180), upright[1])
    assert same(turned[1].transpose(Image.Transpose.ROTATE_180), upright[0])


def test_the_letters_of_many_code_pages_are_read() -> None:
    assert lines("receiptline-shop-epson")[:4] == [
        "Café Zürich", "Crème brûlée4.50€", "Žluťoučký kůň12.00€", "Смородина3.20€",
    ]  # fmt: skip
    assert lines("encoder-receipt")[1] == "Café Žluťoučký 5€ Смородина"
    assert lines("python-escpos-receipt")[1] == "Café Žlu?ou?ký 5€"
    assert lines("python-escpos-chinese") == ["工行湖滨支行", "现金服务区"]


@pytest.mark.parametrize("kind", ["epson", "generic"])
def test_a_picture_of_receiptline_arrives_dot_for_dot(kind: str) -> None:
    logo = Image.new("L", (96, 56), 255)
    logo.paste(Image.open(FOLDER / "logo.png").convert("L"), (0, 0))
    sheet = sheets(f"receiptline-logo-{kind}")[0]
    assert same(sheet.crop((240, 0, 336, 56)), ImageChops.invert(logo.convert("1", dither=Image.Dither.NONE)))
    assert sheet.crop((0, 0, 240, 56)).getbbox() is None
    assert sheet.crop((336, 0, 576, 56)).getbbox() is None


def test_a_picture_in_columns_is_the_one_in_rows_but_for_the_lines_it_is_cut_into() -> None:
    # The encoder feeds 24/180 of an inch after 24 dots: 27 dots on a head of 203 dots an inch.
    rows, columns = sheets("encoder-picture-raster")[0], sheets("encoder-picture-column")[0]
    assert same(rows.crop((0, 0, 576, 24)), columns.crop((0, 0, 576, 24)))
    assert same(rows.crop((0, 24, 576, 40)), columns.crop((0, 27, 576, 43)))
    assert rows.crop((0, 0, 576, 40)).getbbox() == (256, 0, 320, 40)


def test_bar_and_qr_codes_of_all_three_can_be_read() -> None:
    wanted = {"5901234123457", "96385074", "A023 LOBBY", "12345678", "A12345B"}
    assert {*wanted, "A023/lobby", "A023-lobby-123456"} <= set(codes(sheets("receiptline-barcodes-epson")[0]))
    assert {*wanted, "A023/LOBBY", "A023-lobby"} <= set(codes(sheets("python-escpos-barcodes")[0]))
    symbols = sheets("encoder-symbols")[0]
    assert {f"{LINK}AB2CDE", "5901234123457", "A023 LOBBY", "A023-lobby"} <= set(codes(symbols))
    assert codes(symbols.crop((0, 480, 576, 560))) == ["12345678"]
    assert codes(sheets("python-escpos-chinese")[0]) == [f"{LINK}AB2CDE"]


def test_tabs_sizes_and_spacings_of_python_escpos_are_kept() -> None:
    sheet = sheets("python-escpos-receipt")[0]
    assert lines("python-escpos-receipt")[-2:] == ["tabs", "A second sheet"]
    tabs = sheet.crop((0, 310, 576, sheet.height)).getbbox()
    assert 10 * 12 <= tabs[0] < 11 * 12


def test_what_is_no_paper_is_read_as_well() -> None:
    assert [one.pin for one in read("encoder-symbols") if isinstance(one, Pulse)] == [0]
    assert read("receiptline-ticket-epson")[-1] == StatusRequest(ord("1"))
