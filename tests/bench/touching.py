"""The screen under a finger, drawn by the software renderer at 1080 x 1920: answers, changes, memory.

    .venv/bin/python -m tests.bench.touching ROUNDS VISITS

prints one JSON object; it is a program of its own, since Qt and forked children do not go together.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.screen import resident_mb
from tests.house.imports import ROOT

SIZE = (1080, 1920)
PATIENCE_S = 20.0
HOUR_S = 3_600.0
WARM_VISITS = 40
"""So many visits until every page was made once and every cache is full."""


@dataclass(frozen=True, slots=True)
class Touching:
    """Milliseconds, frames a second and megabytes."""

    answer_ms: list[float] = field(default_factory=list)
    """From a press until the frame that shows it."""
    change_ms: list[float] = field(default_factory=list)
    """From a tap until the page that it opens stands still."""
    frames_a_second: list[float] = field(default_factory=list)
    """While it moved."""
    switch_ms: list[float] = field(default_factory=list)
    """From a tap on language, large text, contrast or low buttons until the frame that shows it."""
    scan_ms: list[float] = field(default_factory=list)
    """From the scanner's word in the log until the frame that shows the place in the queue."""
    grown_kb_a_visit: float = 0.0


def touched(rounds: int, visits: int) -> Touching:
    """Measured in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.touching", str(rounds), str(visits)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return Touching(**json.loads(done.stdout))


class _Finger:
    """Touches a screen that is really drawn, and counts its frames."""

    def __init__(self, person: Any, turn: Callable[[], None]) -> None:
        self.person = person
        self.frames: list[float] = []
        self._turn = turn
        person.screen.window.frameSwapped.connect(lambda: self.frames.append(time.perf_counter()))

    def until(self, condition: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > give_up:
                raise TimeoutError("The screen did not answer.")
            self._turn()

    def rest(self) -> None:
        """Until nothing is drawn any more."""
        while True:
            seen = len(self.frames)
            end = time.monotonic() + 0.03
            while time.monotonic() < end:
                self._turn()
            if len(self.frames) == seen and self.is_still():
                return

    def is_still(self) -> bool:
        return all(not item.property("lift") for item in self.person.items())

    def place(self, name: str) -> tuple[int, int]:
        item = self.person.find(name)
        at = item.mapRectToScene(item.boundingRect()).center().toPoint()
        return at.x(), at.y()

    def answer_ms(self, act: Callable[[], object]) -> float:
        """From an act until the next frame."""
        seen, began = len(self.frames), time.perf_counter()
        act()
        self.until(lambda: len(self.frames) > seen)
        return 1e3 * (self.frames[-1] - began)


def _answers(finger: _Finger, rounds: int) -> list[float]:
    from PySide6.QtCore import QPoint  # noqa: PLC0415 - who only asks for the figures needs no Qt
    from PySide6.QtTest import QTest  # noqa: PLC0415 - as above

    window, device = finger.person.screen.window, finger.person.finger
    x, y = finger.place("card-consult")
    took = []
    for _ in range(rounds):
        finger.rest()
        took.append(finger.answer_ms(lambda: QTest.touchEvent(window, device).press(0, QPoint(x, y), window)))
        # Let go beside it: nothing is chosen.
        QTest.touchEvent(window, device).move(0, QPoint(2, 2), window)
        QTest.touchEvent(window, device).release(0, QPoint(2, 2), window)
    return took


def _changes(finger: _Finger, rounds: int) -> tuple[list[float], list[float]]:
    lobby = finger.person.screen.lobby
    took, rates = [], []
    for _ in range(rounds):
        finger.rest()
        x, y = finger.place("revisit")
        seen, began = len(finger.frames), time.perf_counter()
        finger.person.tap_at(x, y)
        # Whoever asks each item whether it still moves takes the time to move it.
        finger.until(lambda seen=seen: len(finger.frames) > seen and lobby.revisit.step == "choice")  # type: ignore[misc]
        finger.rest()
        drawn = finger.frames[seen:]
        took.append(1e3 * (drawn[-1] - began))
        rates.append((len(drawn) - 1) / (drawn[-1] - drawn[0]) if len(drawn) > 1 else 0.0)
        finger.person.steady.now += 1
        lobby.revisit.close()
    return took, rates


def _switches(finger: _Finger, rounds: int) -> list[float]:
    took = []
    for _ in range(rounds):
        for name in ("language", "large", "strong", "low"):
            for _ in ("on", "off"):
                finger.rest()
                x, y = finger.place(name)
                took.append(finger.answer_ms(lambda x=x, y=y: finger.person.tap_at(x, y)))  # type: ignore[misc]
    return took


def _scans(finger: _Finger, rounds: int) -> list[float]:
    from kiosk.issuing import IssueRequest  # noqa: PLC0415 - as above
    from kiosk.scanning import tell_scan  # noqa: PLC0415 - as above

    core, revisit = finger.person.core, finger.person.screen.lobby.revisit
    token, took = core.token(core.issue(IssueRequest(("cash",), "scanned"))), []
    for _ in range(rounds):
        finger.rest()
        seen, began = len(finger.frames), time.perf_counter()
        tell_scan(core.site, token, "")
        finger.until(lambda seen=seen: revisit.step == "place" and len(finger.frames) > seen)  # type: ignore[misc]
        took.append(1e3 * (finger.frames[-1] - began))
        finger.person.steady.now += 1
        revisit.close()
    return took


def _grown(finger: _Finger, visits: int) -> float:
    """Kilobytes a visit: choose, take, read, go; with a mode and a sheet in between."""
    lobby, person = finger.person.screen.lobby, finger.person

    def visit() -> None:
        # Each is another customer: nobody is slowed for taking many.
        person.steady.now += HOUR_S
        for act in (lobby.toggleLarge, lobby.switchLanguage, lobby.revisit.begin, lobby.revisit.close):
            act()
            person.steady.now += 1
        lobby.pick("cash")
        lobby.take()
        finger.until(lambda: lobby.panel.shown)
        person.steady.now += 1
        lobby.closePanel()
        finger.until(lambda: not lobby.panel.shown)

    for _ in range(WARM_VISITS):
        visit()
    before = resident_mb(os.getpid())
    for _ in range(visits):
        visit()
    return 1024 * (resident_mb(os.getpid()) - before) / visits


def measure(rounds: int, visits: int) -> Touching:
    """All of it, in this process."""
    from tests.bench.standing import standing  # noqa: PLC0415 - as above

    with (
        tempfile.TemporaryDirectory(prefix="touching-") as folder,
        standing(Path(folder), SIZE) as (person, turn),
    ):
        finger = _Finger(person, turn)
        _switches(finger, 1)
        _changes(finger, 2)
        answers = _answers(finger, rounds)
        changes, rates = _changes(finger, rounds)
        switches, scans = _switches(finger, max(1, rounds // 8)), _scans(finger, rounds)
        return Touching(answers, changes, rates, switches, scans, _grown(finger, visits))


if __name__ == "__main__":
    print(json.dumps(asdict(measure(int(sys.argv[1]), int(sys.argv[2])))))
