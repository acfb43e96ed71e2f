"""The touch process: one window over one lobby, until it is told to end."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SIGNAL, QObject, QSocketNotifier, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QFont, QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine

from config.advice import Advice
from config.calendar import BranchCalendar
from config.front import Front
from config.phrases import Phrases
from config.schema import Branch
from config.speech import Speech
from config.theme import Theme
from kiosk.clock import Clock
from kiosk.event import Event
from kiosk.follower import Follower
from kiosk.hours import Holidays, no_holidays
from kiosk.island.shared import Shared
from kiosk.lobby import Lobby as LobbyCore
from kiosk.notify import notify, watchdog_s
from kiosk.store import Store
from ui.touch.bridge import Lobby
from ui.touch.clerk import Clerk
from ui.touch.desk import LobbyDesk
from ui.touch.ear import Ear
from ui.touch.front import FrontPanel
from ui.touch.hung import hang
from ui.touch.keypad import Keypad
from ui.touch.narrator import MakeThroat, Narrator
from ui.touch.paint import Paint
from ui.touch.sounding import jack_of, speaks_with
from ui.touch.surroundings import Surroundings
from ui.touch.window import Doorkeeper
from ui.touch.wording import Wording

if TYPE_CHECKING:
    from kiosk.island.watch import Watch

QML = Path(__file__).parent / "qml"
END_S = 0.8
"""A thread that hangs in a disk does not keep the process from ending in under a second."""
AFRESH_S = 1.0
"""So long the calm page stands before a process with a broken store ends, to be started afresh."""
BROKEN = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What the touch screen is for, and where its lobby keeps its memory."""

    branch: Branch
    phrases: Mapping[str, Phrases]
    open_store: Callable[[], Store]
    """Opens a connection of its own for each thread."""
    clock: Clock
    holidays: Holidays = no_holidays
    kiosk: str = ""
    """Which of the branch's kiosks this is, by the name of its box."""
    theme: Theme = field(default_factory=Theme)
    folder: Path | None = None
    """Where the theme's logo lies."""
    front: Front = field(default_factory=Front)
    calendar: BranchCalendar = field(default_factory=BranchCalendar)
    speech: Speech | None = None
    """How the screen speaks to whoever asks for it; None never speaks."""
    throat: MakeThroat | None = None
    """What it speaks with, if not the sound card."""
    scans: bool = False
    """Whether a scanner is plugged in."""
    advice: Advice = field(default_factory=Advice)
    """From when on a machine is offered."""
    shared: Shared | None = None
    """The box among those that share its store; None where it is alone."""


class Screen(QObject):
    """The window with everything behind it."""

    def __init__(self, place: Place, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._place = place
        # The first child goes first: QML must not outlive the lobby that it shows.
        self.engine = QQmlApplicationEngine(self)
        self.clerk = Clerk(self._desk, self)
        self.ears = [Ear(self._following, self)]
        self.shore: Watch | None = None
        if place.shared:
            from kiosk.island.watch import Watch  # noqa: PLC0415 - most boxes share nothing

            self.shore = Watch(place.shared)
            # What the box does on its own is told by its own store.
            self.ears.append(Ear(partial(self._following, place.shared.island), self))
        send, new_id = self.clerk.send, lambda: uuid.uuid4().hex
        around = Surroundings(
            send, place.clock, monotonic, new_id, self._broken, place.kiosk, place.front, place.scans
        )
        lend_letters(place.phrases)
        wording = Wording(place.phrases, place.branch.languages)
        self.lobby = Lobby(place.branch, around, wording, self)
        self.front = FrontPanel(self.lobby, around, wording, place.calendar, place.holidays, self)
        throat = place.throat or speaks_with(place.speech)
        self.narrator = Narrator(self.lobby, self.front, around, wording, place.speech, throat, self)
        # The ear speaks on its own thread; the screen hears on the thread it lives on.
        for ear in self.ears:
            ear.heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        hang(self.lobby, self.front, self.narrator, Paint(place.theme, place.folder, self))
        self.window = loaded(self.engine, "Main.qml")
        self.narrator.watch(self.window)
        self.jack = jack_of(place.speech, self.narrator.plug)
        # The last one set before the window is the first to see: the doorkeeper.
        self.keypad = Keypad(self.window, self.lobby, self.narrator, place.speech)
        self.door = Doorkeeper(self.window, self.lobby, self.front)

    def start(self) -> None:
        """Begin to listen and to work; the window is shown by whoever knows its size."""
        if self.shore:
            self.shore.start()
        self.clerk.start()
        for ear in self.ears:
            ear.start()
        if self.jack:
            self.jack.start()

    def stop(self) -> None:
        """End all threads; the window stands until nothing else is left to do."""
        if self.jack:
            self.jack.stop(END_S / 4)
        self.narrator.stop(END_S / 4)
        for ear in self.ears:
            ear.stop(END_S / 2 / len(self.ears))
        if self.shore:
            self.shore.stop(END_S / 4)
        self.clerk.stop(END_S / 2)
        self.door.may_close = True
        self.window.close()

    @Slot(object)
    def _hear(self, events: list[Event]) -> None:
        self.lobby.reception.heard(events)

    @contextmanager
    def _desk(self) -> Iterator[LobbyDesk]:
        place = self._place
        if place.shared and self.shore:
            from kiosk.island.desk import open_desk  # noqa: PLC0415 - as above

            with open_desk(place.shared, self.shore, self._lobby) as desk:
                yield desk
            return
        store = place.open_store()
        try:
            yield self._lobby(store)
        finally:
            store.close()

    def _lobby(self, store: Store) -> LobbyCore:
        place = self._place
        return LobbyCore(store, place.branch, place.clock, place.holidays, place.advice)

    @contextmanager
    def _following(self, open_store: Callable[[], Store] | None = None) -> Iterator[Follower]:
        store = (open_store or self._place.open_store)()
        try:
            follower = Follower(store)
            try:
                yield follower
            finally:
                follower.close()
        finally:
            store.close()

    def _broken(self) -> None:
        self.lobby.reception.shut()
        QTimer.singleShot(int(AFRESH_S * 1000), lambda: QGuiApplication.exit(BROKEN))


def main(place: Place, argv: Sequence[str] = (), window: str = "") -> int:
    """Run the touch screen until it is ended; full screen, or in a `window` of WIDTHxHEIGHT."""
    app = application(argv)
    screen = Screen(place)
    code = lived(app, screen, window)
    notify("STOPPING=1")
    screen.stop()
    return code


class Shown(Protocol):
    """A screen: its window, and what begins once that is shown."""

    window: QWindow

    def start(self) -> None: ...


def application(argv: Sequence[str]) -> QGuiApplication:
    """The one that a process of the touch screen has."""
    # A box without a GPU must never fall back to a GPU drawn in software by Mesa.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication([sys.argv[0], *argv])
    app.setApplicationName("kiosk-touch")
    app.setQuitOnLastWindowClosed(False)
    return app


def loaded(engine: QQmlApplicationEngine, file: str) -> QWindow:
    """The window that a file of the screen's QML describes."""
    engine.addImportPath(str(QML))
    engine.load(QUrl.fromLocalFile(str(QML / "Lobby" / file)))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QWindow):
        raise RuntimeError(f"The screen's {file} could not be loaded; the lines above say why.")
    return roots[0]


def lived(app: QGuiApplication, screen: Shown, size: str) -> int:
    """Show a screen until it is ended; with which code."""
    with _ended_by_signals(app):
        _show(screen.window, size)
        _tell_systemd(app, screen.window)
        screen.start()
        return app.exec()


def lend_letters(phrases: Mapping[str, Phrases]) -> None:
    """The fonts of the languages stand in for each other: every name is read in its own script."""
    fonts = [each.pack.font for each in phrases.values()]
    for font in fonts:
        QFont.removeSubstitutions(font)
        QFont.insertSubstitutions(font, fonts)


def _show(window: QWindow, size: str) -> None:
    if not size and QGuiApplication.platformName() == "offscreen":
        size = "1080x1920"
    if size:
        width, height = map(int, size.split("x"))
        window.resize(width, height)
        window.show()
    else:
        window.setCursor(Qt.CursorShape.BlankCursor)
        # Where no window manager or compositor makes a window fill the screen, its own size does.
        window.setGeometry(window.screen().geometry())
        window.showFullScreen()


def _tell_systemd(app: QObject, window: QWindow) -> None:
    """Ready after the first frame; from then on the screen's own thread pats the watchdog."""
    # By its name: the Python types of Qt Quick cost 4 MB, and nothing else here needs them.
    drawn = SIGNAL("frameSwapped()")

    def ready() -> None:
        QObject.disconnect(window, drawn, ready)
        notify("READY=1")
        # Whoever started this process may have held it back.
        gc.enable()

    QObject.connect(window, drawn, ready)
    if pat_s := watchdog_s():
        dog = QTimer(app, interval=int(pat_s * 1000))
        dog.timeout.connect(lambda: notify("WATCHDOG=1"))
        dog.start()


@contextmanager
def _ended_by_signals(app: QGuiApplication) -> Iterator[None]:
    """SIGTERM and SIGINT end the event loop, which Python alone would not notice while Qt waits."""
    reading, writing = socket.socketpair()
    for end in (reading, writing):
        end.setblocking(False)  # noqa: FBT003 - the library's own form
    before = signal.set_wakeup_fd(writing.fileno())
    ears = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read)
    # Not quit(), which asks the windows first: ours refuses to be closed by anybody else.
    notifier.activated.connect(lambda: app.exit(0))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(before)
        for number, ear in ears.items():
            signal.signal(number, ear)
        reading.close()
        writing.close()
