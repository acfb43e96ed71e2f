"""A trouble that lasts, in the journal: a line when it begins, and one when it is over."""

from __future__ import annotations

import logging


class Lasting:
    """One trouble of one part. A store that is away for an hour is asked thousands of times."""

    def __init__(self, log: logging.Logger, begins: str = "%s", over: str = "") -> None:
        self._log = log
        self._begins = begins
        self._over = over
        self._is_told = False

    def met(self, why: object) -> None:
        """It is there; told the first time."""
        if not self._is_told:
            self._log.warning(self._begins, why)
        self._is_told = True

    def passed(self) -> None:
        """It is not there; told if it was."""
        if self._is_told and self._over:
            self._log.info("%s", self._over)
        self._is_told = False
