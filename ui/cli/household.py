"""Keeps the processes of a box running: starts them, restarts what dies, stops all together."""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 10.0
_PROVEN_S = 30.0
"""A process that lived so long died of something new: its next pause is short again."""
_GRACE_S = 3.0
_DIE_WITH_PARENT = 1
_NO_STRANGERS = ("-P",)
"""Whoever starts us somewhere with a folder named `config` or `ui` must not have that run instead."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the box: its name, and the words of the `kiosk` command that start it."""

    name: str
    words: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()
    each_s: float | None = None
    """A part that does its work and ends is due again after so long."""
    stays: bool = False
    """Whether it goes on as it is when the others start anew."""


@dataclass(slots=True)
class _Running:
    part: Part
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    pause_s: float = _FIRST_PAUSE_S
    again_at: float = field(default=0.0)


class Household:
    """The processes of a box. `tell` gets a sentence whenever one dies."""

    def __init__(self, parts: Iterable[Part], tell: Callable[[str], None]) -> None:
        self._all = [_Running(part) for part in parts]
        self._tell = tell
        self._selector = selectors.DefaultSelector()
        self._stopping = False

    def run(self) -> None:
        """Keep all running until SIGINT or SIGTERM; then stop them and return. SIGUSR1 starts all anew."""
        reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._selector.register(reader, selectors.EVENT_READ)
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        before[signal.SIGUSR1] = signal.signal(signal.SIGUSR1, self._start_anew)
        old_writer = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        try:
            while not self._stopping:
                self._start_those_due()
                self._selector.select(self._until_next_start())
                self._bury()
        finally:
            self._stop_all()
            signal.set_wakeup_fd(old_writer)
            for number, handler in before.items():
                signal.signal(number, handler)
            self._selector.close()
            os.close(reader)
            os.close(writer)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _start_anew(self, *_: object) -> None:
        """The branch's folder has changed: every part reads it once more."""
        for each in self._all:
            if each.process and not each.part.stays:
                each.pause_s = _FIRST_PAUSE_S
                each.process.terminate()

    def _start_those_due(self) -> None:
        for each in self._all:
            if each.process is None and time.monotonic() >= each.again_at:
                each.process = _spawn(each.part)
                each.began = time.monotonic()
                self._selector.register(os.pidfd_open(each.process.pid), selectors.EVENT_READ, each)

    def _until_next_start(self) -> float | None:
        waiting = [each.again_at for each in self._all if each.process is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _bury(self) -> None:
        for key in list(self._selector.get_map().values()):
            each = key.data
            if not isinstance(each, _Running) or each.process is None or each.process.poll() is None:
                continue
            self._selector.unregister(key.fd)
            os.close(key.fd)
            self._plan_restart(each, each.process.returncode)

    def _plan_restart(self, each: _Running, code: int) -> None:
        if each.part.each_s is not None and code == 0:
            each.process, each.again_at = None, time.monotonic() + each.part.each_s
            return
        lived_s = time.monotonic() - each.began
        if lived_s > _PROVEN_S:
            each.pause_s = _FIRST_PAUSE_S
        each.again_at = time.monotonic() + each.pause_s
        each.process = None
        if not self._stopping:
            self._tell(f"{each.part.name} ended ({_reason(code)}); it starts again in {each.pause_s:.1f} s.")
        each.pause_s = min(each.pause_s * 2, _LONGEST_PAUSE_S)

    def _stop_all(self) -> None:
        alive = [each.process for each in self._all if each.process]
        for process in alive:
            process.terminate()
        give_up = time.monotonic() + _GRACE_S
        for process in alive:
            try:
                process.wait(max(0.0, give_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for key in list(self._selector.get_map().values()):
            if isinstance(key.data, _Running):
                os.close(key.fd)


def _spawn(part: Part) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *_NO_STRANGERS, "-m", "ui.cli", *part.words],
        env=os.environ | dict(part.environment),
        stdin=subprocess.DEVNULL,
        # Ctrl-C reaches the household alone, which then stops its parts in peace.
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509  (no threads here)
    )


def _die_with_parent() -> None:
    """A part never outlives a household that was killed."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
