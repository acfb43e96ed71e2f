"""Half-hour error and capture of the peak hint on recorded days, each told without the days after it.

.venv/bin/python -m tests.campaigns.peaks_judge

Two ways of holding out whole days: forward (the days before, and no others), and leave one out, where the
days after the judged one are put four weeks before it, so that each day is judged with all others known.
Beside them three rules of thumb and the formula the goals were set by, so that days that are hard to tell
are not taken for a bad forecast; and what no method could beat: chance alone about a day's true rate, and
the error of a profile that was fitted on the judged days themselves and told their true totals.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.forecast import forecast
from kiosk.peaks.hint import hint
from kiosk.peaks.level import weights_of
from kiosk.peaks.profile import shape_of
from kiosk.predict.event_log import read_log
from kiosk.predict.seen import What
from tests.campaigns.waits_judge import DATA

_LEAST_A_DAY = 30
_SLOTS = 20
_OPENS = 8
_WIDTH = 3
_FOUR_WEEKS = timedelta(days=28)
_ROUNDS = 4
_WEEKDAY_DAYS, _TEMPLATE_ARRIVALS, _WEEKDAY_ARRIVALS = 3.0, 60.0, 240.0
"""What a weekday, the template and the profile of all days weigh in the goals' formula."""

Counts = Sequence[float]
Past = Mapping[date, Counts]
Tell = Callable[[Arrivals, date], Counts]


def told(past: Arrivals, day: date) -> Counts:
    """The product's own forecast."""
    return forecast(past, day).expected


def latest(past: Arrivals, day: date) -> Counts:
    """The latest day, again."""
    return past.days[max(past.days)]


def same_weekday(past: Arrivals, day: date) -> Counts:
    """The mean of the latest four days of this weekday, or the latest day where there is none."""
    alike = [past.days[each] for each in sorted(past.days) if each.weekday() == day.weekday()][-4:]
    return _mean(alike or [past.days[max(past.days)]])


def mean_of_days(past: Arrivals, day: date) -> Counts:
    """The mean of all days."""
    return _mean(list(past.days.values()))


def goals_formula(past: Arrivals, day: date) -> Counts:
    """Level x weekday x profile as the goals were set by it, each shrunk by a fixed number."""
    days = {each: counts for each, counts in past.days.items() if sum(counts)}
    weights = weights_of(days)
    alike = {each: weights[each] for each in days if each.weekday() == day.weekday()}
    common = _weighed(days, weights, shape_of(past.slots), _TEMPLATE_ARRIVALS)
    own = _weighed(days, alike, [each / sum(common) for each in common], _WEEKDAY_ARRIVALS)
    wide = [own[0], *own, own[-1]]
    smooth = [
        (before + 2 * here + after) / 4 for before, here, after in zip(wide, wide[1:], wide[2:], strict=False)
    ]
    total = _goals_total(days, weights, day) if days else 0.0
    return [total * each / sum(smooth) for each in smooth]


def _goals_total(days: Past, weights: Mapping[date, float], day: date) -> float:
    usual, factors = 1.0, dict.fromkeys((each.weekday() for each in days), 1.0)
    for _ in range(_ROUNDS):
        plain = (weights[each] * sum(counts) / factors[each.weekday()] for each, counts in days.items())
        usual = sum(plain) / sum(weights.values())
        for weekday in factors:
            alike = [each for each in days if each.weekday() == weekday]
            seen = sum(weights[each] * sum(days[each]) / usual for each in alike)
            factors[weekday] = (seen + _WEEKDAY_DAYS) / (sum(weights[each] for each in alike) + _WEEKDAY_DAYS)
    return usual * factors.get(day.weekday(), 1.0)


def _weighed(days: Past, weights: Mapping[date, float], prior: Counts, heavy: float) -> list[float]:
    return [
        heavy * share + sum(weight * days[each][slot] for each, weight in weights.items())
        for slot, share in enumerate(prior)
    ]


def arrivals(name: str, depth: int = 1) -> dict[str, Arrivals]:
    """By place: people who took a ticket, by day and half hour, at places with enough of them."""
    counts: dict[str, dict[date, list[float]]] = defaultdict(dict)
    for seen in read_log(DATA / f"{name}.events.csv.gz"):
        if seen.what is not What.ISSUED:
            continue
        at = datetime.fromtimestamp(seen.at, UTC)
        slot = (at.hour - _OPENS) * 2 + at.minute // 30
        place = seen.service.split("/")[0] if depth else ""
        day = counts[place].setdefault(at.date(), [0.0] * _SLOTS)
        if 0 <= slot < _SLOTS:
            day[slot] += 1
    slots = tuple(time(_OPENS + each // 2, each % 2 * 30) for each in range(_SLOTS))
    return {
        place: Arrivals(slots, {day: tuple(each) for day, each in sorted(days.items())})
        for place, days in counts.items()
        if sum(map(sum, days.values())) >= _LEAST_A_DAY * len(days)
    }


def forward(places: Mapping[str, Arrivals], history: int) -> Iterator[tuple[Arrivals, date, Counts]]:
    """Each day that has so many before it, with those, and who really came."""
    for table in places.values():
        dates = sorted(table.days)
        for place in range(history, len(dates)):
            past = {each: table.days[each] for each in dates[place - history : place]}
            yield Arrivals(table.slots, past), dates[place], table.days[dates[place]]


def left_out(places: Mapping[str, Arrivals]) -> Iterator[tuple[Arrivals, date, Counts]]:
    """Each day with all the others, those after it moved before it: weekdays stay what they are."""
    for table in places.values():
        for day in table.days:
            past = {
                each if each < day else each - _FOUR_WEEKS: counts
                for each, counts in table.days.items()
                if each != day
            }
            yield Arrivals(table.slots, past), day, table.days[day]


def judged(places: Mapping[str, Arrivals], history: int, tell: Tell = told) -> tuple[float, float, int]:
    """Weighted absolute error by half hour, capture of the busiest 90 minutes, days judged."""
    return figures(forward(places, history), tell)


def figures(cases: Iterator[tuple[Arrivals, date, Counts]], tell: Tell = told) -> tuple[float, float, int]:
    """The same of any days."""
    off = people = caught = best = 0.0
    days = 0
    for past, day, came in cases:
        expected = tell(past, day)
        off += sum(abs(each - said) for each, said in zip(came, expected, strict=True))
        people += sum(came)
        sums = _windows(came)
        if tell is told:
            busy = hint(forecast(past, day), chosen=True).busy
            place = past.slots.index(busy.start) if busy else 0
        else:
            place = max(range(len(sums)), key=_windows(expected).__getitem__)
        caught += sums[place]
        best += max(sums)
        days += 1
    return off / people, caught / best if best else 0.0, days


def floors(places: Mapping[str, Arrivals]) -> tuple[float, float]:
    """What chance alone costs one who knows the rates; and one who knows totals and fitted the shape."""
    chance = fitted = people = 0.0
    for table in places.values():
        columns = [sum(column) for column in zip(*table.days.values(), strict=True)]
        for counts in table.days.values():
            rates = [sum(counts) * column / sum(columns) for column in columns]
            chance += sum(map(deviation, rates))
            fitted += sum(abs(rate - count) for rate, count in zip(rates, counts, strict=True))
            people += sum(counts)
    return chance / people, fitted / people


def deviation(rate: float) -> float:
    """The mean absolute deviation of a Poisson count (de Moivre)."""
    if rate <= 0:
        return 0.0
    whole = math.floor(rate)
    return 2 * math.exp((whole + 1) * math.log(rate) - rate - math.lgamma(whole + 1))


def _windows(counts: Counts) -> list[float]:
    return [sum(counts[each : each + _WIDTH]) for each in range(len(counts) - _WIDTH + 1)]


def _mean(days: Sequence[Counts]) -> list[float]:
    return [sum(column) / len(days) for column in zip(*days, strict=True)]


TELLERS: Mapping[str, Tell] = {
    "": told,
    ", goals' formula": goals_formula,
    ", latest day": latest,
    ", same weekday": same_weekday,
    ", mean of days": mean_of_days,
}


def _line(name: str, what: str, found: tuple[float, float, int]) -> None:
    error, capture, days = found
    print(f"{name:20} {what:29} WAPE {error:.3f}  capture {capture:.3f}  ({days} days judged)")


def main() -> None:
    for name, depth in (("walk-in-offices", 1), ("bank-calls-1999-02", 0), ("simulated-branch", 0)):
        places = arrivals(name, depth)
        chance, fitted = floors(places)
        print(
            f"{name:20} chance alone {chance:.3f}; totals known, shape fitted on the same days {fitted:.3f}"
        )
        for history in (1, 3, 5, 7, 10):
            if any(len(each.days) > history for each in places.values()):
                for what, tell in TELLERS.items():
                    _line(name, f"{history} days{what}", judged(places, history, tell))
        for what, tell in TELLERS.items():
            _line(name, f"leave one out{what}", figures(left_out(places), tell))


if __name__ == "__main__":
    main()
