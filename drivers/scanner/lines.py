"""Scanned bytes become texts: one a line, never longer than a code can be. Pure."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 1_024
_ENDS = frozenset(b"\r\n\x03\0")
"""Carriage return, line feed, end of text; scanners end a code with one or two of them."""


class Lines:
    """Puts together what comes in pieces; a line that is too long or no text is dropped whole."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._too_long = False

    def feed(self, data: bytes | bytearray) -> list[str]:
        """The texts that these bytes complete."""
        return list(self._completed(data))

    def forget(self) -> None:
        """The line broke, or the code was broken off."""
        self._line.clear()
        self._too_long = False

    @property
    def waits(self) -> bool:
        """Whether a code has begun."""
        return bool(self._line) or self._too_long

    def _completed(self, data: bytes | bytearray) -> Iterator[str]:
        for byte in data:
            if byte in _ENDS:
                text = _text(self._line) if not self._too_long else ""
                self.forget()
                if text:
                    yield text
            elif len(self._line) < LONGEST:
                self._line.append(byte)
            else:
                self._too_long = True


def _text(line: bytearray) -> str:
    """The text of a line; none if it is no text."""
    for charset in ("utf-8", "gb18030"):
        try:
            text = line.decode(charset).strip()
        except UnicodeDecodeError:
            continue
        return text if text.isprintable() else ""
    return ""
