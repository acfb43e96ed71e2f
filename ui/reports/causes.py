"""A long hour in words: when, how long, what mainly made it so, and each factor then and usually."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.reports.consult import FACTORS
from kiosk.reports.report import Explained
from ui.reports.tables import factor_names
from ui.reports.tongue import Tongue

_SCALE = {"arrivals": 1.0, "counters": 1.0, "service_s": 1 / 60, "missed": 100.0}


@dataclass(frozen=True, slots=True)
class Cause:
    """What the page and the paper say of one long hour."""

    title: str
    line: str
    main: str
    values: tuple[tuple[str, str], ...]


def cause_of(each: Explained, tongue: Tongue) -> Cause:
    t, names, finding = tongue.words, factor_names(tongue), each.finding
    line = t(
        "report.explained_line",
        wait=f"{finding.wait_s / 60:.1f}",
        usual=f"{finding.usual_s / 60:.1f}",
        days=finding.days,
        model=f"{finding.model_s / 60:.1f}",
    )
    values = tuple(
        (
            names[factor],
            t(
                "report.factor_values",
                was=f"{getattr(finding.was, factor) * _SCALE[factor]:.1f}",
                usual=f"{getattr(finding.usual, factor) * _SCALE[factor]:.1f}",
            ),
        )
        for factor in FACTORS
    )
    why = {
        "arrivals": t("report.cause_arrivals"),
        "counters": t("report.cause_counters"),
        "service_s": t("report.cause_service"),
        "missed": t("report.cause_missed"),
    }
    main = t("report.main_cause", factor=why[finding.main]) if finding.main else t("report.left_over")
    return Cause(f"{each.day.isoformat()}  {tongue.hour(each.hour)}", line, main, values)
