"""A report on a range of days: everything the branch manager's page, files and paper tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from config.schema import Branch
from kiosk.errors import LobbyError
from kiosk.rating.totals import Judged, judged
from kiosk.reports.books import Books
from kiosk.reports.consult import Finding, consult
from kiosk.reports.indices import Index, indices
from kiosk.reports.tally import Part, Parts, Tally, regrouped, total
from kiosk.site import Site
from kiosk.visits import Care

CONSULTED_DAYS = 31
"""Hours are explained one by one only in the last so many days of a range."""
_USUAL_WEEKS = 8
_EXPLAINED_MOST = 5
_LONGER_S = 120.0
"""An hour is long when its mean wait passes the amber alarm, and the usual one by so much."""
_LONGEST_YEARS = 100


class ReportError(LobbyError):
    """A range of days that no report can be made of."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One long hour of one day."""

    day: date
    hour: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a range of days, grouped as they are told."""

    first: date
    last: date
    left: int
    """Days that are closed and not in the books yet: this report is without them."""
    is_open: bool
    """Whether a day that goes on is among them: its price of priority is still to come."""
    days: int
    whole: Tally
    services: Part
    classes: Part
    hours: Mapping[int, Tally]
    at_work: Mapping[int, Tally]
    """By hour: counters, calls and services done."""
    stays: Part
    """By `service|counter`."""
    green: Part
    cares: Part
    """Visits to those who wait, by what was done."""
    price: Part
    devices: Mapping[str, Mapping[str, float]]
    """Seconds by device and state, while the branch was at work."""
    ratings: Judged | None
    counters_rated: Mapping[str, Judged]
    indices: tuple[Index, ...]
    explained: tuple[Explained, ...]


def report(
    site: Site, first: date | None = None, last: date | None = None, within_s: float | None = None
) -> Report:
    """The report of these days; without any, of the latest day that is over, or else of the open one."""
    books = Books(site)
    left = books.catch_up(within_s)
    first, last = _range(books, first, last)
    parts, open_day = books.figures(first, last), books.days()[1]
    with site.store.read() as cursor:
        everybody, by_counter = judged(cursor, first, last)
    waits = parts.get("wait", {})
    return Report(
        first=first,
        last=last,
        left=left,
        is_open=bool(open_day and first.isoformat() <= open_day <= last.isoformat()),
        days=int(parts.get("day", {}).get("", Tally())["days"]),
        whole=total(waits),
        services=_ordered(regrouped(waits, 0), (service.id for service in site.branch.services)),
        classes=_ordered(regrouped(waits, 1), (rule.id.value for rule in site.branch.classes)),
        hours=_by_hour(regrouped(waits, 2)),
        at_work=_by_hour(parts.get("hour", {})),
        stays=_ordered(parts.get("stay", {}), _stay_keys(site.branch)),
        green=_ordered(parts.get("green", {}), ()),
        cares=_ordered(parts.get("care", {}), (care.value for care in Care)),
        price=_ordered(parts.get("price", {}), (rule.id.value for rule in site.branch.classes)),
        devices=_devices(parts.get("device", {})),
        ratings=everybody,
        counters_rated=by_counter,
        indices=tuple(indices(waits, site.branch)),
        explained=tuple(_explained(books, site.branch, first, last)),
    )


def _range(books: Books, first: date | None, last: date | None) -> tuple[date, date]:
    if first is None and last is None:
        closed, open_day = books.days()
        latest = closed[-1] if closed else open_day
        if latest is None:
            raise ReportError("No business day is on record yet: there is nothing to report.")
        return date.fromisoformat(latest), date.fromisoformat(latest)
    begin, end = first or last, last or first
    if begin is None or end is None or begin > end:
        raise ReportError(f"A report goes from an earlier to a later day; {begin} to {end} does not.")
    if end.year - begin.year > _LONGEST_YEARS:
        raise ReportError(f"A report holds at most {_LONGEST_YEARS} years; {begin} to {end} is more.")
    return begin, end


def _ordered(part: Part, first: Iterable[str]) -> Part:
    """As the branch's configuration has them; what it has no more comes behind."""
    names = [name for name in first if name in part]
    return {name: part[name] for name in [*names, *sorted(set(part) - set(names))]}


def _stay_keys(branch: Branch) -> Iterator[str]:
    for service in branch.services:
        yield from (f"{service.id}|{counter.id}" for counter in branch.counters)


def _by_hour(part: Part) -> dict[int, Tally]:
    return {hour: part[str(hour)] for hour in sorted(map(int, part))}


def _devices(part: Part) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for key in sorted(part):
        device, state = key.split("|")
        found.setdefault(device, {})[state] = part[key]["seconds"]
    return found


def _explained(books: Books, branch: Branch, first: date, last: date) -> Iterator[Explained]:
    """The longest hours of the last weeks, each against the same hour of the same weekday before."""
    first = max(first, last - timedelta(days=CONSULTED_DAYS - 1))
    known = books.by_day(first - timedelta(weeks=_USUAL_WEEKS), last)
    long = sorted(_long_hours(known, branch, first), key=lambda each: -each[2])
    explained = 0
    for day, hour, _ in long:
        if explained == _EXPLAINED_MOST:
            return
        was, before = known[day]["hour"][hour], _before(known, day, hour)
        finding = consult(was, before, float(branch.rules.missed_after_s))
        if finding and finding.wait_s - finding.usual_s >= _LONGER_S:
            explained += 1
            yield Explained(date.fromisoformat(day), int(hour), finding)


def _long_hours(known: Mapping[str, Parts], branch: Branch, first: date) -> Iterator[tuple[str, str, float]]:
    for day, parts in known.items():
        for hour, tally in parts.get("hour", {}).items():
            mean_s = tally.share("wait_s", "waited") or 0.0
            if day >= first.isoformat() and mean_s >= branch.alarms.wait_amber_s:
                yield day, hour, mean_s


def _before(known: Mapping[str, Parts], day: str, hour: str) -> list[Tally]:
    """The same hour of the same weekday in the weeks before, as far as they are on record."""
    that_day = date.fromisoformat(day)
    weeks = (that_day - timedelta(weeks=back) for back in range(1, _USUAL_WEEKS + 1))
    found = (known.get(each.isoformat(), {}).get("hour", {}).get(hour) for each in weeks)
    return [tally for tally in found if tally]
