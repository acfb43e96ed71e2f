"""The pages of inspections: what is due, a round item by item, findings that wait to be mended."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.scoring.cadence import Cadence, Method, due_list
from kiosk.scoring.inspections import Look, Round, Seen
from ui.scoring import forms
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.forms import Sent
from ui.scoring.signin import Person, Reader
from ui.web.signin import fields

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**53)]
_MEND_WITHIN = timedelta(days=7)


@router.get("/inspections")
async def inspections_page(request: Request, bureau: TheBureau, person: Reader, unit: str = "") -> Response:
    asked, today = person.unit or unit, bureau.place.clock().date()
    inspections, findings, units, due = await bureau.clerks.ask(
        lambda clerk: (
            clerk.inspections.listed(asked),
            clerk.inspections.open_findings(asked),
            clerk.units.all(),
            due_list(_since(clerk), clerk.inspections.last_done(), today),
        )
    )
    return bureau.page(
        request,
        "inspections.html",
        person=person,
        inspections=inspections,
        findings=findings,
        units=[each for each in units if person.post.sees(each.id)],
        unit=asked,
        due=[each for each in due if not each.done and (not asked or each.unit == asked)],
        cadences=list(Cadence),
        methods=list(Method),
        checklists=list(bureau.place.checklists.values()),
        today=today,
    )


@router.post("/inspections")
async def begin(request: Request, bureau: TheBureau, person: Reader) -> Response:
    sent = await fields(request)
    unit = forms.unit(sent)
    person.require(unit)
    wanted = Round(
        unit=unit,
        checklist=sent.get("checklist", ""),
        cadence=forms.choice(sent, "cadence", Cadence),
        methods=tuple(method for method in Method if sent.get(f"method-{method}") == "yes"),
    )
    made = await bureau.clerks.ask(lambda clerk: clerk.inspections.begin(wanted, person.name))
    return RedirectResponse(f"/inspections/{made}", HTTPStatus.SEE_OTHER)


@router.get("/inspections/{inspection}")
async def inspection_page(
    request: Request, bureau: TheBureau, person: Reader, inspection: Number
) -> Response:
    found, items = await bureau.clerks.ask(lambda clerk: clerk.inspections.find(inspection))
    person.require(found.unit)
    today = bureau.place.clock().date()
    return bureau.page(
        request,
        "inspection.html",
        person=person,
        inspection=found,
        items=items,
        left=sum(item.seen is Seen.OPEN for item in items),
        due=today + _MEND_WITHIN,
        today=today,
    )


@router.post("/inspections/{inspection}/items/{place}")
async def look(
    request: Request, bureau: TheBureau, person: Reader, inspection: Number, place: Number
) -> Response:
    sent = await fields(request)
    said = Look(
        place=place,
        seen=_outcome(sent),
        words=sent.get("words", ""),
        evidence=sent.get("evidence", ""),
        due=forms.optional_day(sent, "due"),
    )
    await bureau.clerks.ask(lambda clerk: _look(clerk, person, inspection, said))
    return RedirectResponse(f"/inspections/{inspection}#item-{place}", HTTPStatus.SEE_OTHER)


@router.post("/inspections/{inspection}/close")
async def close(bureau: TheBureau, person: Reader, inspection: Number) -> Response:
    await bureau.clerks.ask(lambda clerk: _close(clerk, person, inspection))
    return RedirectResponse(f"/inspections/{inspection}", HTTPStatus.SEE_OTHER)


def _outcome(sent: Sent) -> Seen:
    seen = forms.choice(sent, "seen", Seen)
    if seen is Seen.OPEN:
        raise forms.refused("seen", seen, "fine, fault or not-here")
    return seen


def _look(clerk: Clerk, person: Person, inspection: int, said: Look) -> None:
    person.require(clerk.inspections.find(inspection)[0].unit)
    clerk.inspections.look(inspection, said)


def _close(clerk: Clerk, person: Person, inspection: int) -> None:
    person.require(clerk.inspections.find(inspection)[0].unit)
    clerk.inspections.close(inspection)


def _since(clerk: Clerk) -> dict[str, date]:
    with clerk.store.read() as cursor:
        rows = cursor.all("SELECT id, added_at FROM unit")
    return {unit: date.fromisoformat(added[:10]) for unit, added in rows}
