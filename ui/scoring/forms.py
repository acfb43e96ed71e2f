"""What a form holds, checked: each wrong value is told with its bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

from kiosk.scoring.keys import is_unit
from kiosk.scoring.periods import Period
from ui.web.problem import Problem

Sent = Mapping[str, str]
_E = TypeVar("_E", bound=StrEnum)
_SHOWN = 40
_DIGITS = 9


def refused(name: str, value: str, bound: str) -> Problem:
    """A value that is not allowed, and what is."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} is {value[:_SHOWN]!r}; it must be {bound}.")


def choice(sent: Sent, name: str, kind: type[_E]) -> _E:
    value = sent.get(name, "")
    try:
        return kind(value)
    except ValueError:
        raise refused(name, value, f"one of {', '.join(kind)}") from None


def whole(sent: Sent, name: str, least: int, most: int) -> int:
    value = sent.get(name, "").strip()
    if value.isascii() and value.isdecimal() and len(value) <= _DIGITS and least <= int(value) <= most:
        return int(value)
    raise refused(name, value, f"a whole number from {least} to {most}")


def optional_whole(sent: Sent, name: str, least: int, most: int) -> int | None:
    return whole(sent, name, least, most) if sent.get(name, "").strip() else None


def day(sent: Sent, name: str) -> date:
    value = sent.get(name, "")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refused(name, value, "a day such as 2026-11-25") from None


def optional_day(sent: Sent, name: str) -> date | None:
    return day(sent, name) if sent.get(name, "").strip() else None


def yes(sent: Sent, name: str) -> bool:
    """A choice of yes and no."""
    value = sent.get(name, "")
    if value not in {"yes", "no"}:
        raise refused(name, value, "yes or no")
    return value == "yes"


def unit(sent: Sent, name: str = "unit") -> str:
    value = sent.get(name, "")
    if not is_unit(value):
        raise refused(name, value, "the id of a branch")
    return value


def period(text: str, usual: Period) -> Period:
    """A month, quarter or year out of an address."""
    if not text:
        return usual
    try:
        return Period.from_text(text)
    except ValueError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from None
