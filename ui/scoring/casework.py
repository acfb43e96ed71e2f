"""The pages of complaint cases: the list by what is due, one case, and what can be done on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.scoring.cases import Cases, NewCase
from kiosk.scoring.complaint import Origin, Weight
from ui.scoring import forms
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.forms import Sent
from ui.scoring.signin import Person, Reader
from ui.web.problem import Problem
from ui.web.signin import fields

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**53)]

_BY_HAND = [origin for origin in Origin if origin is not Origin.RATING]

_DEEDS: Mapping[str, Callable[[Cases, int, str, Sent], None]] = {
    "take": lambda cases, case, who, sent: cases.take(case, who, sent.get("owner", "")),
    "note": lambda cases, case, who, sent: cases.note(case, who, sent.get("words", "")),
    "weigh": lambda cases, case, who, sent: cases.weigh(
        case, who, forms.choice(sent, "weight", Weight), sent.get("words", "")
    ),
    "judge": lambda cases, case, who, sent: cases.judge(
        case,
        who,
        sent.get("words", ""),
        verified=forms.yes(sent, "verified"),
        justified=forms.yes(sent, "justified"),
    ),
    "mend": lambda cases, case, who, sent: cases.mend(case, who, sent.get("words", "")),
    "recheck": lambda cases, case, who, sent: cases.recheck(
        case, who, sent.get("words", ""), held=forms.yes(sent, "held")
    ),
    "reopen": lambda cases, case, who, sent: cases.reopen(case, who, sent.get("words", "")),
}


@router.get("/cases")
async def cases_page(
    request: Request, bureau: TheBureau, person: Reader, unit: str = "", *, closed: bool = False
) -> Response:
    asked = person.unit or unit
    listed, units = await bureau.clerks.ask(
        lambda clerk: (clerk.cases.listed(asked, closed=closed), clerk.units.all())
    )
    return bureau.page(
        request,
        "cases.html",
        person=person,
        cases=listed,
        units=[each for each in units if person.post.sees(each.id)],
        unit=asked,
        closed=closed,
        origins=_BY_HAND,
        today=bureau.place.clock().date(),
    )


@router.post("/cases")
async def open_case(request: Request, bureau: TheBureau, person: Reader) -> Response:
    sent = await fields(request)
    unit, origin = forms.unit(sent), forms.choice(sent, "origin", Origin)
    person.require(unit)
    new = NewCase(unit, origin, sent.get("words", ""), sent.get("person", "").strip()[:40])
    made = await bureau.clerks.ask(lambda clerk: clerk.cases.open(new, person.name))
    return RedirectResponse(f"/cases/{made.id}", HTTPStatus.SEE_OTHER)


@router.get("/cases/{case}")
async def case_page(request: Request, bureau: TheBureau, person: Reader, case: Number) -> Response:
    found, steps = await bureau.clerks.ask(lambda clerk: clerk.cases.find(case))
    person.require(found.unit)
    return bureau.page(
        request,
        "case.html",
        person=person,
        case=found,
        steps=steps,
        weights=list(Weight),
        today=bureau.place.clock().date(),
    )


@router.post("/cases/{case}/{deed}")
async def work_on_case(
    request: Request, bureau: TheBureau, person: Reader, case: Number, deed: str
) -> Response:
    if deed not in _DEEDS:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no deed {deed[:40]!r} for a case.")
    sent = await fields(request)
    await bureau.clerks.ask(lambda clerk: _work(clerk, person, case, deed, sent))
    return RedirectResponse(f"/cases/{case}", HTTPStatus.SEE_OTHER)


def _work(clerk: Clerk, person: Person, case: int, deed: str, sent: Sent) -> None:
    found, _ = clerk.cases.find(case)
    person.require(found.unit)
    _DEEDS[deed](clerk.cases, case, person.name, sent)
