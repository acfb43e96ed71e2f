from __future__ import annotations

import select
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from config.profile import load_profile
from drivers.deadline import Deadline
from drivers.serial_link import SerialLink
from drivers.virtual.command import BadWishError, run, wishes
from drivers.virtual.faults import parse_faults
from drivers.virtual.mechanism import ON_ITS_WAY, Mechanism
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.sensors import Roll
from drivers.virtual.tray import Tray
from printer.escpos import compile_ticket, fence
from printer.lines import CutLine, QrLine, Run, TextLine
from tests.drivers.benches import eventually, quick, words

ASK_PAPER = b"\x10\x04\x04"
PAPER_OUT = b"\x7e"
CUT = b"\x1dVB\x00"
PRESENT, RETRACT = b"\x1de\x03\x0c", b"\x1de\x02"


class Ticking:
    """A clock that stands until it is pushed."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def push(self, seconds: float) -> None:
        self.now_s += seconds


@pytest.fixture
def host(tmp_path: Path):
    link = SerialLink(str(tmp_path / "port"))
    yield link
    link.close()


def printer(folder: Path, *faults: str, **more) -> VirtualPrinter:
    return VirtualPrinter(
        folder / "port", Tray(folder / "tray", words), quick(), faults=parse_faults(faults), **more
    )


def ask(link: SerialLink, data: bytes, count: int, patience_s: float = 2.0) -> bytes:
    """What comes back, up to so many bytes."""
    link.write(data, Deadline.after(patience_s))
    answer, deadline = b"", Deadline.after(patience_s)
    while len(answer) < count and not deadline.passed:
        select.select([link.fileno()], [], [], deadline.remaining_s)
        answer += link.read()
    return answer


def test_a_host_that_knows_only_the_path_gets_answers(tmp_path, host):
    with printer(tmp_path):
        host.open()
        assert ask(host, ASK_PAPER, 1) == b"\x12"
    assert not (tmp_path / "port").is_symlink()


def test_as_a_program_it_draws_each_ticket_dot_for_dot(tmp_path, host):
    stop, pictures = threading.Event(), []
    lines = (TextLine((Run("现金服务区 A023"),)), QrLine("HTTPS://BANK.EXAMPLE/T/ABC", 6), CutLine())
    ticket = compile_ticket(lines, quick())
    place = tmp_path / "port", tmp_path / "out", quick(), None, (), stop.wait, pictures.append
    program = threading.Thread(target=run, args=place)
    program.start()
    eventually((tmp_path / "port").exists)
    host.open()
    assert ask(host, ticket + fence(b"C001"), 7) == b"\x37\x22C001\x00"
    eventually(lambda: pictures)
    stop.set()
    program.join()
    assert pictures == [tmp_path / "out" / "ticket-0001.png"]
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(pictures[0]))] == [
        "HTTPS://BANK.EXAMPLE/T/ABC"
    ]
    assert pictures[0].with_suffix(".bin").read_bytes() == ticket


def test_a_line_with_a_speed_takes_its_time(tmp_path, host):
    with printer(tmp_path, baud=9_600):
        host.open()
        before_s = time.monotonic()
        assert ask(host, b"x" * 96 + fence(b"P001"), 7) == b"\x37\x22P001\x00"
        assert time.monotonic() - before_s >= 0.1


def test_a_fault_comes_at_its_byte_and_not_before(tmp_path, host):
    with printer(tmp_path, "paper-out@30"):
        host.open()
        assert ask(host, b"x" * 18 + fence(b"P001") + ASK_PAPER, 8) == b"\x37\x22P001\x00\x12"
        assert ask(host, b"x" + ASK_PAPER, 1) == b"\x7e"


def test_a_fault_without_a_byte_is_there_from_the_start(tmp_path, host):
    with printer(tmp_path, "near-end", "cover-open"):
        host.open()
        assert ask(host, ASK_PAPER + b"\x10\x04\x02", 2) == b"\x1e\x16"


def test_a_power_cut_takes_what_was_not_printed_and_is_over_after_a_while(tmp_path, host):
    with printer(tmp_path, "power-cut@5", outage_s=0.05):
        host.open()
        host.write(b"123456789" + CUT, Deadline.after(1.0))

        def answers() -> bool:
            return ask(host, ASK_PAPER, 1, 0.02) == b"\x12"

        eventually(answers)
    assert not list((tmp_path / "tray").iterdir())


def test_a_full_buffer_asks_the_host_to_wait_and_to_go_on(tmp_path, host):
    with printer(tmp_path, "paper-out") as virtual:
        host.open()
        assert ask(host, bytes(4_000), 1) == b"\x13"
        virtual.hands.refill()
        assert ask(host, b"", 1) == b"\x11"


def test_garbage_is_the_same_each_time(tmp_path, host):
    with printer(tmp_path, "garbage@3"):
        host.open()
        first = ask(host, b"abc", 64)
    with printer(tmp_path, "garbage@3"):
        host.open()
        assert ask(host, b"abc", 64) == first
    assert len(first) == 64


def test_a_path_that_is_a_file_is_left_alone(tmp_path):
    (tmp_path / "port").write_text("precious")
    with pytest.raises(FileExistsError, match="is no link of ours"):
        printer(tmp_path).start()
    assert (tmp_path / "port").read_text() == "precious"


def test_a_fault_with_a_time_is_put_right_when_it_is_over(tmp_path, host):
    with printer(tmp_path, "paper-out+1", clock=(now := Ticking())) as virtual:
        host.open()
        assert ask(host, ASK_PAPER, 1) == b"\x7e"
        now.push(2.0)
        virtual.order(lambda: None)
        assert ask(host, ASK_PAPER, 1) == b"\x12"


def test_a_customer_takes_what_is_held_out_unless_nobody_does(tmp_path, host):
    profile = replace(load_profile("custom-80"), speed_mm_s=10_000)
    now = Ticking()
    with VirtualPrinter(tmp_path / "port", Tray(tmp_path / "tray", words), profile, clock=now) as virtual:
        host.open()
        assert ask(host, b"A001\n" + CUT + PRESENT, 0) == b""
        eventually(lambda: virtual.mechanism.mouth.holds)
        now.push(2.0)
        virtual.order(lambda: None)
        eventually(lambda: not virtual.mechanism.mouth.holds)
        virtual.hands.leave_tickets()
        ask(host, b"A002\n" + CUT + PRESENT, 0)
        eventually(lambda: virtual.mechanism.mouth.holds)
        now.push(60.0)
        virtual.order(lambda: None)
        assert virtual.mechanism.mouth.holds
        ask(host, RETRACT, 0)
        eventually((tmp_path / "tray" / "retracted" / "ticket-0002.png").exists)
    assert (tmp_path / "tray" / "ticket-0001.png").read_bytes() == b"A001"


@pytest.mark.parametrize(
    ("address", "baud", "faults", "words"),
    [
        ("9100", 5, ["fire", "slow@x"], ["'9100'", "The speed 5", "'fire'", "'slow@x'"]),
        ("127.0.0.1:9100", 5_000_000, [], ["from 300 to 4000000 baud"]),
    ],
)
def test_a_printer_that_cannot_be_is_refused_with_every_reason(address, baud, faults, words):
    with pytest.raises(BadWishError) as refused:
        wishes(None, address, baud, faults)
    assert [line for line in words if line not in str(refused.value)] == []


def test_a_serial_printer_whose_buffer_is_full_still_hears_what_is_obeyed_at_once(tmp_path):
    host = SerialLink(str(tmp_path / "port"), flow="xonxoff")
    with printer(tmp_path) as virtual:
        host.open()
        virtual.hands.paper_out()
        host.write(b"x" * (quick().buffer_bytes - 10), Deadline.after(2.0))
        eventually(lambda: virtual._halted)
        host.insist()
        assert ask(host, ASK_PAPER, 1) == PAPER_OUT
        host.close()


def test_what_a_host_sends_to_a_full_buffer_all_the_same_is_lost():
    said = []
    inside = Mechanism(said.append, lambda _: None, quick())
    inside.change(replace(inside.sensors, roll=Roll.OUT))
    for _ in range(100):
        inside.receive(b"x" * 4_096)
    inside.receive(ASK_PAPER)
    assert len(inside._buffer) <= quick().buffer_bytes + ON_ITS_WAY
    assert said == [PAPER_OUT]
