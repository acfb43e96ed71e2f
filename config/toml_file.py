"""A TOML file as a table, or a fault that says which line a technician must mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.fault import Fault

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FULL_WIDTH = re.compile("[“”‘’，＝：【】［］｛｝]")

read_table: Callable[[str], dict[str, Any]] = tomllib.loads
"""How a text becomes a table: whoever has read one before may put its own way here."""


def parse(path: Path, file: str, faults: list[Fault]) -> dict[str, Any] | None:
    """The table in a file; None, with a fault under the name `file`, if it cannot be read."""
    text = _text(path, file, faults)
    if text is None:
        return None
    try:
        return read_table(text)
    except RecursionError:
        faults.append(Fault(file, "", None, says="is nested too deep to be read"))
    except ValueError as error:  # also an integer of more digits than Python converts
        faults.append(_broken(file, text, str(error)))
    return None


def _text(path: Path, file: str, faults: list[Fault]) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        faults.append(Fault(file, "", None, says="is missing"))
        return None
    except OSError as error:
        faults.append(Fault(file, "", None, says=f"cannot be read ({error.strerror})"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        says = f"line {line} is not UTF-8 text (byte {content[error.start]:02X})"
        faults.append(Fault(file, "", None, says=says, hint="Save the file with the encoding UTF-8."))
        return None


def _broken(file: str, text: str, message: str) -> Fault:
    place = _PLACE.search(message)
    reason = _PLACE.sub("", message)
    if place is None:
        return Fault(file, "", None, says=f"is not valid TOML ({reason})")
    if place[1] is None:
        return Fault(file, "", None, says=f"is not valid TOML at its end ({reason})")
    line = text.split("\n")[int(place[1]) - 1]
    hint = "Use plain quotation marks, commas and = signs." if _FULL_WIDTH.search(line) else ""
    says = f"line {place[1]}, column {place[2]} is not valid TOML ({reason})"
    return Fault(file, "", line.strip(), says=says, hint=hint)
