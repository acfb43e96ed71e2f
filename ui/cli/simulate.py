"""`kiosk simulate`: what a rule of calling does to the waits of a branch."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from config.advice import load_advice
from config.branch import SAMPLE
from config.schema import Calling
from kiosk.simulate import Report, Scenario, load_scenario, simulate
from kiosk.simulate.obedience import Obedience
from kiosk.simulate.worth import compare
from ui.cli.said import say_json

_DAYS_MOST = 10_000
_OBEY_MOST_S = 7_200


def simulated(given: Namespace) -> int:
    if given.days is not None and not 1 <= given.days <= _DAYS_MOST:
        print(f"--days is {given.days}; it must be 1 to {_DAYS_MOST}.", file=sys.stderr)
        return 2
    scenario = load_scenario(given.scenario)
    if given.advice:
        return _worth(given, scenario)
    policy = Calling(given.policy) if given.policy else None
    report = simulate(scenario, given.days or scenario.days, policy)
    if given.json:
        say_json({"scenario": scenario.name, "seed": scenario.seed, **_value(report)})
    else:
        print("\n".join(_lines(report)))
    return 0


def _worth(given: Namespace, scenario: Scenario) -> int:
    """What following the advice does to the same days."""
    if not scenario.spares:
        print(f"{given.scenario.name} has no [[spares]]: no window could be opened.", file=sys.stderr)
        return 1
    if not 0 <= given.obey <= _OBEY_MOST_S:
        print(f"--obey is {given.obey}; it must be 0 to {_OBEY_MOST_S} seconds.", file=sys.stderr)
        return 2
    figures = load_advice(given.config or SAMPLE)
    found = compare(scenario, given.days or scenario.days, figures, Obedience(float(given.obey)))
    if given.json:
        say_json({"scenario": scenario.name, "seed": scenario.seed, "obey_s": given.obey, **asdict(found)})
        return 0
    named = {"without advice": found.none, "one more all day": found.one_more, "following it": found.advice}
    print(f"{found.days} days; advice is confirmed after {given.obey} s, and manned {figures.man_s} s later")
    print(f"{'':18} {'over 20 min':>12} {'care late':>10} {'extra hours':>12} {'openings':>9}")
    for name, each in named.items():
        shares = f"{each.ordinary_over_20:12.1%} {each.care_late:10.1%}"
        print(f"{name:18} {shares} {each.extra_hours:12.2f} {each.openings:9.1f}")
    return 0


def _value(report: Report) -> dict[str, Any]:
    return {
        "policy": report.policy.value,
        "days": report.days,
        "customers_a_day": round(report.customers_a_day, 1),
        "load": round(report.load, 3),
        "classes": {kind.value: asdict(waits) for kind, waits in report.classes.items()},
        "overtakes": asdict(report.overtakes),
        "counter_hours": round(report.counter_hours, 2),
        "ordinary_late": {
            "share": report.ordinary_late,
            "first_come": report.ordinary_late_first_come,
            "points": round(report.price_points, 2),
        },
    }


def _lines(report: Report) -> list[str]:
    head = (
        f"{report.days} days by the rule {report.policy.value}, load {report.load:.0%}; a day:"
        f" {report.customers_a_day:.0f} customers, {report.counter_hours:.1f} counter hours"
    )
    table = [f"{'minutes':12} {'mean':>6} {'P50':>6} {'P90':>6} {'P99':>6} {'max':>6}  in target"]
    for kind, waits in report.classes.items():
        figures = (waits.mean_s, waits.p50_s, waits.p90_s, waits.p99_s, waits.max_s)
        minutes = " ".join(f"{figure / 60:6.1f}" for figure in figures)
        table.append(f"{kind.value:12} {minutes}  {waits.within_target:.1%} in {waits.target_s / 60:g} min")
    return [head, *table, _passed_line(report), _late_line(report)]


def _passed_line(report: Report) -> str:
    passed = report.overtakes
    promised = "nothing promised" if passed.promised is None else f"promised {passed.promised}"
    return (
        f"ordinary customers passed: P95 {passed.p95}, at most {passed.max};"
        f" by VIP and appointments at most {passed.by_favoured_max} ({promised})"
    )


def _late_line(report: Report) -> str:
    return (
        f"ordinary customers late: {report.ordinary_late:.1%}; first come, first served"
        f" {report.ordinary_late_first_come:.1%}; priority costs {report.price_points:+.1f} points"
    )
