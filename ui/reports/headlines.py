"""What the manager reads first: six figures, each with the words that make it plain."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.reports import Report
from ui.reports.table import Unit, minutes, percent, shown
from ui.reports.tables import HALF, NINE_IN_TEN
from ui.reports.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure, its unit, and a line below it."""

    name: str
    figure: str
    unit: str
    below: str


def headlines(report: Report, tongue: Tongue) -> list[Headline]:
    """Tickets, wait, target, promises, those who were not served, ratings."""
    t, whole = tongue.words, report.whole
    late = whole.share("late", "promised")
    lost = whole["no_show"] + whole["left"]
    lost_share = _share(lost / whole["arrivals"]) if whole["arrivals"] else "–"
    rated = report.ratings
    spread = {"half": _minutes(whole.percentile(HALF)), "ninety": _minutes(whole.percentile(NINE_IN_TEN))}
    return [
        Headline(
            t("report.arrivals"),
            f"{whole['arrivals']:,.0f}",
            "",
            t("report.headline_served", count=int(whole["served"])),
        ),
        Headline(
            t("report.headline_wait"),
            _minutes(whole.share("wait_s", "waited")),
            t("report.min"),
            t("report.headline_range", **spread),
        ),
        Headline(
            t("report.headline_within"),
            _share(whole.share("within", "waited")),
            "",
            f"{whole['within']:,.0f} / {whole['waited']:,.0f}",
        ),
        Headline(
            t("report.headline_kept"),
            _share(None if late is None else 1 - late),
            "",
            t("report.headline_late", count=int(whole["late"])),
        ),
        Headline(
            t("report.headline_lost"), f"{lost:,.0f}", "", t("report.headline_lost_share", share=lost_share)
        ),
        Headline(
            t("report.satisfied"),
            _share(rated.satisfied_share) if rated else "–",
            "",
            t("report.headline_rated", count=rated.rated) if rated else t("report.headline_few"),
        ),
    ]


def _minutes(seconds: float | None) -> str:
    return shown(minutes(seconds), Unit.MINUTES)


def _share(share: float | None) -> str:
    return shown(percent(share), Unit.SHARE)
