"""A branch, or the faults of one, as values that JSON can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from config.fault import Fault, shown, without_password
from config.files import OWN
from config.schema import Branch, Span

_LARGEST = 1e300
"""JSON has no infinity and no NaN, and nobody reads a larger number."""


def as_json(branch: Branch) -> dict[str, Any]:
    """The branch as understood: its own facts under `branch`, and each list and table beside it."""
    values = {field.name: _plain(getattr(branch, field.name)) for field in fields(branch)}
    own = {name: values.pop(name) for name in OWN}
    return {"branch": own, **values}


def faults_as_json(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Each fault with its parts, and `says`: the whole sentence."""
    return [
        {
            "file": fault.file,
            "key": fault.key,
            "value": _plain(fault.value),
            "bound": fault.bound,
            "hint": fault.hint,
            "says": str(fault),
        }
        for fault in faults
    ]


def _plain(value: Any) -> Any:
    match value:
        case time():
            return f"{value:%H:%M}"
        case str():
            return without_password(str(value))
        case date() | Span():
            return str(value)
        case Mapping():
            return {str(name): _plain(entry) for name, entry in value.items()}
        case tuple() | list():
            return [_plain(entry) for entry in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case float() | int() if not abs(value) < _LARGEST:
            return shown(value)
        case _:
            return value
