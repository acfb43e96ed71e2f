"""Which language a page speaks: asked for, kept from before, or the browser's."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import Response

_KEPT = "tongue"
_YEAR_S = 365 * 24 * 60 * 60


def chosen(request: Request, languages: Sequence[str]) -> str:
    """The language to answer in."""
    for asked in (request.query_params.get("lang"), request.cookies.get(_KEPT)):
        if asked and asked in languages:
            return asked
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
        wanted.append((-_number(weight), place, tag.partition("-")[0].lower()))
    for _, _, tag in sorted(wanted):
        for language in languages:
            if language.partition("_")[0] == tag:
                return language
    return languages[0]


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
