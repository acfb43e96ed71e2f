from __future__ import annotations

from pathlib import Path

from drivers.virtual.sheet import Sheet
from drivers.virtual.tray import Tray, last_number
from printer.operations import Text


def drawn(operations) -> bytes:
    return b"PNG of " + operations[0].text.encode()


def sheet(text: str) -> Sheet:
    return Sheet(operations=[Text(text)], data=bytearray(text.encode()))


def test_each_ticket_is_a_picture_beside_its_bytes(tmp_path):
    pictures: list[Path] = []
    tray = Tray(tmp_path / "out", drawn, pictures.append)
    tray.start()
    tray.drop(sheet("A001"))
    tray.drop(sheet("A002"))
    tray.stop()
    assert [picture.name for picture in pictures] == ["ticket-0001.png", "ticket-0002.png"]
    assert pictures[1].read_bytes() == b"PNG of A002"
    assert pictures[1].with_suffix(".bin").read_bytes() == b"A002"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "ticket-0001.bin", "ticket-0001.png", "ticket-0002.bin", "ticket-0002.png",
    ]  # fmt: skip


def test_a_new_printer_goes_on_behind_the_tickets_that_lie_there(tmp_path):
    (tmp_path / "ticket-0041.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    assert last_number(tmp_path) == 41
    tray = Tray(tmp_path, drawn)
    tray.start()
    tray.drop(sheet("A042"))
    tray.stop()
    assert (tmp_path / "ticket-0042.png").exists()
