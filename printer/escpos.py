"""Lines to ESC/POS: native text wherever the printer has the letters, the rest as pictures of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from config.profile import CutKind, Hanzi, HanziSize, PrinterProfile
from printer.columns import columns, printable
from printer.lines import (
    HANZI,
    LETTER,
    PITCH,
    PLAIN,
    Align,
    CutLine,
    FeedLine,
    Line,
    LogoLine,
    Look,
    QrLine,
    RuleLine,
    Run,
    TextLine,
)
from printer.logo import printing
from printer.white import feed

_UNITS_PER_INCH = 203
_LARGEST = 8
_DOUBLE = 2
_ALIGN = {Align.LEFT: b"\x1ba\x00", Align.CENTRE: b"\x1ba\x01", Align.RIGHT: b"\x1ba\x02"}
_UNDERLINE_ON, _UNDERLINE_OFF = b"\x1b-\x01", b"\x1b-\x00"
_CUTS = {CutKind.PARTIAL: b"\x1dV\x42\x00", CutKind.FULL: b"\x1dV\x41\x00"}
_BEYOND_GBK = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u9fa6-\u9fff]")
"""Ideographs that have two bytes only since GB 18030 (FE50h and on): most printers' fonts end before them."""
_CODECS = {Hanzi.GBK: "gb18030", Hanzi.GB2312: "gb2312", Hanzi.NONE: "ascii"}


def compile_ticket(lines: Iterable[Line], profile: PrinterProfile) -> bytes:
    """What is sent to a printer for these lines."""
    return b"".join(compile_parts(lines, profile))


def compile_parts(lines: Iterable[Line], profile: PrinterProfile) -> tuple[bytes, ...]:
    """The same in parts, content and cut in turn, so that a fence can stand behind each."""
    writer = _Writer(profile)
    for line in lines:
        writer.write(line)
    return writer.parts()


def fence(process_id: bytes) -> bytes:
    """Ask the printer to repeat four letters once everything before them is on paper (GS ( H)."""
    if len(process_id) != 4 or not all(0x20 <= letter <= 0x7E for letter in process_id):  # noqa: PLR2004
        message = f"A process ID is four ASCII letters; {process_id!r} is not."
        raise ValueError(message)
    return b"\x1d(H\x06\x0000" + process_id


def hidden_fence(process_id: bytes) -> bytes:
    """The same question as the content of a QR code that is never printed: no printer answers it."""
    question = fence(process_id)
    return b"\x1d(k" + (len(question) + 3).to_bytes(2, "little") + b"1P0" + question


class _Writer:
    """Remembers what the printer was told, and tells it only what changes."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._done: list[bytes] = []
        self._bytes = [_opening(profile)]
        self._align: Align | None = None
        self._look = PLAIN
        self._by_fs = any(kind is not HanziSize.GS for kind in profile.hanzi_size)
        self._hanzi_size = (1, 1)
        """Of Chinese, by the last FS ! or FS W. Where GS ! enlarges it too, it has the size of the look."""

    def write(self, line: Line) -> None:
        if isinstance(line, TextLine):
            self._text(line)
        elif isinstance(line, FeedLine):
            self._bytes.append(b"\n" if line.dots == PITCH else feed(line.dots))
        elif isinstance(line, QrLine):
            self._qr(line)
        elif isinstance(line, LogoLine):
            self._turn(Align.CENTRE)
            self._bytes.append(printing(self._profile.logo))
        elif isinstance(line, CutLine):
            self._cut()
        else:
            self._rule(line)

    def parts(self) -> tuple[bytes, ...]:
        rest = b"".join(self._bytes)
        return (*self._done, rest) if rest else tuple(self._done)

    def _text(self, line: TextLine) -> None:
        letters = [_letters(run.text, self._profile.hanzi) for run in line.runs]
        if None in letters or (self._by_fs and any(map(_too_large, line.runs))):
            self._raster(line)
            return
        self._turn(line.align)
        for run, native in zip(line.runs, letters, strict=True):
            self._show(run.look, hanzi=not run.text.isascii())
            self._bytes.append(native or b"")
        self._bytes.append(_line_end(line.pitch, line.height))

    def _turn(self, align: Align) -> None:
        if align is not self._align:
            self._bytes.append(_ALIGN[align])
            self._align = align

    def _show(self, look: Look, *, hanzi: bool) -> None:
        if look is not self._look:
            self._bytes.append(_changes(self._look, look))
            self._look = look
        size = look.wide, look.tall
        if hanzi and self._by_fs and self._hanzi_size != size:
            self._bytes.append(_hanzi_size(size, self._profile.hanzi_size))
            self._hanzi_size = size

    def _rule(self, line: RuleLine) -> None:
        """Underlined spaces: the one rule that every printer draws without gaps, and in two dozen bytes."""
        wide = _widest(self._profile.dots)
        self._turn(Align.LEFT)
        self._show(_wide(wide), hanzi=False)
        spaces = b" " * (self._profile.dots // (LETTER * wide))
        self._bytes.append(_UNDERLINE_ON + spaces + _UNDERLINE_OFF + feed(HANZI + line.below))

    def _qr(self, line: QrLine) -> None:
        if not self._profile.native_qr:
            self._raster(line)
            return
        self._turn(Align.CENTRE)
        self._bytes.append(_qr_code(line))

    def _raster(self, line: TextLine | QrLine) -> None:
        # Only a ticket with an odd letter pays for the picture library.
        from printer.raster import bands  # noqa: PLC0415

        self._turn(Align.LEFT)
        self._bytes.append(bands(line, self._profile))

    def _cut(self) -> None:
        self._done += [b"".join(self._bytes), cut(self._profile)]
        self._bytes = []


@lru_cache(maxsize=64)
def cut(profile: PrinterProfile) -> bytes:
    """Feed to the cutter and cut; or only feed to the tear bar."""
    if profile.cut is CutKind.NONE:
        return feed(profile.head_to_cutter_mm * profile.dots_per_mm)
    return _CUTS[profile.cut]


@lru_cache(maxsize=64)
def _opening(profile: PrinterProfile) -> bytes:
    """Every state that lines rely on. No ESC @: it would also forget the automatic status."""
    parts = [b"\x1b!\x00\x1dB\x00"]
    if HanziSize.FS not in profile.hanzi_size:
        parts.append(b"\x1d!\x00")
    if profile.hanzi is not Hanzi.NONE:
        parts += [b"\x1c&", _hanzi_size((1, 1), profile.hanzi_size)]
    if profile.smoothing:
        parts.append(b"\x1db\x01")
    if profile.motion_units:
        parts.append(b"\x1dP" + bytes((_UNITS_PER_INCH, _UNITS_PER_INCH)))
    return b"".join([*parts, b"\x1b3" + bytes((PITCH,))])


@cache
def _line_end(pitch: int, height: int) -> bytes:
    """A line feed if that is far enough; else the way to the next line in dots."""
    return b"\n" if max(pitch, height) == max(PITCH, height) else feed(pitch)


@lru_cache(maxsize=2048)
def _letters(text: str, hanzi: Hanzi) -> bytes | None:
    """The letters in the printer's own font; None if it lacks one."""
    text = printable(text)
    if _BEYOND_GBK.search(text):
        return None
    try:
        letters = text.encode(_CODECS[hanzi])
    except UnicodeEncodeError:
        return None
    # A four-byte letter takes more bytes than columns, and so does é, which fonts have only full width.
    return letters if len(letters) == columns(text) else None


@lru_cache(maxsize=1024)
def _changes(before: Look, after: Look) -> bytes:
    changes = b""
    if (before.wide, before.tall) != (after.wide, after.tall):
        changes += b"\x1d!" + bytes((after.wide - 1 << 4 | after.tall - 1,))
    if before.small != after.small:
        changes += b"\x1bM" + bytes((after.small,))
    if before.bold != after.bold:
        changes += b"\x1bE" + bytes((after.bold,))
    if before.inverted != after.inverted:
        changes += b"\x1dB" + bytes((after.inverted,))
    return changes


@lru_cache(maxsize=64)
def _hanzi_size(size: tuple[int, int], kinds: tuple[HanziSize, ...]) -> bytes:
    """FS W before FS !, so that a printer that knows both ends with the finer word."""
    wide, tall = (length == _DOUBLE for length in size)
    quadruple = b"\x1cW" + bytes((wide and tall,)) if HanziSize.FS_W in kinds else b""
    return quadruple + (b"\x1c!" + bytes((wide << 2 | tall << 3,)) if HanziSize.FS in kinds else b"")


def _too_large(run: Run) -> bool:
    """Whether Chinese letters are larger than FS ! can make them."""
    return max(run.look.wide, run.look.tall) > _DOUBLE and not run.text.isascii()


@lru_cache(maxsize=64)
def _widest(dots: int) -> int:
    return next(wide for wide in range(_LARGEST, 0, -1) if wide == 1 or dots % (LETTER * wide) == 0)


@lru_cache(maxsize=64)
def _wide(wide: int) -> Look:
    return Look(wide=wide)


def _qr_code(line: QrLine) -> bytes:
    """GS ( k: module size, error correction M, content, print. Model 2 is what every printer begins with."""
    content = printable(line.content).encode()
    store = (len(content) + 3).to_bytes(2, "little")
    return (
        b"\x1d(k\x03\x001C" + bytes((line.module,)) + b"\x1d(k\x03\x001E1"
        b"\x1d(k" + store + b"1P0" + content + b"\x1d(k\x03\x001Q0"
    )
