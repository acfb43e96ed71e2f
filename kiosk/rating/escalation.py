"""A case that nobody takes is told further up: counter, lobby manager, head of the branch, the level above.

The ladder is 窗口 → 大堂经理 → 网点负责人 → 上级. Each step is an event of its own, written once by
whichever process looks first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from config.rating import Rating
from kiosk.event import Kind
from kiosk.rating import tables
from kiosk.rating.case import Case, Rung
from kiosk.rating.cases import called_for_s
from kiosk.site import Site
from kiosk.store import Cursor

_MINUTE_S = 60.0


def first_rung(rules: Rating, *, call_manager: bool) -> Rung:
    """Who is asked as soon as a case calls; a customer who asks for a manager gets one."""
    return max(Rung.MANAGER if call_manager else Rung.COUNTER, _after(0.0, rules))


def due(cases: Iterable[Case], now: datetime, rules: Rating) -> list[tuple[Case, Rung]]:
    """The cases that nobody has taken for too long, and who has to know of each now. Pure."""
    reached = ((case, _after(called_for_s(case, now), rules)) for case in cases if case.calls)
    return [(case, rung) for case, rung in reached if rung > case.rung]


def escalate(site: Site) -> list[Case]:
    """Tell further up of whatever nobody took; which cases those were."""
    with site.store.read() as cursor:
        if not due(_calling(cursor), site.clock(), site.branch.rating):
            return []
    with site.writing() as journal:
        # Another process may have been quicker, or somebody may have gone meanwhile.
        found = due(_calling(journal.cursor), journal.now, site.branch.rating)
        for case, rung in found:
            journal.record(Kind.CASE_ESCALATED, case.ticket_id, facts={"rung": rung.value})
    return [case for case, _ in found]


def _calling(cursor: Cursor) -> list[Case]:
    return tables.cases(cursor, "closed_at IS NULL AND taken_at IS NULL")


def _after(called_s: float, rules: Rating) -> Rung:
    """Who has to know of a case that has called for so long; a step that was left out is passed over."""
    minutes = called_s / _MINUTE_S
    ladder = {
        Rung.MANAGER: rules.manager_after_min,
        Rung.HEAD: rules.head_after_min,
        Rung.SUPERIOR: rules.superior_after_min,
    }
    return max((rung for rung, after in ladder.items() if minutes >= after), default=Rung.COUNTER)
