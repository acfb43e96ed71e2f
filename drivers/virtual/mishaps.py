"""Faults as they come about in a printer, each at its byte, and as they are put right again."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from drivers.deadline import Monotonic
from drivers.virtual.faults import Fault, FaultKind
from drivers.virtual.mechanism import Mechanism
from drivers.virtual.sensors import Roll

SLOW_BAUD = 1_200
GARBAGE_BYTES = 64


class Sufferer(Protocol):
    """What of a printer can go wrong."""

    silent: bool
    hands_take: bool
    mechanism: Mechanism

    def pull(self) -> None:
        """The cable is out."""

    def plug(self) -> None:
        """The cable is in."""

    def babble(self, noise: bytes) -> None:
        """Noise on the line."""

    def slow_down(self, baud: int | None) -> None:
        """The line gets slow, or, for None, as fast as it was."""


class Mishaps:
    """What is still to go wrong, and what is still to be put right."""

    def __init__(self, printer: Sufferer, faults: Iterable[Fault], outage_s: float, clock: Monotonic) -> None:
        self._printer = printer
        self._faults = sorted(faults)
        self._outage_s = outage_s
        self._clock = clock
        self._mends: list[tuple[float, FaultKind]] = []
        self._deeds = self._all_deeds()

    @property
    def next_mend_s(self) -> float | None:
        """When the next thing is put right."""
        return min((due_s for due_s, _ in self._mends), default=None)

    def expect(self, fault: Fault) -> None:
        """A fault is to come, or has come."""
        self._faults = sorted([*self._faults, fault])
        self.suffer()

    def forget(self) -> None:
        """Nothing more goes wrong; what is to be put right still will be."""
        self._faults = []
        inside = self._printer.mechanism
        inside.mouth.will_jam = inside.cutter_sticks = False

    def suffer(self) -> None:
        """Bring about every fault whose byte has come."""
        while self._faults and self._faults[0].at <= self._printer.mechanism.worked:
            self._bring_about(self._faults.pop(0))

    def mend(self) -> None:
        """Put right what is due."""
        now_s = self._clock()
        due = [kind for due_s, kind in self._mends if due_s <= now_s]
        self._mends = [each for each in self._mends if each[0] > now_s]
        for kind in due:
            self._deeds[kind][1]()

    def _bring_about(self, fault: Fault) -> None:
        self._deeds[fault.kind][0]()
        by_itself = fault.kind is FaultKind.POWER_CUT and math.isinf(fault.lasts_s)
        lasts_s = self._outage_s if by_itself else fault.lasts_s
        if math.isfinite(lasts_s):
            self._mends.append((self._clock() + lasts_s, fault.kind))

    def _all_deeds(self) -> dict[FaultKind, tuple[Callable[[], None], Callable[[], None]]]:
        """How each comes about, and how it is put right."""
        printer, inside = self._printer, self._printer.mechanism
        return {
            FaultKind.PAPER_OUT: (lambda: self._roll(Roll.OUT), inside.refill),
            FaultKind.NEAR_END: (lambda: self._roll(Roll.NEAR_END), inside.refill),
            FaultKind.COVER_OPEN: (lambda: self._cover(open_=True), lambda: self._cover(open_=False)),
            FaultKind.CUTTER: (lambda: setattr(inside, "cutter_sticks", True), inside.free_cutter),
            FaultKind.UNPLUG: (printer.pull, printer.plug),
            FaultKind.SILENT: (lambda: self._silent(silent=True), lambda: self._silent(silent=False)),
            FaultKind.SLOW: (lambda: printer.slow_down(SLOW_BAUD), lambda: printer.slow_down(None)),
            FaultKind.GARBAGE: (self._babble, lambda: None),
            FaultKind.POWER_CUT: (inside.power_off, inside.power_on),
            FaultKind.LYING_ID: (lambda: self._lie(lies=True), lambda: self._lie(lies=False)),
            FaultKind.PRESENTER_JAM: (
                lambda: setattr(inside.mouth, "will_jam", True), inside.free_presenter,
            ),
            FaultKind.NOT_TAKEN: (lambda: self._taking(takes=False), lambda: self._taking(takes=True)),
        }  # fmt: skip

    def _roll(self, roll: Roll) -> None:
        inside = self._printer.mechanism
        inside.change(replace(inside.sensors, roll=roll))

    def _cover(self, *, open_: bool) -> None:
        inside = self._printer.mechanism
        inside.change(replace(inside.sensors, cover_open=open_))

    def _silent(self, *, silent: bool) -> None:
        self._printer.silent = silent

    def _lie(self, *, lies: bool) -> None:
        self._printer.mechanism.lies = lies

    def _taking(self, *, takes: bool) -> None:
        self._printer.hands_take = takes

    def _babble(self) -> None:
        # The same noise each time: what depends on it can be done again.
        self._printer.babble(random.Random(self._printer.mechanism.worked).randbytes(GARBAGE_BYTES))  # noqa: S311
