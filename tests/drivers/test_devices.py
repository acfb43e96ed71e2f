from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest
import zxingcpp
from PIL import Image

from drivers.devices import Devices
from drivers.evidence import process_id
from drivers.outcome import Outcome
from drivers.printer_health import PrinterHealth
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from drivers.virtual.faults import FaultKind
from kiosk.event import Kind
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from printer.escpos import compile_parts, hidden_fence
from printer.layout import ticket_lines
from tests.drivers.benches import QUICK, eventually, quick
from tests.drivers.shop import Shop, a_branch, opened_shop, phrases_of

REPRINT = "补打 REPRINT 1".encode("gb18030")
ROOT = Path(__file__).parents[2]
PATIENCE_S = 30.0
"""Half of what the process would wait for its slow printer."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened_shop(tmp_path) as shop:
        yield shop


def test_a_touch_becomes_paper_whose_code_opens_the_tickets_page(shop):
    with shop.devices():
        ticket = shop.issue()
        shop.await_paper(ticket, PrintState.CUT)
    picture = shop.papers(1)[0]
    link = shop.lobby.link(ticket)
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(picture))] == [link]
    lines = ticket_lines(ticket, a_branch(), quick(), phrases=phrases_of, link=link)
    content, parted = compile_parts(lines, quick())
    decoy = hidden_fence(process_id("D", shop.lobby.print_job(ticket.id).id))
    assert picture.with_suffix(".bin").read_bytes() == content + decoy + parted


def test_the_lobby_knows_how_the_printer_fares(shop):
    with shop.devices():
        shop.await_device("ok")
        shop.hands.near_end()
        shop.await_device("near_end")
        shop.hands.unplug()
        shop.await_device("absent")
        shop.hands.replug()
        shop.await_device("near_end")
    shop.await_device("absent")
    assert "stopped" in shop.lobby.overview().printer.detail


def test_a_ticket_waits_for_paper_and_comes_out_once_there_is_some(shop):
    shop.hands.paper_out()
    with shop.devices():
        shop.await_device("paper_out")
        ticket = shop.issue()
        assert shop.lobby.print_state(ticket.id) is PrintState.QUEUED
        shop.hands.refill()
        shop.await_paper(ticket, PrintState.CUT)


def test_a_ticket_that_waited_too_long_never_comes_out(shop):
    shop.hands.paper_out()
    with shop.devices():
        shop.await_device("paper_out")
        late = shop.issue()
        shop.clock.push(a_branch().paper.expires_s + 1)
        shop.await_paper(late, PrintState.EXPIRED)
        shop.hands.refill()
        shop.await_device("ok")
        shop.await_paper(shop.issue(), PrintState.CUT)
    assert len(shop.papers(1)) == 1


def test_a_ticket_broken_off_by_the_end_of_the_roll_is_told_and_comes_out_whole_and_marked_after_it(shop):
    with shop.devices():
        shop.await_device("ok")
        shop.hands.break_after(300, FaultKind.PAPER_OUT)
        ticket = shop.issue()
        shop.await_device("paper_out")
        eventually(lambda: "partial" in states_of(shop, ticket))
        assert shop.lobby.print_job(ticket.id).copy == 1
        assert shop.lobby.reprint(ticket.id) == shop.lobby.print_job(ticket.id)
        shop.hands.refill()
        shop.await_paper(ticket, PrintState.CUT)
    papers = shop.papers(1)
    assert len(papers) == 1
    assert REPRINT in papers[0].with_suffix(".bin").read_bytes()
    assert states_of(shop, ticket) == ["sent", "partial", "sent", "cut"]


def states_of(shop, ticket) -> list[str]:
    """Every word on its papers, in the order of the log."""
    log = shop.lobby.log_of(ticket.id)
    return [event.facts["state"] for event in log if event.kind is Kind.PRINT_MARKED]


def test_a_cable_pulled_in_mid_ticket_is_told_and_not_made_good_in_secret(shop):
    with shop.devices():
        shop.await_device("ok")
        shop.hands.break_after(300, FaultKind.UNPLUG)
        ticket = shop.issue()
        shop.await_paper(ticket, PrintState.UNKNOWN)
        shop.await_device("absent")
        shop.hands.replug()
        shop.await_device("ok")
        following = shop.issue()
        shop.await_paper(following, PrintState.CUT)
        assert shop.lobby.print_state(ticket.id) is PrintState.UNKNOWN


@dataclass(frozen=True)
class OneBadTicket:
    """A typesetter that fails at one ticket."""

    typesetter: object

    def warm_up(self, now) -> None:
        self.typesetter.warm_up(now)

    def set(self, order):
        if order.ticket.label == "A001":
            raise ValueError("no such letter")
        return self.typesetter.set(order)


def test_a_ticket_that_cannot_be_set_does_not_stop_those_behind_it(shop, caplog):
    with shop.devices(OneBadTicket):
        bad, good = shop.issue(), shop.issue()
        shop.await_paper(bad, PrintState.FAILED)
        shop.await_paper(good, PrintState.CUT)
    assert "no such letter" in shop.lobby.print_job(bad.id).detail
    assert "A001 cannot be set" in caplog.text


@contextmanager
def own_process(shop: Shop, **more) -> Iterator[subprocess.Popen[bytes]]:
    script = Path(__file__).with_name("devices_process.py")
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, script, shop.data, shop.link], env=place, **more)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_killed_with_a_ticket_on_the_wire_it_says_unknown_and_prints_no_second_one(shop):
    with own_process(shop) as process:
        shop.await_device("ok")
        shop.hands.hold()
        ticket = shop.issue()
        shop.await_paper(ticket, PrintState.SENT)
        process.kill()
        process.wait()
    shop.hands.release()
    with shop.devices():
        shop.await_paper(ticket, PrintState.UNKNOWN)
        shop.await_device("ok")
        shop.await_paper(shop.issue(), PrintState.CUT)
    shop.virtual.tray.stop()
    papers = len(shop.papers(1))
    assert 1 <= papers <= 2
    # Nobody knows whether a piece hung out: it is cut off before the next ticket.
    assert shop.virtual.mechanism.mouth.cuts == papers + 1


def test_a_second_process_leaves_printer_and_jobs_to_the_first(shop):
    with own_process(shop) as first:
        shop.await_device("ok")
        shop.hands.hold()
        ticket = shop.issue()
        shop.await_paper(ticket, PrintState.SENT)
        with own_process(shop, stderr=subprocess.PIPE) as second:
            said = second.communicate(timeout=PATIENCE_S)[1].decode()
            assert second.returncode == 1
        assert "Another devices process works the printer already" in said
        assert "Traceback" not in said
        assert first.poll() is None
        assert shop.lobby.print_state(ticket.id) is PrintState.SENT


def test_asked_to_end_with_nothing_to_do_it_says_that_nobody_prints(shop):
    with own_process(shop) as process:
        shop.await_device("ok")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    shop.await_device("absent")


def test_asked_to_end_with_a_ticket_on_the_wire_it_does_not_wait_for_the_printers_word(shop):
    with own_process(shop) as process:
        shop.await_device("ok")
        shop.hands.hold()
        ticket = shop.issue()
        shop.await_paper(ticket, PrintState.SENT)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    eventually(lambda: shop.lobby.print_state(ticket.id).settled)
    assert shop.lobby.print_state(ticket.id) in {PrintState.UNKNOWN, PrintState.FAILED}


class OpenedAmidATicket(ThermalPrinter):
    """A printer on a slow line, whose cover is opened between two pieces of a ticket."""

    ready = True

    def print(self, content, cut, job, meanwhile, sending, note):
        sending()
        self.tell(PrinterHealth.of(PrinterState.COVER_OPEN))
        sending()
        self.told = self.look()
        return Outcome(PrintState.UNKNOWN, "")


def test_trouble_that_is_heard_amid_a_ticket_on_a_slow_line_is_told_before_its_end(shop):
    site, news = shop.lobby.site, SimpleQueue()
    thermal = OpenedAmidATicket(SerialLink(shop.link), quick(), news.put, QUICK)
    thermal.tell, thermal.look = news.put, lambda: shop.lobby.overview().printer
    devices = Devices(site, thermal, Typesetter(site.branch, quick(), phrases_of, shop.lobby.link), news)
    shop.issue()
    assert devices._room.work()
    assert thermal.told.state == "cover_open"
    thermal._line.dispose()
