"""A day as a page's form or address names it."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from ui.web.problem import Problem


def day_of(text: str | None) -> date | None:
    """None where the field is empty; Problem where it holds no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = f"{text!r} is no day; write it as 2026-11-25."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence) from None
