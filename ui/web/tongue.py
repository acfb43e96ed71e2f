"""Which language a page speaks: asked for, kept from before, a ticket's, or the browser's."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import Response

_KEPT = "tongue"
_YEAR_S = 365 * 24 * 60 * 60
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))
"""What a browser says behind zh when its reader expects the traditional characters."""


def chosen(request: Request, languages: Sequence[str], ticket: str = "") -> str:
    """The language to answer in; that of a ticket counts if it was chosen at the kiosk."""
    for asked in (request.query_params.get("lang"), request.cookies.get(_KEPT)):
        if asked and asked in languages:
            return asked
    if ticket in languages[1:]:
        return ticket
    return _preferred(request.headers.get("accept-language", ""), languages)


def keep(request: Request, response: Response, languages: Sequence[str]) -> None:
    """Remember a language that was asked for in the address."""
    asked = request.query_params.get("lang")
    if asked and asked in languages:
        response.set_cookie(_KEPT, asked, max_age=_YEAR_S, samesite="strict", httponly=True)


def _preferred(accepted: str, languages: Sequence[str]) -> str:
    wanted = []
    for place, part in enumerate(accepted[:200].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        wanted.append((-_number(weight), place, tag.strip().lower()))
    found = (_spoken(tag.split("-"), languages) for _, _, tag in sorted(wanted))
    return next(filter(None, found), languages[0])


def _spoken(tag: Sequence[str], languages: Sequence[str]) -> str:
    """The branch's language for a browser's tag: of that region or script, else of that name."""
    if tag[0] == "zh":
        exact = "zh_TW" if _TRADITIONAL.intersection(tag) else "zh_CN"
    else:
        exact = f"{tag[0]}_{tag[-1].upper()}"
    near = [language for language in languages if language.partition("_")[0] == tag[0]]
    return exact if exact in near else next(iter(near), "")


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
