"""What the resting screen needs of the store: today's peaks, the promises' figures, who is on duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from config.calendar import BranchCalendar
from config.front import Figure
from kiosk import floor_rows
from kiosk.duty import on_duty
from kiosk.peaks.outlook import Outlook
from kiosk.site import Site

if TYPE_CHECKING:
    from kiosk.peaks.almanac import Almanac

LEAST = 30
"""A share of fewer customers than these says nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was true a few minutes ago."""

    outlook: Outlook | None = None
    shares: Mapping[Figure, int] = field(default_factory=dict)
    """In hundredths, rounded down: nobody is told more than was done."""
    on_duty: frozenset[str] = frozenset()


class FactFinder:
    """Looks them up on the thread of the store; an outlook is reckoned once a day."""

    def __init__(self, own: BranchCalendar, days: int) -> None:
        self._own = own
        self._days = days
        self._almanac: tuple[Site, Almanac] | None = None

    def find(self, site: Site) -> Facts:
        today = site.clock().date()
        with site.store.read() as cursor:
            there = frozenset(on_duty(floor_rows.matters(cursor)))
        return Facts(self._outlook(site, today), shares(site, today, self._days), there)

    def _outlook(self, site: Site, today: date) -> Outlook | None:
        from kiosk.peaks.almanac import Almanac  # noqa: PLC0415 - the screen is there before it first rests

        # A store that was away comes back as another site.
        if self._almanac is None or self._almanac[0] is not site:
            self._almanac = (site, Almanac(site, self._own, keeps=False))
        return self._almanac[1].told(today)


def shares(site: Site, today: date, days: int) -> dict[Figure, int]:
    """What the days that are over say of the promises; a figure of too few customers is left out."""
    return dict(_shares(site, today - timedelta(days=days), today - timedelta(days=1)))


def _shares(site: Site, first: date, last: date) -> Iterator[tuple[Figure, int]]:
    from kiosk.rating.totals import judged  # noqa: PLC0415 - as above
    from kiosk.reports.books import Books  # noqa: PLC0415
    from kiosk.reports.tally import total  # noqa: PLC0415

    # The books as they are: whoever makes reports writes them, and the screen waits for nobody.
    waits = total(Books(site).figures(first, last).get("wait", {}))
    if waits["promised"] >= LEAST:
        yield Figure.KEPT, int(100 - 100 * waits["late"] / waits["promised"])
    with site.store.read() as cursor:
        everybody, _ = judged(cursor, first, last)
    if everybody and everybody.rated >= LEAST:
        yield Figure.SATISFIED, int(100 * everybody.satisfied_share)
