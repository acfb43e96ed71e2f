"""Runs errands to the store on a thread of its own, so that the screen never waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.store import StoreAway
from ui.touch.desk import LobbyDesk
from ui.touch.surroundings import Errand, Then

Desk = Callable[[], AbstractContextManager[LobbyDesk]]
"""Opens the lobby for one thread, and closes it at the end of the block."""


class Clerk(QObject):
    """One errand after the other; each answer comes back to the thread of the screen."""

    _answered = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands: SimpleQueue[tuple[Errand, Then] | None] = SimpleQueue()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._work, name="clerk", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def send(self, errand: Errand, then: Then) -> None:
        """Run an errand; `then` gets its answer, or the exception that came of it."""
        self._errands.put((errand, then))

    def stop(self, timeout_s: float) -> None:
        """End after the errands that were sent already."""
        self._errands.put(None)
        self._thread.join(timeout_s)

    def _work(self) -> None:
        with ExitStack() as open_desk:
            lobby: LobbyDesk | None = None
            while (task := self._errands.get()) is not None:
                errand, then = task
                try:
                    lobby = lobby or open_desk.enter_context(self._desk())
                    answer = errand(lobby)
                except Exception as error:  # noqa: BLE001 - the edge of the thread: the screen decides
                    answer = error
                if isinstance(answer, StoreAway):
                    self._leave(open_desk)
                    lobby = None
                self._answered.emit(then, answer)

    def _leave(self, open_desk: ExitStack) -> None:
        """The next errand opens a desk of its own."""
        # What is out of reach may fail to close as well, and is done with all the same.
        with suppress(Exception):
            open_desk.close()

    def _deliver(self, then: Then, answer: object) -> None:
        then(answer)
