"""The touch process of a box as it was delivered: five questions, then the ordinary screen in its place."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

from config.phrases import Phrases
from config.schema import Branch
from config.theme import Theme
from kiosk.clock import Clock
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES
from kiosk.lobby import Lobby as LobbyCore
from kiosk.notify import notify
from kiosk.store import Store
from ui.touch.app import application, lend_letters, lived, loaded
from ui.touch.bridge import Lobby
from ui.touch.clerk import Clerk
from ui.touch.first_start.panel import FirstStart
from ui.touch.first_start.watch import Watch
from ui.touch.hung import hang
from ui.touch.paint import Paint
from ui.touch.surroundings import Surroundings
from ui.touch.wording import Wording

ENDED, AFRESH = 0, 75
"""Told to end, or to be started anew: with another branch, or as the ordinary screen."""
_END_S = 0.8
_LONG = 31_536_000
"""Nobody is hurried, and nothing goes home by itself."""
_MOMENT_MS = 1_500
"""So long the last page stands, so that whoever pressed sees that it was taken."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A box as it was delivered."""

    rooms: Rooms
    branch: Branch
    phrases: Mapping[str, Phrases]
    """Of the languages that a first start speaks."""
    open_store: Callable[[], Store]
    clock: Clock
    theme: Theme = field(default_factory=Theme)
    folder: Path | None = None
    pages: str = ""
    """Where the pages are, if not at the box's own address by https."""


class FirstScreen(QObject):
    """The window with everything behind it."""

    def __init__(self, box: Delivery, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._box = box
        # The first child goes first: QML must not outlive what it shows.
        self.engine = QQmlApplicationEngine(self)
        self.clerk = Clerk(self._desk, self)
        around = Surroundings(
            self.clerk.send, box.clock, monotonic, lambda: uuid.uuid4().hex, lambda: self._leave(AFRESH)
        )
        lend_letters(box.phrases)
        wording = Wording(box.phrases, LANGUAGES)
        patient = replace(box.branch.rules, idle_ask_s=_LONG, idle_home_s=_LONG)
        self.lobby = Lobby(replace(box.branch, languages=LANGUAGES, rules=patient), around, wording, self)
        endings = (lambda: self._leave(AFRESH), lambda: QTimer.singleShot(_MOMENT_MS, self._afresh))
        self.first = FirstStart(box.rooms, box.branch, around, wording, endings, self)
        self.first.conductor.pages = box.pages
        self.first.changed.connect(self._speak)
        hang(self.lobby, self.first, Paint(box.theme, box.folder, self))
        self.window = loaded(self.engine, "FirstStart.qml")
        self.watch = Watch(self.window, self.first)

    def start(self) -> None:
        self.clerk.start()
        self.first.start()

    def stop(self) -> None:
        self.first.stop()
        self.clerk.stop(_END_S / 2)
        self.watch.may_close = True
        self.window.close()

    def _speak(self) -> None:
        """The controls say their own words in the language of the first start."""
        language = self.first.conductor.scene.progress.language
        if self.lobby.reception.visit.language != language:
            self.lobby.reception.arrange(language=language)

    def _afresh(self) -> None:
        self._leave(AFRESH)

    def _leave(self, code: int) -> None:
        self.first.stop()
        QGuiApplication.exit(code)

    @contextmanager
    def _desk(self) -> Iterator[LobbyCore]:
        store = self._box.open_store()
        try:
            yield LobbyCore(store, self._box.branch, self._box.clock)
        finally:
            store.close()


def main(box: Delivery, argv: Sequence[str] = (), window: str = "") -> int:
    """Run the first start until it is over, or this process is told to end."""
    app = application(argv)
    screen = FirstScreen(box)
    code = lived(app, screen, window)
    screen.stop()
    if code == ENDED:
        notify("STOPPING=1")
    return code
