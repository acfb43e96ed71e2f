"""The far end of a serial cable: a pseudo-terminal under a path of our choosing."""

from __future__ import annotations

import contextlib
import os
import pty
import tty
from dataclasses import dataclass
from pathlib import Path

READ_SIZE = 4096


@dataclass
class PtyWire:
    """A cable that can be plugged in and pulled out. One thread owns it."""

    link: Path
    """The symbolic link under which a host finds the port."""
    asks_to_wait: bool = True
    """A serial printer has to say when it takes no more: XOFF."""
    _far: int = -1
    _near: int = -1
    """Our own hold on the host's side: without one the far side reads errors while nobody listens."""

    @property
    def name(self) -> str:
        """Where a host finds it."""
        return str(self.link)

    @property
    def plugged(self) -> bool:
        """Whether a host can reach us."""
        return self._far >= 0

    def plug(self) -> None:
        """Appear under the path; plugging in twice is fine."""
        if self.plugged:
            return
        self._far, self._near = pty.openpty()
        tty.setraw(self._near)
        os.set_blocking(self._far, False)
        self._show(os.ttyname(self._near))

    def unplug(self) -> None:
        """Vanish: the path goes, and whoever has it open is told so by the kernel."""
        if not self.plugged:
            return
        self._hide(os.ttyname(self._near))
        os.close(self._far)
        os.close(self._near)
        self._far = self._near = -1

    def fileno(self) -> int:
        """What to select on for bytes of the host."""
        return self._far

    def read(self, size: int = READ_SIZE) -> bytes:
        """What the host has sent, perhaps nothing."""
        try:
            return os.read(self._far, size)
        except BlockingIOError:
            return b""

    def write(self, data: bytes) -> None:
        """Answer; a host that does not listen loses what no longer fits into the cable."""
        if self.plugged:
            with contextlib.suppress(BlockingIOError):
                os.write(self._far, data)

    def _show(self, port: str) -> None:
        self.link.parent.mkdir(parents=True, exist_ok=True)
        if self.link.exists() and not self.link.is_symlink():
            raise FileExistsError(f"{self.link} is no link of ours. Choose another path for the printer.")
        fresh = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(port)
        fresh.replace(self.link)

    def _hide(self, port: str) -> None:
        with contextlib.suppress(OSError):
            if self.link.readlink() == Path(port):
                self.link.unlink()
