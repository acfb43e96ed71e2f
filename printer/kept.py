"""Pictures in the memory that outlives a printer's power: what stores them there, and prints them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from printer.lengths import word
from printer.logo import turned
from printer.operations import (
    Forget,
    Operation,
    PrintKept,
    Raster,
    Store,
    StoredRequest,
    Unknown,
)

ROOM = 393_216
"""Bytes that are kept (TM-T90, NV graphics); what does not fit any more is not stored."""
_IMAGE_KEY, _GRAPHICS_KEY = 1, 2
"""Bytes of a name: bit images have numbers, graphics have two letters."""
_COLOUR, _HEAD = 0x31, 11
_LIST, _CLEAR, _DELETE, _STORE, _PRINT = b"0@", b"0A", b"0B", b"0C", b"0E"


class KeptPictures:
    """What a printer has stored, by name."""

    def __init__(self, pictures: Iterable[tuple[bytes, Raster]] = ()) -> None:
        self._pictures = dict(pictures)

    def __iter__(self) -> Iterator[tuple[bytes, Raster]]:
        return iter(sorted(self._pictures.items()))

    def store(self, store: Store) -> None:
        """Keep them, if there is room; bit images come all at once, and push out those before."""
        if store.afresh:
            self._delete(lambda key: len(key) == _IMAGE_KEY)
        for key, picture in store.pictures:
            self._pictures.pop(key, None)
            if sum(len(each.data) for each in self._pictures.values()) + len(picture.data) <= ROOM:
                self._pictures[key] = picture

    def forget(self, forget: Forget) -> None:
        """Graphics are deleted: one, or all."""
        self._delete(lambda key: len(key) == _GRAPHICS_KEY and forget.key in {b"", key})

    def found(self, kept: PrintKept) -> Raster | None:
        """The picture as it is to be printed; None if nothing of that name is stored."""
        picture = self._pictures.get(kept.key)
        return picture and Raster(picture.row_bytes, picture.data, kept.across, kept.down, picture.spare)

    def names(self) -> list[bytes]:
        """Of the graphics."""
        return [key for key, _ in self if len(key) == _GRAPHICS_KEY]

    def _delete(self, goes: Callable[[bytes], bool]) -> None:
        self._pictures = {key: picture for key, picture in self._pictures.items() if not goes(key)}


def graphics(body: bytes, command: bytes) -> Operation:
    """The functions 64 to 67 and 69 of GS ( L; the body is what follows the count."""
    match body[:2]:
        case function if function == _STORE and len(body) > _HEAD:
            return _stored(body) or Unknown(command)
        case function if function == _PRINT and len(body) == 6:  # noqa: PLR2004
            return PrintKept(body[2:4], *(2 if times == 2 else 1 for times in body[4:]))  # noqa: PLR2004
        case function if function == _LIST and body[2:] == b"KC":
            return StoredRequest()
        case function if function == _CLEAR and body[2:] == b"CLR":
            return Forget()
        case function if function == _DELETE and len(body) == 4:  # noqa: PLR2004
            return Forget(body[2:])
        case _:
            return Unknown(command)


def _stored(body: bytes) -> Store | None:
    wide, tall, rows = word(body, 6), word(body, 8), body[_HEAD:]
    row_bytes = (wide + 7) // 8
    if not wide or body[2:3] != b"0" or body[10] != _COLOUR or len(rows) < row_bytes * tall:
        return None
    return Store(((body[3:5], Raster(row_bytes, rows[: row_bytes * tall], spare=row_bytes * 8 - wide)),))


def stored_images(command: bytes) -> Store:
    """FS q: so many pictures, each in columns from left to right."""
    pictures, at = [], 3
    for number in range(1, command[2] + 1):
        row_bytes, tall = word(command, at), word(command, at + 2) * 8
        size = row_bytes * tall
        columns = command[at + 4 : at + 4 + size]
        if size:
            pictures.append((bytes((number,)), Raster(row_bytes, turned(columns, tall, row_bytes * 8))))
        at += 4 + size
    return Store(tuple(pictures), afresh=True)


def printed_image(command: bytes) -> PrintKept:
    """FS p n m: m enlarges it, 1 across and 2 down."""
    return PrintKept(command[2:3], 1 + (command[3] & 1), 1 + (command[3] >> 1 & 1))
