"""What people do to a printer, from any thread; done when the call returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from drivers.virtual.faults import Fault, FaultKind
from drivers.virtual.mechanism import Mechanism
from drivers.virtual.sensors import Roll, Sensors


class WithinReach(Protocol):
    """What of a printer hands can reach; its own thread does what they ask for."""

    silent: bool
    held: bool
    hands_take: bool
    mechanism: Mechanism

    def order(self, order: Callable[[], None]) -> None:
        """Have it done, and wait until it is."""

    def plug(self) -> None:
        """The cable is in."""

    def pull(self) -> None:
        """The cable is out."""

    def expect(self, fault: Fault) -> None:
        """A fault is to come."""


class Hands:
    """A technician, a cleaner and a bad day in one."""

    def __init__(self, printer: WithinReach) -> None:
        self._printer = printer
        self._mechanism = printer.mechanism

    def paper_out(self) -> None:
        """The roll ends."""
        self._sense(lambda sensors: replace(sensors, roll=Roll.OUT))

    def near_end(self) -> None:
        """The roll is nearly used up."""
        self._sense(lambda sensors: replace(sensors, roll=Roll.NEAR_END))

    def refill(self) -> None:
        """A new roll is put in and the cover closed over it."""
        self._printer.order(self._mechanism.refill)

    def open_cover(self) -> None:
        """The cover is opened."""
        self._sense(lambda sensors: replace(sensors, cover_open=True))

    def close_cover(self) -> None:
        """The cover is closed."""
        self._sense(lambda sensors: replace(sensors, cover_open=False))

    def jam_cutter(self) -> None:
        """The next cut will jam."""
        self.break_after(0, FaultKind.CUTTER)

    def free_cutter(self) -> None:
        """The jammed paper is taken out."""
        self._printer.order(self._mechanism.free_cutter)

    def jam_presenter(self) -> None:
        """The next ticket will jam on its way to the mouth."""
        self.break_after(0, FaultKind.PRESENTER_JAM)

    def free_presenter(self) -> None:
        """The jammed ticket is taken out."""
        self._printer.order(self._mechanism.free_presenter)

    def take(self) -> None:
        """The ticket in the mouth is taken."""
        self._printer.order(self._mechanism.take)

    def leave_tickets(self) -> None:
        """Nobody takes tickets any more."""
        self._set(hands_take=False)

    def be_honest(self) -> None:
        """It names no ticket any more that is not done."""
        self._printer.order(lambda: setattr(self._mechanism, "lies", False))

    def silence(self) -> None:
        """A wire breaks: it prints, and is not heard any more."""
        self.break_after(0, FaultKind.SILENT)

    def speak(self) -> None:
        """The wire is mended."""
        self._set(silent=False)

    def hold(self) -> None:
        """The printer gets busy: it reads nothing and asks the host to wait."""
        self._set(held=True)

    def release(self) -> None:
        """It reads again."""
        self._set(held=False)

    def unplug(self) -> None:
        """The cable is pulled."""
        self._printer.order(self._printer.pull)

    def replug(self) -> None:
        """The cable is plugged in again."""
        self._printer.order(self._printer.plug)

    def cut_power(self) -> None:
        """The printer goes dark; its cable stays."""
        self._printer.order(self._mechanism.power_off)

    def restore_power(self) -> None:
        """The printer starts as new."""
        self._printer.order(self._mechanism.power_on)

    def break_after(self, more_bytes: int, kind: FaultKind) -> None:
        """A fault comes so many bytes from now."""
        self._printer.order(lambda: self._printer.expect(Fault(self._mechanism.worked + more_bytes, kind)))

    def _sense(self, change: Callable[[Sensors], Sensors]) -> None:
        self._printer.order(lambda: self._mechanism.change(change(self._mechanism.sensors)))

    def _set(self, **states: bool) -> None:
        def order() -> None:
            for name, state in states.items():
                setattr(self._printer, name, state)

        self._printer.order(order)
