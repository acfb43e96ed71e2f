"""The price of priority (优先的代价): the day's waits under the branch's rule beside those of first-come.

Both are replayed by the same simulator, with the day's own arrivals, service times and counters at work, so
that nothing but the rule of calling differs; what really happened on the floor is in neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from config.schema import Branch, Calling, TicketClass
from kiosk.clock import elapsed_s
from kiosk.reports.tally import Tally
from kiosk.reports.visit import DayLog, End, Visit
from kiosk.simulate.day import play
from kiosk.simulate.people import Person
from kiosk.simulate.scenario import Scenario, Target, Window

_LATE_S = 1_800
"""Counters that worked up to so long before the day's last deed stay until nobody waits any more."""
_WHOLE_DAY_S = 86_400


def price(day: DayLog, branch: Branch) -> dict[str, Tally]:
    """By class: how many were played, their waits under both rules, and how many waited beyond the target."""
    served = served_of(day)
    if not served or not day.shifts:
        return {}
    zero = zero_of(day, served)
    scenario = scenario_of(day, branch, zero)
    people = list(people_of_day(served, scenario, zero))
    found: dict[str, Tally] = {}
    targets = {rule.id: rule.target_s for rule in branch.classes}
    for name, calling in (("rule", branch.rules.calling), ("first", Calling.FIRST_COME)):
        rules = replace(branch.rules, calling=calling)
        for ticket_class, waited_s in play(scenario, rules, people).waits:
            over = waited_s > targets[ticket_class]
            tally = found.setdefault(ticket_class, Tally())
            tally.add(**{f"{name}_played": 1, f"{name}_s": waited_s, f"{name}_over": over})
    return found


def served_of(day: DayLog) -> list[Visit]:
    """Those who were served, whom alone the simulator can play; nobody of a day whose clock was set."""
    if day.clock_steps:
        return []
    return [visit for visit in day.visits if any(stay.end is End.DONE for stay in visit.stays)]


def zero_of(day: DayLog, served: Iterable[Visit]) -> datetime:
    """When the day begins for the simulator."""
    return min([*(visit.since for visit in served), *(shift.begins for shift in day.shifts)])


def scenario_of(day: DayLog, branch: Branch, zero: datetime) -> Scenario:
    """The counters of a day as the simulator knows them, each for its hours."""
    known = {counter.id: counter for counter in branch.counters}
    last_s = max(elapsed_s(zero, shift.ends) for shift in day.shifts)
    windows = []
    for number, shift in enumerate(day.shifts):
        if (counter := known.get(shift.counter)) is None:
            continue
        ends_s = elapsed_s(zero, shift.ends)
        window = Window(
            id=f"{counter.id}-{number}",
            services=counter.services,
            classes=counter.classes,
            helps=counter.helps,
            opens_s=int(elapsed_s(zero, shift.begins)),
            closes_s=_WHOLE_DAY_S if last_s - ends_s <= _LATE_S else int(ends_s) + 1,
        )
        windows.append(window)
    return Scenario(
        name="a day that was",
        per_half_hour=(),
        services=(),
        windows=tuple(windows),
        streams=(),
        targets=tuple(Target(id=rule.id, target_s=rule.target_s) for rule in branch.classes),
    )


def people_of_day(served: Iterable[Visit], scenario: Scenario, zero: datetime) -> Iterator[Person]:
    """The visits as the simulator knows them, without those that no counter at work could have served."""
    able = set(_able(scenario))
    for visit in served:
        # Who was sent on is played with what was done, lest a long service stand at a counter for short ones.
        first = next(stay for stay in visit.stays if stay.end is End.DONE)
        if (first.service, visit.ticket_class) in able:
            takes_s, at_s = elapsed_s(first.called_at, first.ended_at), elapsed_s(zero, visit.since)
            yield Person(visit.id, at_s, visit.ticket_class, first.service, takes_s, 0.0, comes=True)


def _able(scenario: Scenario) -> Iterator[tuple[str, TicketClass]]:
    """What the counters at work can do, for which classes that the branch still has."""
    owed = {target.id for target in scenario.targets}
    for window in scenario.windows:
        classes = TicketClass if window.helps else window.classes
        yield from ((service, each) for service in window.services for each in classes if each in owed)
