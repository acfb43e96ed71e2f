"""How a printer is spoken to that owes an answer, at a wire where each answer is the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import Evidence
from drivers.printer_health import PrinterHealth
from drivers.questions import STATUS, STATUS_FENCE, WATCH
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.virtual.wire import PtyWire
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import CUT, QUICK, eventually, quick, running, ticket

HEALTHY = bytes.fromhex("16 12 12 12")
ANSWER = b"\x00"


class SlowPrinter:
    """Says at once how it fares, answers a GS r when the test says so, and forgets nothing."""

    def __init__(self, wire: PtyWire) -> None:
        self.heard = b""
        self._wire = wire
        self._told = 0

    def fences(self) -> int:
        return self._count(STATUS_FENCE)

    def greetings(self) -> int:
        """How many have come to their end."""
        return self._count(WATCH)

    def answer(self) -> None:
        self._wire.write(ANSWER)

    def babble(self, noise: bytes) -> None:
        self._wire.write(noise)

    def _count(self, question: bytes) -> int:
        self.heard += self._wire.read()
        while self._told < self.heard.count(STATUS):
            self._told += 1
            self._wire.write(HEALTHY)
        return self.heard.count(question)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[SlowPrinter]:
    wire = PtyWire(tmp_path / "port")
    wire.plug()
    yield SlowPrinter(wire)
    wire.unplug()


@pytest.fixture
def meet(tmp_path: Path, slow: SlowPrinter) -> Iterator[Callable[..., ThermalPrinter]]:
    profile = replace(quick(), completion=Evidence.GS_R)
    with ExitStack() as stack:

        def make(on_health: Callable[[PrinterHealth], None], probe_s: float) -> ThermalPrinter:
            link, timings = SerialLink(str(tmp_path / "port")), replace(QUICK, probe=probe_s, silent=60.0)
            return stack.enter_context(running(ThermalPrinter(link, profile, on_health, timings)))

        yield make


def test_a_printer_that_owes_an_answer_gets_no_ticket_for_which_that_could_count(slow, meet):
    thermal = meet(lambda _: None, probe_s=1.0)
    eventually(lambda: slow.greetings() == 1)
    eventually(lambda: slow.fences() == 1 and thermal.health.state is PrinterState.OK)
    assert not thermal.ready
    slow.answer()  # late; it is greeted again, and asked anew
    eventually(lambda: slow.fences() == 2)
    assert not thermal.ready
    slow.answer()
    eventually(lambda: slow.greetings() == 2 and slow.fences() == 3)
    assert not thermal.ready  # a piece of what it was late with may hang in it
    slow.answer()
    eventually(lambda: thermal.ready)


def test_an_answer_that_never_comes_is_forgotten_with_the_line(slow, meet):
    told = []
    thermal = meet(told.append, probe_s=0.1)
    eventually(lambda: slow.fences() and any("owes an answer" in health.detail for health in told))
    lost = answered = slow.fences()

    def answers_and_is_ready() -> bool:
        nonlocal answered
        while answered < slow.fences():
            answered += 1
            slow.answer()
        return thermal.ready

    eventually(answers_and_is_ready)
    assert answered > lost


def ready(slow, thermal) -> None:
    """Let it be greeted to the end."""
    eventually(slow.fences)
    slow.answer()
    eventually(lambda: slow.greetings() and thermal.ready)


@pytest.mark.parametrize("noise", [b"\xff" + 2 * ANSWER, 3 * ANSWER])
def test_noise_that_looks_like_answers_without_a_name_proves_no_ticket(slow, meet, noise):
    thermal = meet(lambda _: None, probe_s=1.0)
    ready(slow, thermal)
    to_come = [noise]

    def babbling() -> None:
        slow.fences()
        if to_come:
            slow.babble(to_come.pop())

    outcome = thermal.print(ticket("A001"), CUT, 1, babbling)
    assert outcome.state is PrintState.ASSUMED
    assert "noise on the line" in outcome.detail
    assert "time that line and paper take alone" in outcome.detail
    assert not thermal.ready  # it is greeted again: an answer may be left over


def test_an_answer_too_many_while_the_cutter_is_asked_after_takes_the_belief_back(slow, meet):
    thermal = meet(lambda _: None, probe_s=1.0)
    ready(slow, thermal)
    answers = [2 * ANSWER, ANSWER]

    def answering() -> None:
        if answers:
            slow.babble(answers.pop(0))
        slow.fences()

    assert thermal.print(ticket("A001"), CUT, 1, answering).state is PrintState.ASSUMED
