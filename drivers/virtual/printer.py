"""A printer for hands without one: a real wire, true status, and faults on request."""

from __future__ import annotations

import os
import queue
import select
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, Self

from config.profile import PrinterProfile
from drivers.deadline import Monotonic
from drivers.virtual.faults import Fault
from drivers.virtual.hands import Hands
from drivers.virtual.mechanism import Mechanism
from drivers.virtual.mishaps import Mishaps
from drivers.virtual.nv_memory import FILE, NvMemory
from drivers.virtual.pace import SLICE, Pace
from drivers.virtual.tray import Tray
from drivers.virtual.wire import READ_SIZE, PtyWire

XON, XOFF = b"\x11", b"\x13"
OUTAGE_S = 3.0
"""How long a power cut lasts that was asked for as a fault."""
TAKEN_S = 1.5
"""How long a ticket stands in the mouth before a customer takes it."""


class Wire(Protocol):
    """The printer's end of a cable."""

    asks_to_wait: bool
    """Whether the host has to be told, by XOFF, that no more bytes are taken."""

    @property
    def plugged(self) -> bool:
        """Whether a host can reach us."""

    def plug(self) -> None:
        """The cable is in."""

    def unplug(self) -> None:
        """The cable is out."""

    def fileno(self) -> int:
        """What to select on for bytes of the host."""

    def read(self, size: int = READ_SIZE) -> bytes:
        """What the host has sent, perhaps nothing."""

    def write(self, data: bytes) -> None:
        """Answer."""


class VirtualPrinter:
    """A thread owns cable and mechanism; every other thread uses `hands`."""

    def __init__(
        self,
        wire: Path | Wire,
        tray: Tray,
        profile: PrinterProfile,
        *,
        baud: int | None = None,
        faults: Iterable[Fault] = (),
        outage_s: float = OUTAGE_S,
        clock: Monotonic = time.monotonic,
    ) -> None:
        """`wire`: a path stands for a serial port there."""
        self.tray = tray
        self.mechanism = Mechanism(self._say, tray.drop, profile, self._suffer, tray.swallow)
        self._logo_way = profile.logo
        self.hands = Hands(self)
        self.silent = False
        self.held = False
        self.hands_take = True
        """Whether there is a customer who takes a ticket out of the mouth..."""
        self.taken_s = TAKEN_S
        """...and after how many seconds."""
        self._wire: Wire = PtyWire(wire) if isinstance(wire, Path) else wire
        self._baud = baud
        self._pace = Pace(baud, clock)
        self._mishaps = Mishaps(self, faults, outage_s, clock)
        self._out_since_s: float | None = None
        self._clock = clock
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
        self.mechanism.memory = NvMemory(self._logo_way, self.tray.folder / FILE)
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
        self._mishaps.expect(fault)

    def forget_faults(self) -> None:
        """Whatever was still to go wrong does not."""
        self._mishaps.forget()

    def babble(self, noise: bytes) -> None:
        """Noise on the line."""
        self._wire.write(noise)

    def slow_down(self, baud: int | None) -> None:
        """The line gets slow, or, for None, as fast as it was."""
        self._pace.baud = self._baud if baud is None else baud

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
        deaf = not self._wire.plugged or self._pace.occupied or self._stops_reading
        return [self._ear] if deaf else [self._ear, self._wire.fileno()]

    @property
    def _stops_reading(self) -> bool:
        """A serial printer whose buffer is full still hears real-time commands (Epson, DLE EOT)."""
        return self._halted and (self.held or not self._wire.asks_to_wait)

    def _patience_s(self) -> float | None:
        now_s = self._clock()
        moments = (self._mishaps.next_mend_s, self._taking_s)
        due = [max(0.0, moment_s - now_s) for moment_s in moments if moment_s is not None]
        due += [self._pace.left_s] if self._pace.occupied else []
        return min(due, default=None)

    @property
    def _taking_s(self) -> float | None:
        """When a customer takes the ticket that is held out."""
        if self._out_since_s is None or not self.hands_take:
            return None
        return self._out_since_s + self.taken_s

    def _take_orders(self) -> None:
        while not self._orders.empty():
            order, done = self._orders.get()
            order()
            self._control_flow()
            done.set()

    def _keep_time(self) -> None:
        if data := self._pace.arrived():
            self.mechanism.receive(data)
        self._mishaps.mend()
        self._watch_mouth()

    def _watch_mouth(self) -> None:
        now_s = self._clock()
        if not self.mechanism.mouth.holds:
            self._out_since_s = None
        elif self._out_since_s is None:
            self._out_since_s = now_s
        elif self._taking_s is not None and self._taking_s <= now_s:
            self._out_since_s = None
            self.mechanism.take()

    def _control_flow(self) -> None:
        """Ask the host to wait, or to go on, when that is news."""
        halted = self.held or self.mechanism.busy
        if halted != self._halted:
            self._halted = halted
            if self._wire.asks_to_wait:
                self._wire.write(XOFF if halted else XON)

    def _say(self, data: bytes) -> None:
        if not self.silent:
            self._wire.write(data)

    def _suffer(self) -> None:
        self._mishaps.suffer()
