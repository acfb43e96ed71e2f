"""A QR code as a path that QML draws. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

_SPECIAL = '\\;,":'


@dataclass(frozen=True, slots=True)
class Code:
    """The dark modules of a QR code, one unit each."""

    path: str = ""
    """In the words of SVG."""
    side: int = 0


@lru_cache(maxsize=4)
def code_of(content: str) -> Code:
    """The code of a text."""
    import qrcode  # noqa: PLC0415 - the screen is there before it rests for the first time

    code = qrcode.QRCode(border=0, mask_pattern=3)
    code.add_data(content)
    code.make(fit=True)
    modules = code.get_matrix()
    # One stroke a run of dark modules, so that no hair of light stays between two.
    path = "".join(run for row, line in enumerate(modules) for run in _runs(row, line))
    return Code(path, len(modules))


def wifi_code(name: str) -> Code:
    """The code by which a phone joins an open network."""
    escaped = "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in name)
    return code_of(f"WIFI:T:nopass;S:{escaped};;")


def _runs(row: int, line: list[bool]) -> list[str]:
    found, start = [], None
    for column, dark in enumerate([*line, False]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            found.append(f"M{start} {row}h{column - start}v1h{start - column}z")
            start = None
    return found
