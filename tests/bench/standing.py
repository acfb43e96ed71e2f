"""The real screen over a lobby of its own, in this process, without a test around it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.ui.touch.person import Clock, Person, Steady
from ui.touch.app import Place, Screen

WAKE_MS = 5


@contextmanager
def standing(folder: Path, size: tuple[int, int]) -> Iterator[tuple[Person, Callable[[], None]]]:
    """A person before the screen, and what lets the screen work for a moment."""
    app = QGuiApplication([])
    branch, clock, steady = load(SAMPLE), Clock(), Steady()
    store = open_store(folder)
    core = Lobby(store, branch, clock)
    core.report_device("printer", "ok")
    phrases = {language: load_phrases(language) for language in branch.languages}
    screen = Screen(Place(branch, phrases, lambda: open_store(folder), clock), steady)
    unused: Any = None
    person = Person(unused, screen, core, clock, steady)
    screen.window.resize(*size)
    screen.window.show()
    screen.start()

    # Whoever waits sleeps, as a running loop does: a core that asks again and again is not the screen's.
    wake = QTimer(screen, interval=WAKE_MS, timerType=Qt.TimerType.PreciseTimer)
    wake.start()
    flags = QEventLoop.ProcessEventsFlag

    def turn() -> None:
        app.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
        # What a running loop does by itself: pages that are gone are let go.
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    while screen.lobby.reception.overview is None:
        turn()
    yield person, turn
    screen.stop()
    store.close()
