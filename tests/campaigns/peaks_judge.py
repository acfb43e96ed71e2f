"""Half-hour error and capture of the peak hint on recorded days, each told from the days before it.

.venv/bin/python -m tests.campaigns.peaks_judge
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time

from kiosk.peaks import Arrivals, forecast, hint
from kiosk.predict import What, read_log
from tests.campaigns.waits_judge import DATA

_LEAST_A_DAY = 30
_SLOTS = 20
_OPENS = 8
_WIDTH = 3


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


def judged(places: dict[str, Arrivals], history: int) -> tuple[float, float, int]:
    """Weighted absolute error by half hour, capture of the busiest 90 minutes, days judged."""
    off = people = caught = best = 0.0
    days = 0
    for table in places.values():
        dates = sorted(table.days)
        for place in range(history, len(dates)):
            past = {each: table.days[each] for each in dates[place - history : place]}
            known = forecast(Arrivals(table.slots, past), dates[place])
            came = table.days[dates[place]]
            off += sum(abs(each - told) for each, told in zip(came, known.expected, strict=True))
            people += sum(came)
            sums = [sum(came[each : each + _WIDTH]) for each in range(_SLOTS - _WIDTH + 1)]
            busy = hint(known, chosen=True).busy
            if busy:
                caught += sums[table.slots.index(busy.start)]
                best += max(sums)
            days += 1
    return off / people, caught / best if best else 0.0, days


def main() -> None:
    for name, depth in (("walk-in-offices", 1), ("bank-calls-1999-02", 0), ("simulated-branch", 0)):
        places = arrivals(name, depth)
        for history in (1, 3, 5, 7, 10):
            if any(len(each.days) > history for each in places.values()):
                error, capture, days = judged(places, history)
                print(
                    f"{name:20} {history:3} days  WAPE {error:.3f}  capture {capture:.3f}"
                    f"  ({days} days judged)"
                )


if __name__ == "__main__":
    main()
