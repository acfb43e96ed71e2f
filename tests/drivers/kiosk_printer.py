"""Printers that are not Epson's, as far as a driver hears of them: Custom's with a presenter, and Star's."""

from __future__ import annotations

import os
import re
import select
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from drivers.virtual.wire import PtyWire

HEALTHY = bytes.fromhex("16 12 12 12")
OUT = bytes.fromhex("1e 32 12 7e")
_WORDS = re.compile(
    rb"\x10\x04[\x01-\x04\x14]|\x1d[\xe2\xe4]|\x1de\x03.|\x1de[\x02\x05]|\x1dV[AB]\x00"
    rb"|\x1b\x06\x01|\x17|\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08|[^\x10\x1d\x1b\x17]+|.",
    re.DOTALL,
)


class OddPrinter:
    """One thread at the far end of a serial cable; a test changes what its sensors say."""

    def __init__(self, port: Path) -> None:
        self.cuts, self.retracted = 2_376, 12
        self.counts_cuts = True
        self.in_mouth = False
        self.sees_the_mouth = True
        self.paper_out = False
        self.jobs = 30
        """Star's count of ETB, about to begin again at 32."""
        self.heard: list[bytes] = []
        self.held_out: Callable[[], None] = lambda: None
        """What happens when a ticket is held out."""
        self._wire = PtyWire(port)
        self._ear, self._mouth = os.pipe()
        self._thread = threading.Thread(target=self._live)

    def __enter__(self) -> Self:
        self._wire.plug()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.write(self._mouth, b".")
        self._thread.join()
        self._wire.unplug()
        os.close(self._ear)
        os.close(self._mouth)

    def said(self, command: bytes) -> int:
        """How often it was told this."""
        return self.heard.count(command)

    def _live(self) -> None:
        while True:
            ready, _, _ = select.select([self._ear, self._wire.fileno()], [], [])
            if self._ear in ready:
                return
            for word in _WORDS.findall(self._wire.read()):
                self.heard.append(word)
                self._wire.write(self._answer(word))

    def _answer(self, word: bytes) -> bytes:
        match word[:2]:
            case b"\x10\x04" if word[2] == 0x14:
                return b"\x10\x0f" + bytes((0x20 * (self.in_mouth and self.sees_the_mouth), 0, 0, 0))
            case b"\x10\x04":
                return (OUT if self.paper_out else HEALTHY)[word[2] - 1 : word[2]]
            case b"\x1d\xe2" if not self.paper_out:
                return b"%dcuts" % self.cuts
            case b"\x1d\xe4":
                return b"%dret" % self.retracted
            case b"\x1b\x06":
                return self._star_status()
        self._act(word)
        return b""

    def _act(self, word: bytes) -> None:
        if self.paper_out:
            return
        if word.startswith(b"\x1dV"):
            self.cuts += self.counts_cuts
        elif word.startswith(b"\x1de\x03"):
            self.in_mouth = True
            self.held_out()
        elif word in {b"\x1de\x02", b"\x1de\x05"}:
            self.in_mouth = False
            self.retracted += word.endswith(b"\x02")
        elif word == b"\x17":
            self.jobs += 1

    def _star_status(self) -> bytes:
        count = self.jobs % 32
        return bytes(
            (0x23, 0x86, 0, 0, 0, 0x08 * self.paper_out, 0, (count & 0x18) << 2 | (count & 7) << 1, 0)
        )
