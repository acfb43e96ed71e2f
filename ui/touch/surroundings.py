"""All that reaches beyond the screen: the store, the clocks, chance, and the end of the process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from config.front import Front
from kiosk.errors import LobbyError
from kiosk.store import StoreBroken, StoreError
from ui.touch.desk import LobbyDesk

_log = logging.getLogger(__name__)

Errand = Callable[[LobbyDesk], Any]
Then = Callable[[Any], None]
Send = Callable[[Errand, Then], None]
"""Runs an errand off the screen's thread, and brings its answer or its exception back to it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Given from outside, so that a test can stand in for each."""

    send: Send
    clock: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], str]
    broken: Callable[[], None]
    """Told when the store can't be trusted from this process any more."""
    kiosk: str = ""
    """Which of the branch's kiosks this is: what another one's scanner reads is not answered here."""
    front: Front = field(default_factory=Front)
    """What the branch set of a screen that nobody stands before."""
    scans: bool = False
    """Whether something can be held before a scanner here."""

    def failed(self, what: str, error: Exception) -> None:
        """Tell the technician, with a trace of what nobody foresaw; a broken store asks for a new process."""
        _log.warning(
            "%s: %s", what, error, exc_info=None if isinstance(error, LobbyError | StoreError) else error
        )
        if isinstance(error, StoreBroken):
            self.broken()
