"""When somebody was last there, and what is done about their silence; knows nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable

from ui.touch.patience import Patience, Stage

SETTLED_S = 0.4
"""What has just slid in is not closed by the second half of a double tap."""
LISTENS_S = 120.0
"""No page takes so long to be read aloud: a voice that is stuck keeps nobody's page."""


class Idle:
    """The silence before the screen."""

    def __init__(self, patience: Patience, monotonic: Callable[[], float]) -> None:
        self.asking = False
        """Whether the screen asks if somebody is still there."""
        self._patience = patience
        self._monotonic = monotonic
        self._touched_at = self._shown_at = monotonic()
        self._listens_until = -math.inf

    @property
    def touched_at(self) -> float:
        """When the silence began: whoever is being told something is not silent."""
        return max(self._touched_at, self._had_time(min(self._monotonic(), self._listens_until)))

    @property
    def quiet_s(self) -> float:
        return self._monotonic() - self.touched_at

    @property
    def seconds_left(self) -> int:
        """Until the screen goes home by itself."""
        return self._patience.seconds_left(self.quiet_s)

    @property
    def is_settled(self) -> bool:
        """Whether a customer has had the time to see what slid in."""
        return self._monotonic() - self._shown_at >= SETTLED_S

    @property
    def due_at(self) -> float:
        """When the next second of the question, or the next stage, begins."""
        if self.asking:
            return self._monotonic() + 1.0 - self.quiet_s % 1.0
        return self.touched_at + self._patience.stage_ends(self.quiet_s)

    def touched(self) -> None:
        """A finger or a key; while the question stands it gives the time to answer back, whole."""
        self._touched_at = self._had_time(self._monotonic())

    def stay(self) -> None:
        """Somebody is still there."""
        self.asking = False
        self._touched_at = self._monotonic()

    def listens(self) -> None:
        """What this customer asked for is being read aloud."""
        self._listens_until = self._monotonic() + LISTENS_S

    def heard(self) -> None:
        """It was read to its end, or broken off."""
        self._touched_at, self._listens_until = self.touched_at, -math.inf

    def shown(self) -> None:
        """Something has slid in."""
        self._shown_at = self._monotonic()

    def is_gone(self, *, may_ask: bool) -> bool:
        """Ask where it is time to; whether nobody has answered for too long."""
        stage = self._patience.stage(self.quiet_s)
        self.asking = stage is Stage.ASKING and may_ask
        return stage is Stage.GONE

    def _had_time(self, at: float) -> float:
        """With the time before the question over, while that stands."""
        return at - (self._patience.ask_s if self.asking else 0.0)
