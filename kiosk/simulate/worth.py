"""What following the advice is worth: the same days without it, with one more counter, and with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from config.advice import Advice
from config.schema import TicketClass
from kiosk.simulate.day import LONG_S, Play, play
from kiosk.simulate.obedience import Obedience, Obedient
from kiosk.simulate.people import Person, people_of
from kiosk.simulate.scenario import Scenario

_HOUR_S = 3_600.0


@dataclass(frozen=True, slots=True)
class Worth:
    """Days of a branch staffed in one way."""

    ordinary_over_20: float
    """The share of ordinary customers who waited more than 20 minutes."""
    care_late: float
    """The share of those in care who waited longer than they are owed."""
    extra_hours: float
    """Additional counter hours a day."""
    openings: float = 0.0
    """How often a day a counter was opened on advice."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same days in three ways."""

    days: int
    none: Worth
    one_more: Worth
    advice: Worth


def compare(scenario: Scenario, days: int, figures: Advice, how: Obedience) -> Comparison:
    """Play so many days; the scenario's first spare window is the one more."""
    people = [people_of(scenario, day) for day in range(days)]
    more = replace(scenario, windows=(*scenario.windows, scenario.spares[0]), spares=())
    longer = [(play(scenario, scenario.rules, each), play(more, more.rules, each)) for each in people]
    hours = sum(one.open_s - none.open_s for none, one in longer) / days / _HOUR_S
    return Comparison(
        days,
        _worth(scenario, (none for none, _ in longer), 0.0),
        _worth(scenario, (one for _, one in longer), hours),
        _followed(scenario, people, figures, how),
    )


def _followed(scenario: Scenario, people: list[list[Person]], figures: Advice, how: Obedience) -> Worth:
    opened, plays = 0, []
    for each in people:
        staff = Obedient(scenario, scenario.rules, figures, how)
        plays.append(play(scenario, scenario.rules, each, staff))
        opened += staff.opened
    hours = sum(each.spare_s for each in plays) / len(plays) / _HOUR_S
    return replace(_worth(scenario, plays, hours), openings=opened / len(plays))


def _worth(scenario: Scenario, plays: Iterable[Play], hours: float) -> Worth:
    waits = [wait for each in plays for wait in each.waits]
    owed = {target.id: float(target.target_s) for target in scenario.targets}
    long = _share([wait for kind, wait in waits if kind is TicketClass.ORDINARY], LONG_S)
    late = _share([wait for kind, wait in waits if kind is TicketClass.CARE], owed.get(TicketClass.CARE, 0.0))
    return Worth(long, late, round(hours, 2))


def _share(waits: list[float], limit_s: float) -> float:
    return round(sum(wait > limit_s for wait in waits) / len(waits), 4) if waits else 0.0
