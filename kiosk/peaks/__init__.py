"""The peak hint: when a branch will be busy and when quiet, from the days it has had."""

from __future__ import annotations

from kiosk.peaks.arrivals import Arrivals, ArrivalsError, read_arrivals
from kiosk.peaks.calendar import Calendar
from kiosk.peaks.forecast import Forecast, forecast
from kiosk.peaks.hint import Hint, Window, hint
from kiosk.peaks.outlook import Outlook, Slot, Stretch, outlook_of

__all__ = [
    "Arrivals",
    "ArrivalsError",
    "Calendar",
    "Forecast",
    "Hint",
    "Outlook",
    "Slot",
    "Stretch",
    "Window",
    "forecast",
    "hint",
    "outlook_of",
    "read_arrivals",
]
