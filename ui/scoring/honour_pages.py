"""The pages of praise and blame: the board, the stars, and what people decided."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.scoring.honours import latest_public_month, reached
from kiosk.scoring.periods import before, month_of
from ui.scoring import forms
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.forms import Sent
from ui.scoring.signin import Administrator, Inspector, Person, Reader
from ui.web.problem import Problem
from ui.web.signin import fields

router = APIRouter(include_in_schema=False)

_YUAN_MOST = 1_000_000


@router.get("/honours")
async def honours_page(
    request: Request, bureau: TheBureau, person: Reader, month: str = "", unit: str = ""
) -> Response:
    rules = bureau.place.pack.honours
    usual = latest_public_month(bureau.place.clock().date(), rules.appeal_days)
    chosen, asked = forms.period(month, usual), person.unit or unit
    board, stars, units, candidates = await bureau.clerks.ask(
        lambda clerk: (
            clerk.honours.board(chosen, asked),
            clerk.honours.stars(asked),
            clerk.units.all(),
            clerk.honours.candidates(chosen, asked) if asked else [],
        )
    )
    return bureau.page(
        request,
        "honours.html",
        person=person,
        board=board,
        stars=stars,
        reached=reached(stars, rules.streak_months),
        streak=rules.streak_months,
        units=[each for each in units if person.post.sees(each.id)],
        unit=asked,
        candidates=candidates if board.public else [],
        former=before(chosen),
    )


@router.post("/honours/star")
async def choose_star(request: Request, bureau: TheBureau, person: Inspector) -> Response:
    sent = await fields(request)
    unit, month = (
        forms.unit(sent),
        forms.period(sent.get("month", ""), before(month_of(bureau.place.clock().date()))),
    )
    named = sent.get("person", "")
    await bureau.clerks.ask(lambda clerk: clerk.honours.choose(month, unit, named, person.name))
    return RedirectResponse(f"/honours?month={month.name}&unit={unit}", HTTPStatus.SEE_OTHER)


@router.get("/decisions")
async def decisions_page(request: Request, bureau: TheBureau, person: Reader, unit: str = "") -> Response:
    asked = person.unit or unit
    sanctions, units = await bureau.clerks.ask(lambda clerk: (clerk.sanctions.all(asked), clerk.units.all()))
    mine = [each for each in units if person.post.sees(each.id)]
    steps = await bureau.clerks.ask(
        lambda clerk: [(each, clerk.sanctions.next_step(each.id)) for each in mine]
    )
    return bureau.page(
        request,
        "decisions.html",
        person=person,
        sanctions=sanctions,
        units=mine,
        steps=steps,
        fines=bureau.place.pack.fines_yuan,
        unit=asked,
    )


@router.post("/decisions/{kind}")
async def decide(request: Request, bureau: TheBureau, person: Administrator, kind: str) -> Response:
    sent = await fields(request)
    await bureau.clerks.ask(lambda clerk: _decide(clerk, person, kind, sent))
    return RedirectResponse("/decisions", HTTPStatus.SEE_OTHER)


def _decide(clerk: Clerk, person: Person, kind: str, sent: Sent) -> None:
    unit, evidence, who = forms.unit(sent), sent.get("evidence", ""), person.name
    match kind:
        case "step":
            clerk.sanctions.take_step(unit, evidence, who)
        case "fine":
            yuan = forms.whole(sent, "yuan", 1, _YUAN_MOST)
            clerk.sanctions.fine(unit, sent.get("person", ""), yuan, evidence, who)
        case "honours":
            clerk.sanctions.lose_honours(unit, sent.get("person", ""), evidence, who)
        case _:
            raise Problem(HTTPStatus.NOT_FOUND, f"There is no decision {kind[:40]!r}.")


@router.get("/rules")
async def rules_page(request: Request, bureau: TheBureau, person: Reader) -> Response:
    return bureau.page(
        request,
        "rules.html",
        person=person,
        pack=bureau.place.pack,
        checklists=list(bureau.place.checklists.values()),
    )
