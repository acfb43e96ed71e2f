"""A branch's file as QR codes for the box's scanner, and the file again from codes in any order. Pure.

Each code says which file it is of, which of how many it is, and carries a piece of it in base32, which keeps
a QR code in its alphanumeric mode and means the same typed by a keyboard of any country.
"""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from config.branch_file import MOST_BYTES, NoBranchFile, packed

MARK = "LB1"
_PIECE = 800
"""A scanner's line bears a thousand letters, and a screen or a sheet of paper a code of this size."""
_MOST = 64
_CODE = re.compile(rf"{MARK} ([0-9A-F]{{16}}) (\d{{1,2}}) (\d{{1,2}}) ([A-Z2-7]{{1,{_PIECE}}})")
_COMMENT = re.compile(rb"^[ \t]*#.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The codes of one file that were read so far."""

    file: str = ""
    count: int = 0
    pieces: Mapping[int, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the codes still to come, from 1."""
        return tuple(number for number in range(1, self.count + 1) if number not in self.pieces)

    @property
    def is_whole(self) -> bool:
        return self.count > 0 and not self.missing

    def with_code(self, text: str) -> Reading:
        """One more code; a code of another file begins anew, and what is none changes nothing."""
        found = _CODE.fullmatch(text.strip().upper())
        if found is None:
            return self
        file, number, count, piece = found[1], int(found[2]), int(found[3]), found[4]
        if not 1 <= number <= count <= _MOST:
            return self
        same = (file, count) == (self.file, self.count)
        return replace(self, file=file, count=count, pieces={**(self.pieces if same else {}), number: piece})

    def text_of(self, number: int) -> str:
        """One of its codes again."""
        return f"{MARK} {self.file} {number} {self.count} {self.pieces[number]}"

    def content(self) -> bytes:
        """The branch's file; NoBranchFile where the pieces are not what was split."""
        letters = "".join(self.pieces[number] for number in sorted(self.pieces))
        try:
            squeezed = base64.b32decode(letters + "=" * (-len(letters) % 8))
            content = zlib.decompressobj().decompress(squeezed, MOST_BYTES)
        except (ValueError, zlib.error):
            raise _damaged() from None
        if _name(squeezed) != self.file:
            raise _damaged()
        return content


def codes_of(files: Mapping[str, bytes]) -> list[str]:
    """The texts of the codes of a branch's folder; without comments, which a box does not need."""
    bare = {name: _bare(name, content) for name, content in files.items()}
    squeezed = zlib.compress(packed(bare, squeezed=False), 9)
    letters = base64.b32encode(squeezed).decode().rstrip("=")
    pieces = [letters[at : at + _PIECE] for at in range(0, len(letters), _PIECE)]
    if len(pieces) > _MOST:
        says = f"The folder takes {len(pieces)} codes; at most {_MOST} are read. Use a USB stick."
        raise NoBranchFile("large", says)
    name = _name(squeezed)
    return [f"{MARK} {name} {number} {len(pieces)} {piece}" for number, piece in enumerate(pieces, 1)]


def is_code(text: str) -> bool:
    """Whether a scanned text is a piece of a branch's file."""
    return text[: len(MARK) + 1].upper() == f"{MARK} "


def _bare(name: str, content: bytes) -> bytes:
    """Without comments, where that leaves what the file says: a text of several lines may look like one."""
    if not name.endswith(".toml"):
        return content
    bare = _COMMENT.sub(b"", content)
    try:
        same = tomllib.loads(bare.decode()) == tomllib.loads(content.decode())
    except ValueError:
        same = False
    return bare if same else content


def _name(squeezed: bytes) -> str:
    return hashlib.sha256(squeezed).hexdigest()[:16].upper()


def _damaged() -> NoBranchFile:
    return NoBranchFile("broken", "The codes do not fit together: read them once more.")
