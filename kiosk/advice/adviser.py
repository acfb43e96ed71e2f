"""Looks at the lobby each half minute and advises; never while anybody waits for it, and within a bound.

Any process may look: what stands is in the store, so nothing is advised twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from config.advice import Advice
from config.calendar import BranchCalendar
from kiosk.advice.decide import Advised, Case, Effort, Verdict, decide
from kiosk.advice.deeds import Standing, give, standing
from kiosk.advice.present import closed_counters, coming_of, floor_of, ratios_of, spares
from kiosk.advice.stance import ADVICE, REST
from kiosk.business_day import is_believable
from kiosk.clock import elapsed_s
from kiosk.event import Kind
from kiosk.peaks.almanac import Almanac
from kiosk.peaks.outlook import Outlook
from kiosk.queue import view
from kiosk.rows import last_event
from kiosk.scene import Scene, scene_at
from kiosk.site import Site

EVERY_S = 30.0
WITHIN_S = 0.3
"""So much work at most each time: then fewer runs have to do."""
_SHARE = 0.7
"""What reading and writing may take besides."""


@dataclass(slots=True)
class Adviser:
    """Gives and takes back advice of one branch."""

    figures: Advice
    own: BranchCalendar
    seconds: Callable[[], float] = time.perf_counter
    _outlook: Outlook | None = None
    """Today's, read once."""

    def look(self, site: Site) -> Verdict | None:
        """Look once; None where the clock is doubted and nothing is said."""
        began = self.seconds()
        found = self._case(site)
        if found is None:
            return None
        scene, case = found
        effort = Effort(
            seed=scene.now.toordinal(), is_time=lambda: self.seconds() - began < WITHIN_S * _SHARE
        )
        verdict = decide(case, self.figures, effort)
        self._tell(site, scene, verdict.advised)
        return verdict

    def _case(self, site: Site) -> tuple[Scene, Case] | None:
        now = site.clock()
        if self._outlook is None or self._outlook.day != now.date():
            self._outlook = Almanac(site, self.own, keeps=False).told(now.date())
        with site.store.read() as cursor:
            if not is_believable(now, last_event(cursor)[1]):
                return None
            scene, queue = scene_at(cursor, site.branch, now), view(cursor, site.branch)
            coming = coming_of(cursor, site.branch, self._outlook, now)
            floor = floor_of(scene, queue, coming, ratios_of(cursor, queue))
        given = standing(scene)
        return scene, Case(floor, closed_counters(scene), spares(scene), given.advised if given else None)

    def _tell(self, site: Site, scene: Scene, advised: Advised | None) -> None:
        given = standing(scene)
        if not _is_news(given, advised) and not self._is_overdue(given, scene):
            return
        if advised and given is None and self._rests(scene, advised):
            return
        with site.writing() as journal:
            known = journal.matters.get(ADVICE)
            if (known.since if known else None) != (given.since if given else None):
                # Somebody answered, or another process advised, while the lobby was played.
                return
            if given and not advised:
                journal.record(Kind.ADVICE_WITHDRAWN, counter=given.advised.counter)
            elif advised and _is_news(given, advised):
                give(journal, advised, len(scene.waiting()))
            else:
                journal.record(Kind.ADVICE_ESCALATED, counter=given.advised.counter if given else None)

    def _is_overdue(self, given: Standing | None, scene: Scene) -> bool:
        if given is None or given.is_escalated:
            return False
        return elapsed_s(given.since, scene.now) >= self.figures.escalate_s

    def _rests(self, scene: Scene, advised: Advised) -> bool:
        """Whether somebody said no to it a while ago: only what has become urgent is said again."""
        no = scene.matters.get(REST)
        if no is None or no.facts["deed"] != advised.deed:
            return False
        within = elapsed_s(no.since, scene.now) < self.figures.rest_s
        return within and not (advised.is_urgent and not no.facts.get("urgent"))


def _is_news(given: Standing | None, advised: Advised | None) -> bool:
    """Whether it differs in what to do; other minutes alone are none."""
    if given is None or advised is None:
        return given is not None or advised is not None
    known = given.advised
    same = (known.deed, known.counter) == (advised.deed, advised.counter)
    return not same or (advised.is_urgent and not known.is_urgent)
