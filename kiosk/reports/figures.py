"""The figures of one day. Every one of them is a count or a sum, so that days add up to any range.

part    key                     what
wait    service|class|hour      arrivals, how they ended, waits (histogram), target and promise
stay    service|counter         services done (histogram), those beyond the service's limit
hour    hour                    what explains a long hour: arrivals, counters, service times, missed calls
green   reason                  lifts, and what they added to the waits of others
care    what was done           visits to those who wait, and how long they had waited by then
device  device|state            time in that state while the branch was at work
price   class                   waits under the branch's rule and under first-come, both replayed
day     (empty)                 how many days these are
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from config.schema import Branch, TicketClass
from kiosk.clock import elapsed_s
from kiosk.reports.price import price
from kiosk.reports.tally import Parts, tally_at
from kiosk.reports.visit import DayLog, End, Lifted, Outcome, Shift, Visit


def figures(day: DayLog, branch: Branch, *, over: bool = True) -> Parts:
    """What a day adds to every report it is part of; the price of priority only of a day that is over."""
    parts: Parts = {}
    if day.visits:
        tally_at(parts, "day", "").add(days=1)
    limits = {service.id: service.target_s for service in branch.services}
    targets = {rule.id: float(rule.target_s) for rule in branch.classes}
    for visit in day.visits:
        _wait(parts, visit, targets)
        _stays(parts, visit, limits)
    for shift in day.shifts:
        for hour, seconds in _by_hour(shift):
            tally_at(parts, "hour", str(hour)).add(open_s=seconds)
    _looked_after(parts, day)
    for condition in day.conditions:
        if seconds := elapsed_s(condition.begins, condition.ends):
            tally_at(parts, "device", f"{condition.device}|{condition.state}").add(seconds=seconds)
    if over:
        for ticket_class, compared in price(day, branch).items():
            tally_at(parts, "price", ticket_class).join(compared)
    return parts


def _wait(parts: Parts, visit: Visit, targets: Mapping[TicketClass, float]) -> None:
    hour = visit.issued_at.hour
    tally = tally_at(parts, "wait", f"{visit.service}|{visit.ticket_class}|{hour}")
    whole = tally_at(parts, "hour", str(hour))
    tally.add(arrivals=1, **({visit.outcome.value: 1} if visit.outcome is not Outcome.OPEN else {}))
    whole.add(arrivals=1)
    if visit.called_at is None:
        return
    waited_s = elapsed_s(visit.since, visit.called_at)
    owed_s = (
        elapsed_s(visit.since, visit.due_at) if visit.due_at else targets.get(visit.ticket_class, waited_s)
    )
    tally.note(waited_s)
    tally.add(waited=1, wait_s=waited_s, owed_s=owed_s, within=waited_s <= owed_s)
    whole.add(waited=1, wait_s=waited_s)
    if visit.promised_s is not None:
        late_s = max(0.0, waited_s - visit.promised_s)
        tally.add(promised=1, promised_s=visit.promised_s, late=late_s > 0, late_s=late_s)


def _stays(parts: Parts, visit: Visit, limits: dict[str, int]) -> None:
    for stay in visit.stays:
        hour = tally_at(parts, "hour", str(stay.called_at.hour))
        hour.add(calls=1, missed=stay.end is End.MISSED)
        if stay.end is not End.DONE:
            continue
        took_s = elapsed_s(stay.called_at, stay.ended_at)
        hour.add(stays=1, stay_s=took_s)
        tally = tally_at(parts, "stay", f"{stay.service}|{stay.counter}")
        tally.note(took_s)
        tally.add(stays=1, stay_s=took_s, beyond=took_s > limits.get(stay.service, took_s))


def _looked_after(parts: Parts, day: DayLog) -> None:
    for lift in day.lifts:
        _green(parts, lift)
    for each in day.cares:
        tally_at(parts, "care", each.care).add(cares=1, waited_s=each.waited_s)


def _green(parts: Parts, lift: Lifted) -> None:
    sign = -1 if lift.undone else 1
    tally = tally_at(parts, "green", lift.reason)
    tally.add(lifts=sign, people=sign * lift.people, added_s=sign * lift.people * lift.extra_s)
    tally.add(undone=lift.undone)


def _by_hour(shift: Shift) -> Iterator[tuple[int, float]]:
    """The seconds of a shift in each hour of the clock."""
    begins = shift.begins
    while begins < shift.ends:
        ends = min(_next_hour(begins), shift.ends)
        yield begins.hour, (ends - begins).total_seconds()
        begins = ends


def _next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
