"""What a unit is told, in the lobby's words; its profile turns it into bytes."""

from __future__ import annotations

from dataclasses import dataclass

from config.frames import Field
from config.unit_profile import Charset, UnitProfile
from drivers.framing import encode


@dataclass(frozen=True, slots=True)
class Message:
    """One message by the name of its frame, with all that a frame may hold."""

    name: str
    text: str = ""
    letter: str = ""
    number: int = 0
    count: int = 0
    row: int = 0


def encoded(message: Message, profile: UnitProfile, address: int) -> bytes:
    """The bytes of a message for the unit at an address."""
    frame = profile.say[message.name]
    values: dict[Field, int | bytes | bytearray] = {
        Field.ADDRESS: address,
        Field.TEXT: text_bytes(message.text, profile.charset, profile.row_bytes),
        Field.LETTER: text_bytes(message.letter, profile.charset, 1),
        Field.NUMBER: message.number,
        Field.COUNT: message.count,
        Field.ROW: message.row,
    }
    return encode(frame, values)


def text_bytes(text: str, charset: Charset, room: int) -> bytes:
    """As much of a text as there is room for, never half a character; unknown ones become ?."""
    data = b""
    for letter in text:
        piece = letter.encode(charset, "replace")
        if len(data) + len(piece) > room:
            break
        data += piece
    return data
