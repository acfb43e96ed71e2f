"""The phone's rating page: how it was, in ten seconds and without a script; then a reference number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from config.phrases import Phrases
from kiosk.lobby import Lobby
from kiosk.rating import giving
from kiosk.rating.cases import Answer, look_up
from kiosk.rating.giving import MeanwhileError, NotOpenError, NotYetError, View
from kiosk.rating.next_steps import next_steps
from kiosk.rating.rating import Standing
from kiosk.rating.verdict import REASONS_MOST, Channel, Verdict, VerdictError
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.tongue import chosen, keep

router = APIRouter()

NO_TICKET = "There is no such ticket: it is not of today, or its address is not complete."
"""One answer for every token that is unknown, used up or too old."""

FACES = {
    5: "rating.very_satisfied",
    4: "rating.satisfied",
    3: "rating.fair",
    2: "rating.dissatisfied",
    1: "rating.very_dissatisfied",
}
"""The words of each score, the best first."""

TOKEN_MOST = 64
_FIELDS_MOST = 20
_VERSION = re.compile(r"[0-9]{1,4}")
_COMMENT_MOST = 10_000
"""What is longer is not even looked at; the branch's own bound is told by the core."""

Token = Annotated[str, Path(max_length=1_000)]


@dataclass(frozen=True, slots=True)
class Judging:
    """What the holder of a token may judge, and how it stands with what was said."""

    view: View
    answer: Answer | None
    """None before the first word."""

    @property
    def is_open(self) -> bool:
        return self.view.standing in {Standing.OPEN, Standing.CHANGEABLE}


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was sent, to be shown again where something is missing."""

    score: int | None = None
    reasons: tuple[str, ...] = ()
    comment: str = ""
    call_manager: bool = False
    version: int | None = 0
    """Of the word that the form was made of, 0 where there was none; None where the form says nothing."""


class RateDeed(BaseModel):
    """How it was: 5 very satisfied to 1 very dissatisfied."""

    model_config = ConfigDict(extra="forbid")

    # Strictly, else `true` would be the 1 of somebody very dissatisfied.
    score: Annotated[int, Field(strict=True)]
    reasons: list[str] = Field(default=[], max_length=_FIELDS_MOST)
    comment: str = Field(default="", max_length=_COMMENT_MOST)
    call_manager: bool = False
    version: int | None = Field(default=None, ge=0)
    """Of the word that is to be changed, 0 where there was none: 409 if there is another by now."""


class SaidFacts(BaseModel):
    """The word in force."""

    reference: str
    score: int
    reasons: list[str]
    comment: str
    call_manager: bool
    rated_at: datetime
    version: int


class JudgingFacts(BaseModel):
    """Whether a ticket may be judged: `not_yet`, `open` or `changeable`; until when; and what was said."""

    standing: str
    until: datetime | None
    said: SaidFacts | None


def judging(lobby: Lobby, token: str) -> Judging | None:
    """What a token may judge; None for every one that may not, whatever is wrong with it."""
    view = giving.look(lobby.site, token) if len(token) <= TOKEN_MOST else None
    if view is None:
        return None
    return Judging(view, look_up(lobby.site, view.said.reference) if view.said else None)


def rating_page(request: Request, hall: Hall, token: str, found: Judging) -> Response:
    """The form; once something was said the thanks, from which it can be changed."""
    said = found.view.said
    if said and "change" not in request.query_params:
        return _thanks(request, hall, token, found)
    verdict = said.verdict if said else None
    draft = (
        Draft(verdict.score, verdict.reasons, verdict.comment, verdict.call_manager, said.version)
        if said and verdict
        else Draft()
    )
    return _form(request, hall, token, found, draft)


@router.post("/t/{token}/rating", include_in_schema=False)
async def judged(request: Request, hall: TheHall, token: Token) -> Response:
    """The form was sent. Only this redeems a token; whatever came in between, its page tells."""
    draft = await _sent(request)
    found = await hall.clerks.ask_guide(lambda clerk: judging(clerk.lobby, token))
    back = RedirectResponse(f"/t/{token}", HTTPStatus.SEE_OTHER)
    if found is None or not found.is_open:
        return back
    fault = _fault(draft, hall, hall.phrases[_tongue(request, hall, found)])
    if fault:
        return _form(request, hall, token, found, draft, fault)
    verdict = Verdict(draft.score or 0, draft.reasons, draft.comment, draft.call_manager)
    try:
        await hall.clerks.ask_guide(
            lambda clerk: giving.rate(clerk.lobby.site, token, verdict, Channel.PHONE, version=draft.version)
        )
    except MeanwhileError:
        return RedirectResponse(f"/t/{token}?meanwhile=yes", HTTPStatus.SEE_OTHER)
    except VerdictError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    except (NotOpenError, NotYetError):
        # Somebody else with the same ticket was quicker.
        return back
    return back


@router.get("/api/v1/tickets/{token}/rating")
async def show_judging(hall: TheHall, token: Token) -> JudgingFacts:
    """Whether this ticket may be judged, and what was said; asking redeems nothing."""
    return _facts(await hall.clerks.ask_guide(lambda clerk: judging(clerk.lobby, token)))


@router.post("/api/v1/tickets/{token}/rating")
async def judge(hall: TheHall, token: Token, deed: RateDeed) -> JudgingFacts:
    """Judge the visit, or change one's word."""
    verdict = Verdict(deed.score, tuple(deed.reasons), deed.comment, deed.call_manager)

    def work(lobby: Lobby) -> Judging | None:
        if judging(lobby, token) is None:
            return None
        giving.rate(lobby.site, token, verdict, Channel.PHONE, version=deed.version)
        return judging(lobby, token)

    try:
        return _facts(await hall.clerks.ask_guide(lambda clerk: work(clerk.lobby)))
    except VerdictError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
    except MeanwhileError as error:
        raise Problem(HTTPStatus.CONFLICT, str(error)) from error
    except NotOpenError as error:
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET) from error


async def _sent(request: Request) -> Draft:
    try:
        text = (await request.body()).decode()
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS_MOST)
    except ValueError:
        raise Problem(HTTPStatus.BAD_REQUEST, "The form could not be read: send it again.") from None
    known = dict(fields)
    score, version = known.get("score", ""), known.get("version", "")
    return Draft(
        score=int(score) if score in {str(each) for each in FACES} else None,
        reasons=tuple(text for name, text in fields if name == "reason"),
        comment=known.get("comment", ""),
        call_manager="manager" in known,
        version=int(version) if _VERSION.fullmatch(version) else None,
    )


def _fault(draft: Draft, hall: Hall, words: Phrases) -> str:
    """What is missing or too much, in the customer's words; empty where nothing is."""
    most = hall.branch.rating.comment_most
    if draft.score is None:
        return words("rating.nothing_picked")
    if len(draft.reasons) > REASONS_MOST:
        return words("rating.too_many", count=len(draft.reasons) - REASONS_MOST)
    # Two characters end a line in a form, and one in what is kept.
    return words("rating.too_long", most=most) if len(" ".join(draft.comment.split())) > most else ""


def _tongue(request: Request, hall: Hall, found: Judging) -> str:
    return chosen(request, hall.branch.languages, found.view.ticket.language)


def _form(
    request: Request, hall: Hall, token: str, found: Judging, draft: Draft, fault: str = ""
) -> Response:
    page = hall.page(
        request,
        "rating.html",
        spoken=found.view.ticket.language,
        token=token.upper(),
        ticket=found.view.ticket,
        said=found.view.said,
        until=found.view.until,
        draft=draft,
        fault=fault,
        faces=FACES,
    )
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    keep(request, page, hall.branch.languages)
    return page


def _thanks(request: Request, hall: Hall, token: str, found: Judging) -> Response:
    words = hall.phrases[_tongue(request, hall, found)]
    page = hall.page(
        request,
        "rated.html",
        spoken=found.view.ticket.language,
        token=token.upper(),
        ticket=found.view.ticket,
        said=found.view.said,
        until=found.view.until,
        answer=found.answer,
        steps=next_steps(found.answer, words, hall.site.clock().date()) if found.answer else [],
        meanwhile="meanwhile" in request.query_params,
        faces=FACES,
        reasons={reason.id: reason.name for reason in hall.branch.rating.reasons},
    )
    keep(request, page, hall.branch.languages)
    return page


def _facts(found: Judging | None) -> JudgingFacts:
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, NO_TICKET)
    said = found.view.said
    return JudgingFacts(
        standing=found.view.standing.name.lower(),
        until=found.view.until,
        said=SaidFacts(
            reference=said.reference,
            score=said.verdict.score,
            reasons=list(said.verdict.reasons),
            comment=said.verdict.comment,
            call_manager=said.verdict.call_manager,
            rated_at=said.rated_at,
            version=said.version,
        )
        if said
        else None,
    )
