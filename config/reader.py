"""Fills a frozen dataclass from a TOML table and gathers every fault on the way.

A dataclass that is written as one text (`Span`: "09:00-12:00") has a class method
`from_text`, which raises ValueError, and names its form in `FORM`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from config.fault import Fault, did_you_mean, shown
from config.scalars import as_date, as_time, is_date, is_number, is_text, is_time, is_whole

_T = TypeVar("_T")

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class _Page:
    """The file being read, and what was wrong in it so far."""

    file: str
    faults: list[Fault]

    def refuse(self, key: str, value: object, bound: str, hint: str = "", says: str = "") -> None:
        self.faults.append(Fault(self.file, key, value, bound, hint, says))


class _Plan(NamedTuple):
    """How a value of one type is read; a value that is refused is replaced by a blank one."""

    words: str
    read: Callable[[Any, str, _Page], Any]
    blank: Callable[[], Any]


class _Field(NamedTuple):
    plan: _Plan
    default: Callable[[], Any] | None
    """What stands for a key that was left out; None if it must be there."""


def read(cls: type[_T], table: Mapping[str, Any], file: str, faults: list[Fault]) -> _T | None:
    """The dataclass that a table describes; None if anything in the table was a fault."""
    before = len(faults)
    result = sketch(cls, table, file, faults)
    return result if len(faults) == before else None


def sketch(cls: type[_T], table: Mapping[str, Any], file: str, faults: list[Fault]) -> _T:
    """Like `read`, with blank values for the faulty ones: good enough to look for more faults in."""
    page = _Page(file, faults)
    result: _T = _plan(cls).read(table, "", page)
    return result


def fill(
    cls: type[Any], names: tuple[str, ...], table: Mapping[str, Any], file: str, faults: list[Fault]
) -> dict[str, Any]:
    """Some fields of a dataclass, for one that is spread over several files."""
    known = _fields(cls)
    return _filled({name: known[name] for name in names}, table, "", _Page(file, faults))


def place(key: str, index: int, entry: object) -> str:
    """The name of an entry of a list: by its id if it has one, else counted from 1."""
    name = entry.get("id") if isinstance(entry, Mapping) else getattr(entry, "id", None)
    plain = isinstance(name, str) and _PLAIN_ID.fullmatch(name)
    return f"{key}.{name}" if plain else f"{key}[{index}]"


def join(key: str, name: str) -> str:
    """The name of a value within a table."""
    return f"{key}.{name}" if key else name


def unknown(value: object) -> str:
    """What a fault says of a value whose key does not exist."""
    return f"is {shown(value)}, but there is no such key here"


def _filled(known: dict[str, _Field], table: Mapping[str, Any], key: str, page: _Page) -> dict[str, Any]:
    for name in table:
        if name not in known:
            bound = f"one of {', '.join(known)}"
            hint = did_you_mean(name, known)
            page.refuse(join(key, name), table[name], bound, hint, says=unknown(table[name]))
    return {name: _value(field, name, table, key, page) for name, field in known.items()}


def _value(field: _Field, name: str, table: Mapping[str, Any], key: str, page: _Page) -> Any:
    if name in table:
        return field.plan.read(table[name], join(key, name), page)
    if field.default is not None:
        return field.default()
    page.refuse(join(key, name), None, field.plan.words, says="is missing")
    return field.plan.blank()


def _fields_of(cls: Any) -> dict[str, _Field]:
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: _Field(_plan(hints[field.name]), _default(field)) for field in fields(cls)}


def _default(field: Any) -> Callable[[], Any] | None:
    if field.default_factory is not MISSING:
        factory: Callable[[], Any] = field.default_factory
        return factory
    return None if field.default is MISSING else lambda: field.default


def _planned(hint: Any) -> _Plan:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(_plan(arguments[0]), arguments[1:])
    if origin is tuple:
        return _list(_plan(arguments[0]))
    if origin is dict:
        return _dict(_plan(arguments[1]))
    if origin in {Union, UnionType}:
        return _plan(next(kind for kind in arguments if kind is not NoneType))
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint)
    if hasattr(hint, "from_text"):
        return _written(hint)
    if is_dataclass(hint):
        return _table(hint)
    raise TypeError(f"{hint!r} cannot stand in a configuration file")


# Type hints are resolved once for each type: they are most of what reading costs.
_plan: Callable[[Any], _Plan] = cache(_planned)
_fields: Callable[[Any], dict[str, _Field]] = cache(_fields_of)


def _scalar(words: str, holds: Callable[[Any], bool], made: Callable[[Any], Any], blank: Any) -> _Plan:
    def read_scalar(value: Any, key: str, page: _Page) -> Any:
        if holds(value):
            return made(value)
        page.refuse(key, value, words)
        return blank

    return _Plan(words, read_scalar, lambda: blank)


_SCALARS = {
    str: _scalar("a text in quotation marks", is_text, str, ""),
    int: _scalar("a whole number", is_whole, int, 0),
    float: _scalar("a number", is_number, float, 0.0),
    bool: _scalar("true or false", lambda value: isinstance(value, bool), bool, blank=False),
    date: _scalar("a date such as 2026-10-01", is_date, as_date, date.min),
    time: _scalar('a time such as "09:00"', is_time, as_time, time.min),
}


def _bounded(inner: _Plan, bounds: tuple[Any, ...]) -> _Plan:
    def read_bounded(value: Any, key: str, page: _Page) -> Any:
        before = len(page.faults)
        result = inner.read(value, key, page)
        if len(page.faults) > before:
            page.faults[before:] = [whole(fault) for fault in page.faults[before:]]
            return result
        for bound in bounds:
            if not bound.holds(result):
                page.refuse(key, value, str(bound))
                return inner.blank()
        return result

    def whole(fault: Fault) -> Fault:
        """Type and bounds together, where the value was not even of the type."""
        return replace(fault, bound=words) if fault.bound == inner.words else fault

    words = ", ".join([inner.words, *map(str, bounds)])
    return _Plan(words, read_bounded, inner.blank)


def _list(item: _Plan) -> _Plan:
    def read_list(value: Any, key: str, page: _Page) -> Any:
        if not isinstance(value, list):
            page.refuse(key, value, words)
            return ()
        return tuple(item.read(entry, place(key, index, entry), page) for index, entry in enumerate(value, 1))

    words = f"a list in [ ], each {item.words}"
    return _Plan(words, read_list, tuple)


def _dict(item: _Plan) -> _Plan:
    def read_dict(value: Any, key: str, page: _Page) -> Any:
        if not isinstance(value, Mapping):
            page.refuse(key, value, words)
            return {}
        return {name: item.read(entry, join(key, name), page) for name, entry in value.items()}

    words = f"a table, each value {item.words}"
    return _Plan(words, read_dict, dict)


def _choice(kind: type[StrEnum]) -> _Plan:
    def read_choice(value: Any, key: str, page: _Page) -> Any:
        if isinstance(value, str) and value in choices:
            return kind(value)
        page.refuse(key, value, words, did_you_mean(value, choices))
        return ""

    choices = [str(choice) for choice in kind]
    words = f"one of {', '.join(choices)}"
    return _Plan(words, read_choice, str)


def _written(cls: Any) -> _Plan:
    def read_written(value: Any, key: str, page: _Page) -> Any:
        try:
            return cls.from_text(value if isinstance(value, str) else "")
        except ValueError:
            page.refuse(key, value, cls.FORM)
            return blank()

    def blank() -> Any:
        return cls(**{name: field.plan.blank() for name, field in _fields(cls).items()})

    return _Plan(cls.FORM, read_written, blank)


def _table(cls: Any) -> _Plan:
    def read_table(value: Any, key: str, page: _Page) -> Any:
        if not isinstance(value, Mapping):
            page.refuse(key, value, "a table")
            return blank()
        return cls(**_filled(_fields(cls), value, key, page))

    def blank() -> Any:
        return cls(**_filled(_fields(cls), {}, "", _Page("", [])))

    return _Plan("a table", read_table, blank)
