"""`kiosk peaks`: when a day will be busy and when quiet, from the arrivals of the days before it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from kiosk.peaks import Forecast, Hint, Window, forecast, hint, read_arrivals
from ui.cli.said import say_json


def peaks(given: Namespace) -> int:
    known = forecast(read_arrivals(given.arrivals), given.date)
    found = hint(known)
    if given.json:
        say_json(_value(known, found))
    else:
        print("\n".join(_lines(known, found)))
    return 0


def _value(known: Forecast, found: Hint) -> dict[str, Any]:
    return {
        "slots": [
            {"start": f"{start:%H:%M}", "expected": round(expected, 2) if known.is_known else None}
            for start, expected in zip(known.slots, known.expected, strict=True)
        ],
        "busy": _window(found.busy),
        "quiet": _window(found.quiet),
        "days": known.days,
    }


def _window(window: Window | None) -> dict[str, str | None]:
    if window is None:
        return {"start": None, "end": None}
    return {"start": f"{window.start:%H:%M}", "end": f"{window.end:%H:%M}"}


def _lines(known: Forecast, found: Hint) -> list[str]:
    if found.busy is None:
        return [f"{known.days} open days are on record; a hint takes 3, and slots of more than 90 minutes."]
    quiet = found.quiet
    head = f"Busiest {found.busy.start:%H:%M}-{found.busy.end:%H:%M}"
    tail = f", quietest {quiet.start:%H:%M}-{quiet.end:%H:%M}." if quiet else "."
    table = (
        f"{start:%H:%M}  {people:6.1f}" for start, people in zip(known.slots, known.expected, strict=True)
    )
    return [head + tail, *table]
