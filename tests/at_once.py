"""Several threads that do the same at one moment, as the processes of a box that start together."""

from __future__ import annotations

import threading
from collections.abc import Callable


def at_once(count: int, deed: Callable[[], object]) -> list[Exception]:
    """Have so many do it, and wait for all; what went wrong."""
    faults: list[Exception] = []

    def do() -> None:
        try:
            deed()
        except Exception as fault:  # noqa: BLE001 - all of them are told
            faults.append(fault)

    threads = [threading.Thread(target=do) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults
