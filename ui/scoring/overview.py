"""The first page: how satisfied customers are, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.rating.totals import STEP
from kiosk.scoring import figures
from kiosk.scoring.cadence import Due, due_list
from kiosk.scoring.complaint import Complaint
from kiosk.scoring.figures import NOTHING, Satisfaction
from kiosk.scoring.inspections import Finding
from kiosk.scoring.keys import Unit
from kiosk.scoring.periods import Period, before, month_of, months_up_to, quarter_of, report_due
from kiosk.scoring.sanctions import Proposal
from ui.scoring import forms
from ui.scoring.bureau import TheBureau
from ui.scoring.charts import bars, columns
from ui.scoring.clerks import Clerk
from ui.scoring.signin import Reader

router = APIRouter(include_in_schema=False)

_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page shows."""

    month: Period
    found: Satisfaction
    trend: list[tuple[str, Satisfaction]]
    units: list[tuple[Unit, Satisfaction]]
    reasons: list[tuple[str, int]]
    days_without: int | None
    cases: list[Complaint]
    findings: list[Finding]
    due: list[Due]
    proposals: list[Proposal]


@router.get("/")
async def overview(
    request: Request, bureau: TheBureau, person: Reader, month: str = "", unit: str = ""
) -> Response:
    today = bureau.place.clock().date()
    chosen = forms.period(month, month_of(today))
    asked = person.unit or unit
    seen = await bureau.clerks.ask(lambda clerk: _seen(clerk, chosen, asked, today))
    quarter = before(quarter_of(today))
    return bureau.page(
        request,
        "overview.html",
        person=person,
        seen=seen,
        unit=asked,
        bars=bars(seen.found),
        columns=columns(seen.trend),
        late=sum(case.is_late(today) for case in seen.cases),
        late_findings=sum(finding.is_late(today) for finding in seen.findings),
        quarter=quarter,
        report_due=report_due(quarter, bureau.place.pack.reports.day),
        today=today,
    )


def _seen(clerk: Clerk, month: Period, unit: str, today: date) -> Overview:
    units = clerk.units.all()
    with clerk.store.read() as cursor:
        found = figures.of_period(cursor, month, unit)
        trend = [
            (each.name, figures.of_period(cursor, each, unit)) for each in months_up_to(month.last, _MONTHS)
        ]
        by_unit = figures.by_unit(cursor, month, unit)
        reasons = figures.reasons(cursor, month, unit) if found.is_told else []
        since: dict[str, str] = dict(cursor.all("SELECT id, added_at FROM unit"))
    mine = [each for each in units if not unit or each.id == unit]
    added = {each.id: date.fromisoformat(since[each.id][:10]) for each in mine}
    due = due_list(added, clerk.inspections.last_done(), today)
    return Overview(
        month=month,
        found=found,
        trend=trend,
        units=[(each, by_unit.get(each.id, NOTHING)) for each in mine],
        reasons=[(reason, count) for reason, count in reasons if count >= STEP],
        days_without=clerk.honours.days_without(unit),
        cases=clerk.cases.listed(unit),
        findings=clerk.inspections.open_findings(unit),
        due=[each for each in due if not each.done],
        proposals=clerk.sanctions.proposals(Period.from_text(str(today.year)), unit),
    )
