"""What the record says of the counters: how long a customer takes, how many are usually at work. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kiosk.peaks.half_hours import SLOT_MIN, HalfHour
from kiosk.peaks.level import weights_of
from kiosk.peaks.waits import expected_waits
from kiosk.wait import learned_mean

_PRESSED_S = 120.0
"""Where people waited so long on average, every counter that was there was at work."""
_SAME_WEEKDAY = 2.0
_TRIAL_DAYS = 10
_TRIAL_MIN = 60.0
"""The reckoned waits are believed as if so many minutes of waiting had confirmed them."""
_MINUTE_S = 60

Slots = Mapping[int, HalfHour]
Days = Mapping[date, Slots]


def service_time_s(past: Days, configured_s: float) -> float:
    """What a customer takes at the counter: as configured, soon outweighed by the days on record."""
    weights = weights_of(past)
    weighed = [(weights[day], each) for day, slots in past.items() for each in slots.values()]
    served = sum(weight * each.served for weight, each in weighed)
    work_s = sum(weight * each.work_s for weight, each in weighed)
    return max(1.0, learned_mean(configured_s, round(served), work_s))


def usual_counters(past: Days, day: date, minutes: Sequence[int]) -> list[float]:
    """Counters usually there in each half hour: the mean of the days, this weekday's counting double."""
    weights = weights_of(past)
    double = {each: _SAME_WEEKDAY if each.weekday() == day.weekday() else 1.0 for each in past}
    whole = sum(weights[each] * double[each] for each in past)
    there = {each: staffed(slots, minutes) for each, slots in past.items()}
    return [
        sum(weights[each] * double[each] * there[each][place] for each in past) / whole if whole else 0.0
        for place in range(len(minutes))
    ]


def staffed(slots: Slots, minutes: Sequence[int]) -> list[int]:
    """Counters there in each half hour of one day.

    Where nobody had to wait, counters without a customer leave no trace: then all of the day's are taken
    to be there, from the first call on. It would be a wrong hint to take them for gone.
    """
    most = max((each.counters for each in slots.values()), default=0)
    first = min((minute for minute, each in slots.items() if each.counters), default=0)
    return [_there(slots.get(minute, HalfHour()), most if minute >= first else 0) for minute in minutes]


def truth(past: Days, service_s: float) -> float:
    """How the waits of late really came out beside what would have been reckoned of the same days."""
    real = reckoned = _TRIAL_MIN
    for day in sorted(past)[-_TRIAL_DAYS:]:
        slots = past[day]
        minutes = range(min(slots), max(slots) + 1, SLOT_MIN)
        found = [slots.get(minute, HalfHour()) for minute in minutes]
        people = [float(each.people) for each in found]
        waits = expected_waits(people, staffed(slots, minutes), service_s, SLOT_MIN)
        real += sum(each.waited_s for each in found) / _MINUTE_S
        reckoned += sum(each.called * wait for each, wait in zip(found, waits, strict=True))
    return real / reckoned


def _there(seen: HalfHour, most: int) -> int:
    pressed = seen.called > 0 and seen.waited_s >= _PRESSED_S * seen.called
    return seen.counters if pressed else max(seen.counters, most)
