"""The scanner: texts out of any bytes, and a keyboard that cannot type into the screen."""

from __future__ import annotations

import errno
import os
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lobby_devices import Scanner, ScannerKind
from drivers.link import LinkGone
from drivers.scanner.keys import EVENT, LETTERS, Typist, key_events
from drivers.scanner.lines import LONGEST, Lines
from drivers.scanner.wedge import WedgeSource
from drivers.scanner.worker import ScannerWorker, source_of
from drivers.unit_state import UnitState
from drivers.virtual.line import VirtualLine
from tests.drivers.benches import eventually

KEYS = {
    **{shifted: (code, True) for code, (_, shifted) in LETTERS.items()},
    **{plain: (code, False) for code, (plain, _) in LETTERS.items()},
}
"""How each letter is typed."""


def event(code: int, value: int, kind: int = 1) -> bytes:
    return EVENT.pack(1, 2, kind, code, value) + EVENT.pack(1, 2, 0, 0, 0)


def typed(text: str) -> bytes:
    data = b""
    for letter in text:
        code, shifted = (28, False) if letter == "\n" else KEYS[letter]
        press = event(code, 1) + event(code, 0)
        data += event(42, 1) + press + event(42, 0) if shifted else press
    return data


def test_a_code_that_comes_in_pieces_is_one_text():
    lines = Lines()
    assert lines.feed(b"T:1:AB") == []
    assert lines.waits
    assert lines.feed(b"C\r\nX\n\n") == ["T:1:ABC", "X"]
    assert not lines.waits


def test_a_code_without_an_end_never_fills_the_memory():
    lines = Lines()
    for _ in range(5):
        assert lines.feed(b"9" * LONGEST) == []
    assert lines.feed(b"\nnext\n") == ["next"]


@pytest.mark.parametrize(
    ("data", "texts"), [("窗口".encode("gb18030"), ["窗口"]), (b"\x1b[A", []), (b"\xff\xff", [])]
)
def test_only_printable_text_comes_out(data, texts):
    assert Lines().feed(data + b"\r") == texts


@given(st.lists(st.binary(max_size=300), max_size=30))
def test_no_bytes_stop_the_scanner(pieces):
    lines = Lines()
    for piece in pieces:
        assert all(text.isprintable() and text for text in lines.feed(piece))
    lines.feed(b"\n")
    assert lines.feed(b"after\n") == ["after"]


@given(st.text(sorted(KEYS), max_size=60))
def test_what_is_typed_is_what_was_scanned(text):
    typist = Typist()
    data = typed(text)
    assert b"".join(map(typist.type, key_events(data))).decode() == text


@given(st.binary(max_size=500))
def test_no_events_stop_the_keyboard(data):
    typist = Typist()
    assert all(len(typist.type(each)) <= 1 for each in key_events(data))


def test_a_key_that_repeats_is_typed_once():
    typist = Typist()
    data = event(30, 1) + event(30, 2) + event(30, 2) + event(30, 0) + event(2, 1, kind=4)
    assert b"".join(map(typist.type, key_events(data))) == b"a"


def test_the_size_of_an_event_is_the_kernels():
    assert struct.calcsize("llHHi") == EVENT.size == 24


@pytest.fixture
def keyboard(tmp_path):
    """A pipe that gives events as a keyboard does, and counts who took it."""
    path = tmp_path / "event3"
    os.mkfifo(path)
    taken: list[int] = []
    source = WedgeSource(str(path), taken.append)
    source.open()
    writer = os.open(path, os.O_WRONLY)
    yield source, writer, taken
    source.close()


def test_a_keyboard_is_read_only_once_it_was_taken_from_everybody_else(keyboard):
    source, writer, taken = keyboard
    assert taken == [source.fileno()]
    assert source.read() == b""
    os.write(writer, typed("Ab#9\n"))
    assert source.read() == b"Ab#9\n"
    os.close(writer)
    with pytest.raises(LinkGone, match="pulled out"):
        source.read()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EBUSY, "another program"), (errno.EACCES, "this user may not"), (5, "input/output")],
)
def test_a_keyboard_that_cannot_be_taken_is_not_read_at_all(tmp_path, number, words):
    path = tmp_path / "event3"
    os.mkfifo(path)

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    source = WedgeSource(str(path), refuse)
    with pytest.raises(LinkGone, match=words):
        source.open()
    with pytest.raises(LinkGone, match="not open"):
        source.read()


def test_a_file_that_is_no_keyboard_is_refused_by_the_kernel(tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(LinkGone, match="no input device"):
        WedgeSource(str(path)).open()
    with pytest.raises(LinkGone, match="nothing is plugged in"):
        WedgeSource(str(tmp_path / "nothing")).open()


def test_a_scanner_that_is_pulled_is_absent_and_scans_again_when_it_is_back(tmp_path):
    scanner = Scanner(kind=ScannerKind.SERIAL, link=str(tmp_path / "scanner"))
    texts, told = [], []
    worker = ScannerWorker("scanner", source_of(scanner), texts.append, told.append)
    worker.start()
    try:
        eventually(lambda: told and told[-1].state is UnitState.ABSENT)
        with VirtualLine(tmp_path / "scanner") as line:
            eventually(lambda: told[-1].state is UnitState.OK)
            line.send(b"half a co")
            line.unplug()
            eventually(lambda: told[-1].state is UnitState.ABSENT)
            line.replug()
            eventually(lambda: told[-1].state is UnitState.OK)
            line.send(b"whole\r\n")
            eventually(lambda: texts)
    finally:
        worker.stop()
    assert texts == ["whole"]


def test_a_wedge_is_opened_as_one():
    assert isinstance(source_of(Scanner(kind=ScannerKind.WEDGE, link="/dev/input/event3")), WedgeSource)
