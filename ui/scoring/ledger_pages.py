"""The pages of the ledger: its entries, a new one, and what becomes of one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.scoring.entry import Deed, NewEntry, allowed_next
from kiosk.scoring.ledger import Wanted, balances
from kiosk.scoring.periods import before, quarter_of
from kiosk.scoring.posts import Office
from ui.scoring import forms
from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk
from ui.scoring.forms import Sent
from ui.scoring.signin import Inspector, Person, Reader
from ui.web.problem import Problem
from ui.web.signin import fields

router = APIRouter(include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=2**53)]
Name = Annotated[str, Query(max_length=40)]

_NEEDED = {
    "appeal": Office.MANAGER,
    "grant": Office.ADMINISTRATOR,
    "uphold": Office.ADMINISTRATOR,
    "waive": Office.ADMINISTRATOR,
    "correct": Office.INSPECTOR,
}
_AFTER = {
    "appeal": Deed.APPEALED,
    "grant": Deed.GRANTED,
    "uphold": Deed.UPHELD,
    "waive": Deed.WAIVED,
    "correct": Deed.CORRECTED,
}
_POINTS_MOST = 1_000
_ROWS = 200
"""Entries on one page: five thousand at once would hold up everybody else while they are drawn."""


@router.get("/ledger")
async def ledger_page(
    request: Request,
    bureau: TheBureau,
    person: Reader,
    period: str = "",
    unit: str = "",
    who: Name = "",
    leaf: Annotated[int, Query(ge=1, le=1_000)] = 1,
) -> Response:
    today = bureau.place.clock().date()
    chosen, asked = forms.period(period, quarter_of(today)), person.unit or unit
    wanted = Wanted(chosen.days, asked, who)
    entries, units = await bureau.clerks.ask(lambda clerk: (clerk.ledger.entries(wanted), clerk.units.all()))
    return bureau.page(
        request,
        "ledger.html",
        person=person,
        entries=entries[(leaf - 1) * _ROWS : leaf * _ROWS],
        leaf=leaf,
        leaves=max(1, -(-len(entries) // _ROWS)),
        balances=balances(bureau.place.pack, entries),
        total=sum(entry.points for entry in entries),
        period=chosen,
        former=before(chosen),
        unit=asked,
        who=who,
        units=[each for each in units if person.post.sees(each.id)],
    )


@router.get("/ledger/new")
async def new_entry_page(
    request: Request, bureau: TheBureau, person: Inspector, case: Annotated[int, Query(ge=0)] = 0
) -> Response:
    units, found = await bureau.clerks.ask(
        lambda clerk: (clerk.units.all(), clerk.cases.find(case)[0] if case else None)
    )
    return bureau.page(
        request,
        "entry_new.html",
        person=person,
        units=units,
        case=found,
        pack=bureau.place.pack,
        today=bureau.place.clock().date(),
    )


@router.post("/ledger")
async def write_entry(request: Request, bureau: TheBureau, person: Inspector) -> Response:
    sent = await fields(request)
    new = NewEntry(
        unit=forms.unit(sent),
        rule=sent.get("rule", ""),
        points=forms.whole(sent, "points", 1, _POINTS_MOST),
        day=forms.day(sent, "day"),
        evidence=sent.get("evidence", ""),
        verifier=sent.get("verifier", ""),
        person=sent.get("person", ""),
        complaint=forms.optional_whole(sent, "case", 1, 2**31),
    )
    made = await bureau.clerks.ask(lambda clerk: clerk.ledger.write(new, person.name))
    return RedirectResponse(f"/ledger/{made.id}", HTTPStatus.SEE_OTHER)


@router.get("/ledger/{entry}")
async def entry_page(request: Request, bureau: TheBureau, person: Reader, entry: Number) -> Response:
    found, steps, corrections = await bureau.clerks.ask(lambda clerk: clerk.ledger.find(entry))
    person.require(found.unit)
    deeds = [
        deed for deed, after in _AFTER.items() if person.may(_NEEDED[deed]) and allowed_next(found, after)
    ]
    return bureau.page(
        request,
        "entry.html",
        person=person,
        entry=found,
        steps=steps,
        corrections=corrections,
        in_force=found.points + sum(each.points for each in corrections),
        deeds=deeds,
    )


@router.post("/ledger/{entry}/{deed}")
async def work_on_entry(
    request: Request, bureau: TheBureau, person: Reader, entry: Number, deed: str
) -> Response:
    needed = _NEEDED.get(deed)
    if needed is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no deed {deed[:40]!r} for an entry.")
    if not person.may(needed):
        raise Problem(HTTPStatus.FORBIDDEN, f"This needs an {needed}; {person.name} is {person.post.office}.")
    sent = await fields(request)
    await bureau.clerks.ask(lambda clerk: _work(clerk, person, entry, deed, sent))
    return RedirectResponse(f"/ledger/{entry}", HTTPStatus.SEE_OTHER)


def _work(clerk: Clerk, person: Person, entry: int, deed: str, sent: Sent) -> None:
    ledger, who, words = clerk.ledger, person.name, sent.get("words", "")
    found, _, _ = ledger.find(entry)
    person.require(found.unit)
    match deed:
        case "appeal":
            ledger.appeal(entry, who, words)
        case "grant" | "uphold":
            ledger.decide(entry, who, words, granted=deed == "grant")
        case "waive":
            ledger.waive(entry, who, words)
        case _:
            ledger.correct(entry, who, forms.whole(sent, "points", 1, _POINTS_MOST), words)
