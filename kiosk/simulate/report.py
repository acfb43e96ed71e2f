"""What simulated days say: waits and promises by class, overtakes, hours, and the price of priority."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from config.schema import Calling, Rules, TicketClass
from kiosk.calling import rule_of
from kiosk.simulate.day import Play, play
from kiosk.simulate.people import people_of
from kiosk.simulate.scenario import Scenario

_HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Waits:
    """How one class fared."""

    customers: int
    mean_s: float
    p50_s: float
    p90_s: float
    p99_s: float
    max_s: float
    target_s: int
    within_target: float
    left: int


@dataclass(frozen=True, slots=True)
class Overtakes:
    """How often ordinary customers were passed by somebody who came later."""

    p95: int
    max: int
    by_favoured_max: int
    """By VIP and appointments alone."""
    promised: int | None
    """What the rule promises of those; None where it promises nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """The days of a scenario under one rule, beside the same days first come, first served."""

    policy: Calling
    days: int
    customers_a_day: float
    load: float
    """The share of the counters' open time that was work."""
    classes: dict[TicketClass, Waits]
    overtakes: Overtakes
    counter_hours: float
    """A day."""
    ordinary_late: float
    """The share of ordinary customers who waited longer than their target."""
    ordinary_late_first_come: float

    @property
    def price_points(self) -> float:
        """What priority costs ordinary customers, in points of that share."""
        return 100 * (self.ordinary_late - self.ordinary_late_first_come)


def simulate(scenario: Scenario, days: int, policy: Calling | None = None) -> Report:
    """Play so many days under the scenario's rule or another, and again as first come, first served."""
    rules = scenario.rules if policy is None else replace(scenario.rules, calling=policy)
    plays, fair = _played(scenario, rules, days)
    return Report(
        policy=rules.calling,
        days=days,
        customers_a_day=sum(len(each.waits) + each.left.total() for each in plays) / days,
        load=sum(each.busy_s for each in plays) / max(1.0, sum(each.open_s for each in plays)),
        classes={kind: waits for kind in TicketClass if (waits := _waits(scenario, plays, kind))},
        overtakes=_overtakes(plays, rules),
        counter_hours=sum(each.open_s for each in plays) / days / _HOUR_S,
        ordinary_late=_late(scenario, plays),
        ordinary_late_first_come=_late(scenario, fair),
    )


def _played(scenario: Scenario, rules: Rules, days: int) -> tuple[list[Play], list[Play]]:
    first_come = replace(rules, calling=Calling.FIRST_COME)
    people = [people_of(scenario, day) for day in range(days)]
    return [play(scenario, rules, each) for each in people], [
        play(scenario, first_come, each) for each in people
    ]


def _waits(scenario: Scenario, plays: Sequence[Play], kind: TicketClass) -> Waits | None:
    waits = sorted(wait for each in plays for named, wait in each.waits if named is kind)
    if not waits:
        return None
    target_s = scenario.target_s(kind)
    at = _quantile(waits)
    return Waits(
        customers=len(waits),
        mean_s=round(sum(waits) / len(waits), 1),
        p50_s=round(at(0.5), 1),
        p90_s=round(at(0.9), 1),
        p99_s=round(at(0.99), 1),
        max_s=round(waits[-1], 1),
        target_s=target_s,
        within_target=_share(waits, lambda wait: wait <= target_s),
        left=sum(each.left[kind] for each in plays),
    )


def _overtakes(plays: Sequence[Play], rules: Rules) -> Overtakes:
    passed = sorted(times for each in plays for times in each.overtaken.values())
    guarantee = rule_of(rules).guarantee
    return Overtakes(
        p95=int(_quantile(passed)(0.95)) if passed else 0,
        max=passed[-1] if passed else 0,
        by_favoured_max=max(
            (max(each.overtaken_by_favoured.values(), default=0) for each in plays), default=0
        ),
        promised=guarantee(rules) if guarantee else None,
    )


def _late(scenario: Scenario, plays: Iterable[Play]) -> float:
    ordinary = TicketClass.ORDINARY
    waits = [wait for each in plays for named, wait in each.waits if named is ordinary]
    return _share(waits, lambda wait: wait > scenario.target_s(ordinary)) if waits else 0.0


def _quantile(values: Sequence[float]) -> Callable[[float], float]:
    """The least value that at least such a share keeps to; the values are sorted."""
    return lambda share: values[max(0, math.ceil(share * len(values)) - 1)]


def _share(waits: Sequence[float], holds: Callable[[float], bool]) -> float:
    return round(sum(map(holds, waits)) / len(waits), 4)
