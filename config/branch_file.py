"""A branch's folder as one file, a .zip or .tar from a stick, a page or codes: nothing in it is believed."""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

MOST_BYTES = 8 * 1024 * 1024
"""The file as it comes."""
UNPACKED_MOST = 32 * 1024 * 1024
TOML_MOST = 64 * 1024
"""Reading one takes the time of its length squared where somebody means harm."""
FILES_MOST = 400
_DEEPEST = 4
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_LITTER = frozenset(("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"))
"""What desktops put beside people's files."""
_KNOWN = frozenset((".toml", ".png", ".svg", ".wav", ".md", ".txt"))
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_READABLE = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENCRYPTED = 1
_MODE = 16
"""Where a zip keeps what kind of file an entry is."""
_DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error),
    # What the libraries say of headers that contradict themselves.
    *(EOFError, OSError, ValueError, RuntimeError, IndexError, OverflowError, struct.error),
)

Files = Mapping[str, bytes]
"""What a branch's folder holds, by path."""


class NoBranchFile(Exception):
    """The file can't be taken; `reason` is that in one word, for a page, and `what` its value."""

    def __init__(self, reason: str, sentence: str, what: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason
        self.what = what


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a branch's folder; NoBranchFile where there is anything else in it."""
    if len(content) > MOST_BYTES:
        raise _large(f"The file has {len(content)} bytes; it may have {MOST_BYTES}.")
    try:
        entries = _of_zip(content) if content.startswith(_ZIP) else _of_tar(content)
        return _as_branch(_gathered(entries))
    except NotImplementedError:
        raise NoBranchFile("broken", "This .zip is packed in an unusual way: pack it anew.") from None
    except _DAMAGE as error:
        msg = f"This is no .zip or .tar of a branch's folder, or it is damaged ({type(error).__name__})."
        raise NoBranchFile("broken", msg) from None


def packed(files: Files, *, squeezed: bool = True) -> bytes:
    """The same as a .zip; the same files always give the same bytes."""
    made, how = io.BytesIO(), zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], how)
    return made.getvalue()


def _of_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if len(entries) > FILES_MOST:
            raise _many(len(entries))
        left = UNPACKED_MOST
        for entry in entries:
            kind = stat.S_IFMT(entry.external_attr >> _MODE)
            if kind not in {0, stat.S_IFREG}:
                raise _strange(entry.filename)
            if entry.flag_bits & _ENCRYPTED:
                raise NoBranchFile("locked", "The .zip has a password: pack it without one.")
            if entry.compress_type not in _READABLE:
                raise NotImplementedError
            # What the archive says of a length is not believed: never more is read than may come.
            with archive.open(entry) as file:
                data = file.read(left + 1)
            left = _less(left, data)
            yield entry.filename, data


def _of_tar(content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(_GZIP):
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as squeezed:
            content = squeezed.read(UNPACKED_MOST + 1)
        _less(UNPACKED_MOST, content)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for number, entry in enumerate(archive):
            if number >= 2 * FILES_MOST:
                raise _many(number)
            if entry.isdir():
                continue
            # One with holes takes a kilobyte here and says that it has gigabytes.
            plain = entry.isreg() and not entry.issparse()
            file = archive.extractfile(entry) if plain else None
            if file is None:
                raise _strange(entry.name)
            yield entry.name, file.read()


def _gathered(entries: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    seen: set[str] = set()
    for name, data in entries:
        path = _path(name)
        if path is None:
            continue
        if str(path).casefold() in seen:
            raise NoBranchFile("twice", f"{_shown(name)} is in the file twice.", _shown(name))
        if path.suffix == ".toml" and len(data) > TOML_MOST:
            raise _large(f"{_shown(name)} has {len(data)} bytes; it may have {TOML_MOST}.")
        seen.add(str(path).casefold())
        found[str(path)] = data
        if len(found) > FILES_MOST:
            raise _many(len(found))
    return found


def _path(name: str) -> PurePosixPath | None:
    """Where an entry lies, which is always below the folder; None for a desktop's litter."""
    parts = [part for part in name.split("/") if part != "."]
    if _LITTER.intersection(parts):
        return None
    path = PurePosixPath(*parts) if parts else PurePosixPath()
    if not 0 < len(parts) <= _DEEPEST or not all(map(_NAME.fullmatch, parts)):
        raise _strange(name)
    if path.suffix.lower() not in _KNOWN:
        raise _strange(name)
    return path


def _as_branch(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without the one folder around everything that most people pack along."""
    tops = {name.partition("/")[0] for name in found}
    if "branch.toml" not in found and len(tops) == 1:
        found = {name.partition("/")[2] or name: data for name, data in found.items()}
    if "branch.toml" not in found:
        raise NoBranchFile("no_branch", "There is no branch.toml in the file: it is not a branch's folder.")
    return found


def _less(left: int, data: bytes) -> int:
    if len(data) > left:
        raise _large(f"Unpacked the file has more than {UNPACKED_MOST} bytes.")
    return left - len(data)


def _large(sentence: str) -> NoBranchFile:
    return NoBranchFile("large", sentence)


def _many(count: int) -> NoBranchFile:
    return NoBranchFile("large", f"There are {count} files in it or more; at most {FILES_MOST} may be.")


def _strange(name: str) -> NoBranchFile:
    says = f"{_shown(name)} does not belong into a branch's folder, or has a name that is not taken."
    return NoBranchFile("strange", says, _shown(name))


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:60])
