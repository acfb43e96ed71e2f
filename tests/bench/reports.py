"""What a report of any range costs over ten years of a busy branch."""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import apsw

from kiosk.reports import Books, report
from kiosk.reports.tally import Parts, as_facts, tally_at
from kiosk.rows import as_json
from kiosk.site import Site
from kiosk.store import open_store
from tests.campaigns.scene import OPENING, lobby_clock, sample

A_DAY = 2_000
RATED = 200
"""Ratings a day: one ticket in ten."""
_PATTERNS = 20
_CLASSES = (("ordinary", 70), ("care", 12), ("vip", 10), ("appointment", 8))
_SERVICES = (("cash", 45), ("noncash", 30), ("corporate", 10), ("wealth", 5), ("consult", 10))
_HOURS = range(9, 17)
_LATE_S = 900
_RATINGS = """
WITH RECURSIVE each (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < :rated)
INSERT INTO rating SELECT :before + n, :before + n, '', 1, 'F' || (:before + n), :day, 1 + n % 6,
  1 + n * 7 % 5, '[]', '', 0, 'phone', :day, :day FROM each
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """Seconds until a report was made: of ranges drawn at random, and of all there is."""

    any_s: list[float]
    all_s: list[float]
    core_s: list[float]
    """Of a core, for all there is."""
    bind_s: float
    """Binding the months and years, which happens once."""


def answered(tickets: int, ranges: int) -> Answered:
    """Reports over the books of so many tickets."""
    with tempfile.TemporaryDirectory(prefix="reports-") as folder:
        days = fill(Path(folder), tickets)
        with closing(open_store(Path(folder))) as store:
            site = Site(store, sample(), lobby_clock(time.monotonic()))
            began_s = time.perf_counter()
            Books(site).catch_up()
            bind_s = time.perf_counter() - began_s
            rng = random.Random(2)
            drawn = [sorted((rng.choice(days), rng.choice(days))) for _ in range(ranges)]
            whole = [_report_s(site, days[0], days[-1]) for _ in range(ranges)]
            ranges_s = [_report_s(site, *each)[0] for each in drawn]
            return Answered(ranges_s, [took[0] for took in whole], [took[1] for took in whole], bind_s)


def _report_s(site: Site, first: date, last: date) -> tuple[float, float]:
    """Seconds by the clock, and of a core."""
    began_s, core_s = time.perf_counter(), time.process_time()
    found = report(site, first, last)
    took_s = time.perf_counter() - began_s, time.process_time() - core_s
    assert found.whole["arrivals"] == A_DAY * found.days == A_DAY * ((last - first).days + 1)
    return took_s


def fill(folder: Path, tickets: int) -> list[date]:
    """The books of so many tickets, in days of two thousand, and their ratings; the days."""
    open_store(folder).close()
    count = -(-tickets // A_DAY)
    days = [OPENING.date() - timedelta(days=back) for back in range(count, 0, -1)]
    rng = random.Random(1)
    patterns = [as_json(as_facts(_day(rng))) for _ in range(min(_PATTERNS, count))]
    with closing(apsw.Connection(str(folder / "lobby.db"))) as db:
        db.pragma("synchronous", "off")
        with db:
            for number, day in enumerate(days):
                named, facts = day.isoformat(), patterns[number % len(patterns)]
                db.execute("INSERT INTO business_day VALUES (?1, ?1, ?1)", (named,))
                db.execute("INSERT INTO report_span VALUES (?, ?, '{}')", (named, facts))
                db.execute(_RATINGS, {"rated": RATED, "before": number * RATED, "day": named})
    return days


def _day(rng: random.Random) -> Parts:
    """A day of two thousand tickets, drawn as a real one would fall."""
    parts: Parts = {}
    tally_at(parts, "day", "").add(days=1)
    for _ in range(A_DAY):
        service, kind = _drawn(rng, _SERVICES), _drawn(rng, _CLASSES)
        hour, waited_s = rng.choice(_HOURS), rng.lognormvariate(6, 0.9)
        tally = tally_at(parts, "wait", f"{service}|{kind}|{hour}")
        tally.note(waited_s)
        tally.add(arrivals=1, served=1, waited=1, wait_s=waited_s, owed_s=1_200, within=waited_s <= 1_200)
        tally.add(
            promised=1, promised_s=_LATE_S, late=waited_s > _LATE_S, late_s=max(0.0, waited_s - _LATE_S)
        )
        took_s = rng.lognormvariate(5.5, 0.6)
        stay = tally_at(parts, "stay", f"{service}|{rng.randint(1, 16)}")
        stay.note(took_s)
        stay.add(stays=1, stay_s=took_s)
        at_work = tally_at(parts, "hour", str(hour))
        at_work.add(arrivals=1, waited=1, wait_s=waited_s, calls=1, stays=1, stay_s=took_s, open_s=28)
    return parts


def _drawn(rng: random.Random, shares: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _ in shares], [share for _, share in shares])[0]
