"""The streams of python-escpos 3.1: python python_escpos.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from escpos.printer import Dummy


def receipt() -> Dummy:
    printer = Dummy(profile="TM-T88III")
    printer.hw("INIT")
    printer.set(align="center", bold=True, double_width=True, double_height=True)
    printer.textln("Lakeside Branch")
    printer.set_with_default()
    printer.textln("Café Žluťoučký 5€")
    printer.set(underline=1)
    printer.textln("underlined")
    printer.set(underline=0, invert=True)
    printer.textln("inverted")
    printer.set(invert=False, font="b")
    printer.textln("the small font")
    printer.set(font="a", custom_size=True, width=3, height=2)
    printer.textln("A023")
    printer.set_with_default()
    printer.ln(2)
    printer.line_spacing(50)
    printer.textln("wide apart")
    printer.line_spacing()
    printer.control("HT", count=3, tab_size=10)
    printer.text("\ttabs\n")
    printer.cut()
    printer.text("A second sheet\n")
    printer.cashdraw(2)
    printer.cut(mode="PART", feed=False)
    return printer


def chinese() -> Dummy:
    printer = Dummy()
    printer.text("工行湖滨支行\n")
    printer.set(align="center", custom_size=True, width=2, height=2)
    printer.text("现金服务区\n")
    printer.qr("https://q.bank.example/t/AB2CDE", native=True, size=5)
    printer.cut(mode="PART", feed=False)
    return printer


def barcodes() -> Dummy:
    printer = Dummy()
    for kind, way, content in (
        ("UPC-A", "A", "01234567890"),
        ("EAN13", "A", "590123412345"),
        ("EAN8", "A", "9638507"),
        ("CODE39", "A", "A023 LOBBY"),
        ("ITF", "B", "12345678"),
        ("NW7", "B", "A12345B"),
        ("CODE93", "B", "A023/LOBBY"),
        ("CODE128", "B", "{BA023-lobby"),
    ):
        printer.barcode(content, kind, 60, 2, "BELOW", "A", function_type=way, force_software=False)
    printer.cut()
    return printer


def main() -> None:
    for make in (receipt, chinese, barcodes):
        Path(sys.argv[1], f"python-escpos-{make.__name__}.bin").write_bytes(make().output)


if __name__ == "__main__":
    main()
