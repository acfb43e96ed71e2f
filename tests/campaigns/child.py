"""Children that play a part, tell their parent what they were promised, and may be killed at any moment."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Say = Callable[[str], None]
"""Tell the parent a line."""
Play = Callable[[Say], None]

_DIE_WITH_PARENT = 1


@dataclass(slots=True)
class Actor:
    """A child process and what it has said."""

    pid: int
    pipe: int
    heard: bytearray = field(default_factory=bytearray)

    def listen(self) -> bool:
        """Take what it says now; False once it is gone and has nothing left to say."""
        said = os.read(self.pipe, 65_536)
        self.heard += said
        return bool(said)

    def wait_for(self, word: str) -> None:
        """Until it has said this."""
        while word.encode() not in self.heard:
            assert self.listen(), f"it ended before it said {word!r}"

    def end(self, number: signal.Signals = signal.SIGKILL) -> int:
        """Kill it, hear it out and bury it; its exit code, or the signal it died of, negative."""
        os.kill(self.pid, number)
        while self.listen():
            pass
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def lines(self) -> list[list[str]]:
        """What it said, in words. A line it died in was not said."""
        whole = self.heard[: self.heard.rfind(b"\n") + 1]
        return [line.split() for line in whole.decode().splitlines()]


def spawn(play: Play, errors: Path) -> Actor:
    """A child that plays this. The caller has neither threads nor an open store."""
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        _perform(play, mouth, errors)
    os.close(mouth)
    return Actor(pid, ear)


def _perform(play: Play, mouth: int, errors: Path) -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # What the parent has loaded is not the child's to look through.
    gc.freeze()
    sys.stderr = errors.open("a", buffering=1)
    code = 1
    try:
        play(lambda line: _say(mouth, line))
        code = 0
    except BaseException:  # noqa: BLE001 - a child must never go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _say(mouth: int, line: str) -> None:
    # In one piece: a child is killed before it or after it, and the parent never hears half.
    os.write(mouth, f"{line}\n".encode())
