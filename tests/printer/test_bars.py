"""Barcodes, read back from the paper by eyes that nobody here drew."""

from __future__ import annotations

import pytest
import zxingcpp

from printer.bars import bars
from printer.picture import sheets
from tests.printer.words import profile

TALL = b"\x1dh\x50\x1dw\x02"
READ = [
    (0, b"01234567890", "0012345678905"),
    (65, b"012345678905", "0012345678905"),
    (66, b"01234500006", "0012345000065"),
    (66, b"123456", "0012345000065"),
    (67, b"590123412345", "5901234123457"),
    (2, b"5901234123457", "5901234123457"),
    (68, b"9638507", "96385074"),
    (4, b"A023 LOBBY", "A023 LOBBY"),
    (69, b"*A-1$/+%.*", "A-1$/+%."),
    (5, b"12345678", "12345678"),
    (71, b"a12345b", "A12345B"),
    (72, b"A023/lobby", "A023/lobby"),
    (72, b"(?)\x01~@`", "(?)<SOH>~@`"),
    (73, b"{BA023-lobby", "A023-lobby"),
    (73, b"{BA023-{C\x0c\x22\x38{Bx", "A023-123456x"),
    (73, b"{AA\x01{Sb{{", None),
    (73, b"{Aab", None),
]


def seen(kind: int, content: bytes) -> list[str]:
    command = b"\x1dk" + bytes((kind, len(content))) + content if kind >= 65 else None
    command = command or b"\x1dk" + bytes((kind,)) + content + b"\0"
    sheet = sheets(b"\x1ba\x01" + TALL + command, profile())[0].convert("L")
    return [code.text for code in zxingcpp.read_barcodes(sheet)]


@pytest.mark.parametrize(("kind", "content", "text"), READ)
def test_a_barcode_on_the_paper_can_be_read(kind: int, content: bytes, text: str | None) -> None:
    assert [found.removeprefix("0") for found in seen(kind, content)] == [
        one.removeprefix("0") for one in [text] if one is not None
    ]


@pytest.mark.parametrize(
    ("kind", "content"),
    [(65, b"12"), (66, b"98765432109"), (67, b"59012x412345"), (69, b"a"), (70, b"123"), (71, b"123"),
     (72, b"\xe9"), (73, b"{C\xc8"), (73, b"{Bab{9"), (99, b"1"), (65, b"")],
)  # fmt: skip
def test_what_cannot_be_coded_prints_nothing_as_on_a_printer(kind: int, content: bytes) -> None:
    assert bars(kind, content) is None


def test_its_letters_stand_where_they_are_asked_for() -> None:
    heights = [
        sheets(TALL + b"\x1dH" + bytes((where,)) + b"\x1dkF\x0212", profile())[0].height for where in range(4)
    ]
    assert heights == [80, 80 + 24, 80 + 24, 80 + 48]


def test_one_that_is_wider_than_the_paper_prints_nothing() -> None:
    assert seen(73, b"{B" + b"wide" * 20) == []
    wide = sheets(TALL + b"\x1dkI\x52{B" + b"wide" * 20, profile())[0]
    assert wide.height == 1
