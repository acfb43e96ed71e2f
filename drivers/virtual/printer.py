"""A printer for hands without one: a real wire, true status, and faults on request."""

from __future__ import annotations

import os
import queue
import random
import select
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Self

from config.profile import PrinterProfile
from drivers.deadline import Monotonic
from drivers.virtual.faults import Fault, FaultKind
from drivers.virtual.hands import Hands
from drivers.virtual.mechanism import Mechanism
from drivers.virtual.pace import SLICE, Pace
from drivers.virtual.sensors import Roll
from drivers.virtual.tray import Tray
from drivers.virtual.wire import READ_SIZE, PtyWire

XON, XOFF = b"\x11", b"\x13"
SLOW_BAUD = 1_200
OUTAGE_S = 3.0
"""How long a power cut lasts that was asked for as a fault."""
GARBAGE_BYTES = 64


class VirtualPrinter:
    """A thread owns cable and mechanism; every other thread uses `hands`."""

    def __init__(
        self,
        link: Path,
        tray: Tray,
        profile: PrinterProfile,
        *,
        baud: int | None = None,
        faults: Iterable[Fault] = (),
        outage_s: float = OUTAGE_S,
        clock: Monotonic = time.monotonic,
    ) -> None:
        self.tray = tray
        self.mechanism = Mechanism(self._say, tray.drop, profile, self._suffer)
        self.hands = Hands(self)
        self.silent = False
        self.held = False
        self._wire = PtyWire(link)
        self._pace = Pace(baud, clock)
        self._faults = sorted(faults)
        self._outage_s = outage_s
        self._clock = clock
        self._power_back_s: float | None = None
        self._halted = False
        """The host was asked to wait."""
        self._orders: queue.SimpleQueue[tuple[Callable[[], None], threading.Event]] = queue.SimpleQueue()
        self._ear, self._mouth = os.pipe()
        self._thread = threading.Thread(target=self._live, name="virtual printer")
        self._stopping = False

    def start(self) -> Self:
        """Plug in and switch on."""
        self._wire.plug()
        self.tray.start()
        self._suffer()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Switch off, and finish the pictures of what was cut."""
        self.order(self._end)
        self._thread.join()
        self.tray.stop()
        os.close(self._ear)
        os.close(self._mouth)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def order(self, order: Callable[[], None]) -> None:
        """Have the printer's thread do something, and wait until it is done."""
        if not self._thread.is_alive():
            order()
            return
        done = threading.Event()
        self._orders.put((order, done))
        os.write(self._mouth, b".")
        done.wait()

    def plug(self) -> None:
        """The cable is in."""
        self._wire.plug()

    def pull(self) -> None:
        """The cable is out, and what was on it is lost."""
        self._wire.unplug()
        self._pace.drop()
        self.mechanism.lose_input()

    def expect(self, fault: Fault) -> None:
        """A fault is to come, or has come."""
        self._faults = sorted([*self._faults, fault])
        self._suffer()

    def _end(self) -> None:
        self._stopping = True
        self._wire.unplug()

    def _live(self) -> None:
        while not self._stopping:
            ready, _, _ = select.select(self._sources(), [], [], self._patience_s())
            if self._ear in ready:
                os.read(self._ear, READ_SIZE)
                self._take_orders()
            elif ready:
                self._pace.send(self._wire.read(SLICE if self._pace.baud else READ_SIZE))
            self._keep_time()
            self._control_flow()

    def _sources(self) -> list[int]:
        deaf = not self._wire.plugged or self._pace.occupied or self._halted
        return [self._ear] if deaf else [self._ear, self._wire.fileno()]

    def _patience_s(self) -> float | None:
        due = [max(0.0, self._power_back_s - self._clock())] if self._power_back_s is not None else []
        due += [self._pace.left_s] if self._pace.occupied else []
        return min(due, default=None)

    def _take_orders(self) -> None:
        while not self._orders.empty():
            order, done = self._orders.get()
            order()
            self._control_flow()
            done.set()

    def _keep_time(self) -> None:
        if data := self._pace.arrived():
            self.mechanism.receive(data)
        if self._power_back_s is not None and self._power_back_s <= self._clock():
            self._power_back_s = None
            self.mechanism.power_on()

    def _control_flow(self) -> None:
        """Ask the host to wait, or to go on, when that is news."""
        halted = self.held or self.mechanism.busy
        if halted != self._halted:
            self._halted = halted
            self._wire.write(XOFF if halted else XON)

    def _say(self, data: bytes) -> None:
        if not self.silent:
            self._wire.write(data)

    def _suffer(self) -> None:
        """Bring about every fault whose byte has come."""
        while self._faults and self._faults[0].at <= self.mechanism.worked:
            self._bring_about(self._faults.pop(0).kind)

    def _bring_about(self, kind: FaultKind) -> None:
        mechanism = self.mechanism
        match kind:
            case FaultKind.PAPER_OUT:
                mechanism.change(replace(mechanism.sensors, roll=Roll.OUT))
            case FaultKind.NEAR_END:
                mechanism.change(replace(mechanism.sensors, roll=Roll.NEAR_END))
            case FaultKind.COVER_OPEN:
                mechanism.change(replace(mechanism.sensors, cover_open=True))
            case FaultKind.CUTTER:
                mechanism.cutter_sticks = True
            case FaultKind.UNPLUG:
                self.pull()
            case FaultKind.SILENT:
                self.silent = True
            case FaultKind.SLOW:
                self._pace.baud = SLOW_BAUD
            case FaultKind.GARBAGE:
                self._wire.write(random.Random(mechanism.worked).randbytes(GARBAGE_BYTES))  # noqa: S311 - noise
            case FaultKind.POWER_CUT:
                mechanism.power_off()
                self._power_back_s = self._clock() + self._outage_s
