"""A thread at work over a store of its own: a fresh connection after a fault, none over a broken store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing

from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError

_REOPEN_S = 1.0
_log = logging.getLogger(__name__)


def keep_at(
    work: Callable[[Site], None],
    open_site: Callable[[], Site],
    ended: threading.Event,
    on_broken: Callable[[], None],
    who: str,
) -> None:
    """Until it has ended; `who` is whose work stands still, at the beginning of a sentence."""
    told = ""
    while not ended.is_set():
        try:
            site = open_site()
            told = ""
            with closing(site.store):
                work(site)
        except StoreBroken as fault:
            # What it holds can be trusted only by a process that starts afresh.
            _log.error("%s stop: %s", who, fault)
            on_broken()
            return
        except StoreError as fault:
            # Once for each trouble, however long it lasts.
            if str(fault) != told:
                _log.warning("%s have no store: %s", who, fault)
            told = str(fault)
            ended.wait(_REOPEN_S)
