"""What a virtual printer keeps without power: stored pictures, in a file beside its tickets."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path

from config.profile import LogoWay
from printer.kept import KeptPictures
from printer.operations import Forget, PrintKept, Raster, Store

FILE = "stored-pictures.json"
_LISTED = bytes.fromhex("37 72 40")
_MOST_LISTED = 40


class NvMemory:
    """Takes what a printer of this kind can store, and nothing else."""

    def __init__(self, way: LogoWay, file: Path | None = None) -> None:
        self.file = file
        self._way = way
        self._pictures = KeptPictures(_read(file) if file and file.exists() else ())

    def keep(self, operation: Store | Forget) -> bool:
        """Store or delete; whether the printer begins anew behind it."""
        if isinstance(operation, Forget):
            if self._way is LogoWay.GRAPHICS:
                self._pictures.forget(operation)
        elif self._way is (LogoWay.BIT_IMAGE if operation.afresh else LogoWay.GRAPHICS):
            self._pictures.store(operation)
        else:
            return False
        self._write()
        return isinstance(operation, Store) and operation.afresh

    def found(self, kept: PrintKept) -> Raster | None:
        """The picture as it is to be printed; None if nothing of that name is stored."""
        return self._pictures.found(kept)

    def listing(self) -> bytes:
        """The names of its graphics, as GS ( L, function 64 asks for them; nothing if it has none."""
        if self._way is not LogoWay.GRAPHICS:
            return b""
        return _LISTED + b"".join(self._pictures.names()[:_MOST_LISTED]) + b"\x00"

    def _write(self) -> None:
        if self.file is None:
            return
        kept = {
            key.hex(): (each.row_bytes, each.spare, b64encode(each.data).decode())
            for key, each in self._pictures
        }
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        fresh.replace(self.file)


def _read(file: Path) -> list[tuple[bytes, Raster]]:
    """What is kept; nothing where nobody could have written that."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return [(bytes.fromhex(key), _picture(*each)) for key, each in kept.items()]
    except (ValueError, TypeError, AttributeError):
        return []


def _picture(row_bytes: int, spare: int, data: str) -> Raster:
    rows = b64decode(data)
    if row_bytes <= 0 or not 0 <= spare < 8 * row_bytes or len(rows) % row_bytes:
        raise ValueError
    return Raster(row_bytes, rows, spare=spare)
