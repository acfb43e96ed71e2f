"""The peak hint: when a branch will be busy and when quiet, from the days it has had."""

from __future__ import annotations

from kiosk.peaks.arrivals import Arrivals, ArrivalsError, read_arrivals
from kiosk.peaks.calendar import Calendar
from kiosk.peaks.forecast import Forecast, forecast
from kiosk.peaks.hint import Hint, Window, hint

__all__ = [
    "Arrivals",
    "ArrivalsError",
    "Calendar",
    "Forecast",
    "Hint",
    "Window",
    "forecast",
    "hint",
    "read_arrivals",
]
