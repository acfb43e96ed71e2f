"""Frozen values of the lobby as JSON and back, by their own types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def as_value(value: Any) -> Any:  # noqa: ANN401 - any of the lobby's values
    """A value as JSON has it: a dataclass is the list of its fields."""
    if is_dataclass(value):
        return [as_value(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_value(each) for each in value]
    return value


def from_value(kind: type[_T], value: Any) -> _T:  # noqa: ANN401 - JSON
    """The value again."""
    asked: Any = kind
    return cast("_T", _reader(asked)(value))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    """How a kind of value is read; made once for each."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        (inner,) = (each for each in arguments if each is not NoneType)
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        each = _reader(arguments[0])
        if arguments[1:] == (...,):
            return lambda value: tuple(each(one) for one in value)
        readers = tuple(map(_reader, arguments))
        return lambda value: tuple(read(one) for read, one in zip(readers, value, strict=True))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = tuple(_reader(hints[each.name]) for each in fields(kind))
        made = cast("Callable[..., Any]", kind)

        def read_all(value: list[Any]) -> Any:  # noqa: ANN401 - a dataclass
            if len(value) > len(parts):
                raise ValueError(f"{made.__name__} has {len(parts)} fields; {len(value)} were written.")
            # What was written before a field was there goes by the field's default.
            return made(*(read(one) for read, one in zip(parts, value, strict=False)))

        return read_all
    plain: Callable[[Any], Any] = kind.fromisoformat if kind in {date, datetime} else kind
    return plain
