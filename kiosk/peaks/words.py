"""A day's outlook in words people act on, shared by paper, screen and poster."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.peaks.outlook import Outlook, Stretch

Phrases = Callable[..., str]
_BUSY = {True: "peak.busy_minutes", False: "peak.busy"}
_AFTER = {True: "peak.after_minutes", False: "peak.after"}
_BETWEEN = {True: "peak.between_minutes", False: "peak.between"}


def hint_words(outlook: Outlook, phrases: Phrases) -> str:
    """When it is busiest, and when it is better to come; empty where nothing honest can be said."""
    if outlook.busy is None or outlook.quiet is None:
        return ""
    return phrases(
        "peak.hint", busy=busy_words(outlook.busy, phrases), quiet=quiet_words(outlook.quiet, phrases)
    )


def busy_words(busy: Stretch, phrases: Phrases) -> str:
    """The busiest window, and the wait in it."""
    return _told(_BUSY, busy, phrases)


def quiet_words(quiet: Stretch, phrases: Phrases) -> str:
    """When to come instead: after a time where it stays quiet until closing, else between two."""
    return _told(_AFTER if quiet.to_close else _BETWEEN, quiet, phrases)


def _told(forms: dict[bool, str], window: Stretch, phrases: Phrases) -> str:
    return phrases(
        forms[window.minutes is not None],
        start=f"{window.start:%H:%M}",
        end=f"{window.end:%H:%M}",
        minutes=window.minutes,
    )
