"""Listens to the log on a thread of its own, and tells the screen what happened in the lobby."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event as Flag
from threading import Thread

from PySide6.QtCore import QObject, Signal

from kiosk.store import StoreError
from ui.touch.desk import Follows

_log = logging.getLogger(__name__)

LISTEN_S = 0.5
"""How long the end may take: the ear looks up that often."""
AGAIN_S = 2.0

Following = Callable[[], AbstractContextManager[Follows]]
"""Opens a follower for one thread, and closes it at the end of the block."""


class Ear(QObject):
    """Hears every event once, whatever befalls the store meanwhile."""

    heard = Signal(object)

    def __init__(self, following: Following, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._following = following
        self._stopping = Flag()
        self._told = ""
        self._thread = Thread(target=self._listen, name="ear", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        self._stopping.set()
        self._thread.join(timeout_s)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001 - the edge of the thread: it must go on listening
                self._tell(error)
                self._stopping.wait(AGAIN_S)

    def _follow(self) -> None:
        with self._following() as follower:
            # Whatever happened before, or while nobody listened, is looked at once.
            self.heard.emit([])
            self._told = ""
            while not self._stopping.is_set():
                if events := follower.wait(LISTEN_S):
                    self.heard.emit(events)

    def _tell(self, error: Exception) -> None:
        """Once for each trouble, however long it lasts."""
        sentence = f"The screen cannot follow the lobby's log, and goes on trying: {error}"
        if sentence != self._told:
            _log.warning(sentence, exc_info=None if isinstance(error, StoreError) else error)
        self._told = sentence
