"""A serial line and everybody on it: one thread speaks to each in turn, and hears them all."""

from __future__ import annotations

import contextlib
import logging
import math
import os
import select
import threading
import time
from collections.abc import Sequence

from drivers.deadline import Deadline, Monotonic
from drivers.framing import Heard
from drivers.link import LinkGone, LinkStalled
from drivers.unit_state import Tell, UnitHealth, UnitState
from drivers.wires.station import Station, Words
from drivers.wires.unit_link import UnitLink

_REOPEN_S = 0.5
_WRITE_S = 1.0
_IDLE_S = 1.0
_GAP_S = 0.05
"""A message has no pause as long as this in it."""
_ROOM = 4_096
_log = logging.getLogger(__name__)


class Bus:
    """Half-duplex: whoever was spoken to is heard out before the next one is spoken to."""

    def __init__(
        self, link: UnitLink, stations: Sequence[Station], tell: Tell, clock: Monotonic = time.monotonic
    ) -> None:
        self._link = link
        self._stations = list(stations)
        self._tell = tell
        self._clock = clock
        self._told: dict[str, UnitState] = {}
        self._room = bytearray(_ROOM)
        self._stopping = False
        self._ear, self._mouth = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._bell = threading.Lock()
        self._rings = True
        """The descriptor's number may be another file's once it is closed: nothing is written to it then."""
        self._turn = 0
        self._why = ""
        self._answer: str | None = None
        for station in self._stations:
            station.wake = self.wake
        self._thread = threading.Thread(target=self._live, name=f"line at {link.name}")

    def start(self) -> None:
        """Begin to look for the line."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the line."""
        self._stopping = True
        self.wake()
        self._thread.join()
        with self._bell:
            self._rings = False
            os.close(self._ear)
            os.close(self._mouth)

    def wake(self) -> None:
        """Somebody has something to say; may be called from anywhere, even when the line is let go of."""
        with self._bell:
            if self._rings:
                # A full pipe wakes as well as one more byte would.
                with contextlib.suppress(BlockingIOError):
                    os.write(self._mouth, b".")

    def _live(self) -> None:
        while not self._stopping:
            try:
                self._link.open()
                self._converse()
            except LinkGone as gone:
                self._lose(str(gone))
            except Exception as fault:  # noqa: BLE001 - a line nobody works any more would look healthy
                _log.exception("The driver of the line at %s failed.", self._link.name)
                self._lose(f"The driver of the line at {self._link.name} failed: {fault!r}.")
        self._link.close()

    def _lose(self, why: str) -> None:
        self._link.close()
        self._why = why
        for station in self._stations:
            station.lost()
        self._report()
        self._rest(_REOPEN_S)

    def _converse(self) -> None:
        for station in self._stations:
            station.arrived()
        self._report()
        while not self._stopping:
            most_due, due_s = self._most_due()
            if most_due is not None and due_s <= self._clock():
                self._speak(most_due)
            else:
                self._listen(min(due_s, self._clock() + _IDLE_S))
            self._report()

    def _most_due(self) -> tuple[Station | None, float]:
        """Whose turn it is: of several who are due, the one after the last who was spoken to."""
        now_s = self._clock()
        order = self._stations[self._turn :] + self._stations[: self._turn]
        chosen: Station | None = None
        soonest_s = math.inf
        for station in order:
            due_s = station.due_s()
            if due_s is not None and max(due_s, now_s) < soonest_s:
                chosen, soonest_s = station, max(due_s, now_s)
        return chosen, soonest_s

    def _speak(self, station: Station) -> None:
        self._turn = (self._stations.index(station) + 1) % len(self._stations)
        words = station.words()
        if words is None:
            return
        try:
            self._link.write(words.data, Deadline.after(_WRITE_S, self._clock))
        except LinkStalled:
            self._link.discard()
            station.unanswered()
            return
        self._hear_out(station, words)

    def _hear_out(self, station: Station, words: Words) -> None:
        """Until it has answered; or, where no answer is expected, until it is ready for more."""
        line_s = len(words.data) / self._link.bytes_per_s
        deadline = Deadline.after(line_s + words.patience_s, self._clock)
        self._answer = None
        while not (self._stopping or deadline.passed or self._has_answered(words)):
            self._listen(deadline.at_s, station)
        if self._stopping:
            return
        if words.answers and not self._has_answered(words):
            station.unanswered()
        else:
            station.answered(words)

    def _has_answered(self, words: Words) -> bool:
        return self._answer is not None and self._answer in words.answers

    def _listen(self, until_s: float, asked: Station | None = None) -> None:
        """Hear what comes until then; while somebody is heard out, nobody else is attended to."""
        sources = [self._link.fileno()] if asked else [self._link.fileno(), self._ear]
        open_ended = any(station.parser.waits for station in self._stations)
        left_s = max(0.0, until_s - self._clock())
        ready, _, _ = select.select(sources, [], [], min(left_s, _GAP_S) if open_ended else left_s)
        if self._ear in ready:
            os.read(self._ear, _ROOM)
        if self._link.fileno() in ready:
            self._take(asked)
        elif not ready and open_ended and left_s >= _GAP_S:
            for station in self._stations:
                self._heard(station, asked, station.parser.settle())

    def _take(self, asked: Station | None) -> None:
        count = self._link.read_into(self._room)
        with memoryview(self._room) as room, room[:count] as fresh:
            for station in self._stations:
                self._heard(station, asked, station.parser.feed(fresh))
        # A line with a card reader on it has carried what must not stay.
        self._room[:count] = bytes(count)

    def _heard(self, station: Station, asked: Station | None, messages: Sequence[Heard]) -> None:
        for heard in messages:
            if station is asked:
                self._answer = heard.name
            station.hear(heard)

    def _report(self) -> None:
        for station in self._stations:
            if self._told.get(station.id) is not station.state:
                self._told[station.id] = station.state
                self._tell(UnitHealth(station.id, station.state, self._sentence(station)))

    def _sentence(self, station: Station) -> str:
        match station.state:
            case UnitState.ABSENT:
                return self._why
            case UnitState.SILENT:
                return (
                    f"{station.profile.name}: address {station.address} of {self._link.name} does not answer."
                    " Check its power, its wires and its address."
                )
            case _ if not station.answers:
                return "It never answers: whether it works can only be seen."
            case _:
                return ""

    def _rest(self, seconds: float) -> None:
        deadline = Deadline.after(seconds, self._clock)
        while not deadline.passed and not self._stopping:
            ready, _, _ = select.select([self._ear], [], [], deadline.remaining_s)
            if ready:
                os.read(self._ear, _ROOM)
