"""What the day will be like, for the idle screen, the board and whoever draws a chart of it; only read."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from config.calendar import load_calendar
from kiosk.peaks.almanac import Almanac
from kiosk.peaks.outlook import Outlook, Stretch
from kiosk.peaks.words import hint_words
from ui.web.clerks import Clerk
from ui.web.hall import Hall, TheHall

router = APIRouter()


class SlotFacts(BaseModel):
    """A half hour: how high its bar stands (0 to 1), and the wait to expect in minutes."""

    start: str
    bar: float
    minutes: float | None


class WindowFacts(BaseModel):
    """A window of the day; `minutes` as people are told them."""

    start: str
    end: str
    minutes: int | None


class PeakFacts(BaseModel):
    """A day's outlook; without windows and words where nothing honest can be said."""

    day: date
    days: int
    """How many open days it was learned from."""
    slots: list[SlotFacts]
    busy: WindowFacts | None
    quiet: WindowFacts | None
    words: dict[str, str]
    """The hint by language."""


@router.get("/api/v1/peaks")
async def show_peaks(hall: TheHall) -> PeakFacts:
    """What today will be like."""
    outlook = await hall.clerks.ask(lambda clerk: _outlook(hall, clerk))
    heights = zip(outlook.slots, outlook.bars(), strict=True)
    return PeakFacts(
        day=outlook.day,
        days=outlook.days,
        slots=[
            SlotFacts(start=f"{slot.start:%H:%M}", bar=round(bar, 3), minutes=slot.minutes)
            for slot, bar in heights
        ],
        busy=_window(outlook.busy),
        quiet=_window(outlook.quiet),
        words={code: hint_words(outlook, said) for code, said in hall.phrases.items()},
    )


def _outlook(hall: Hall, clerk: Clerk) -> Outlook:
    # The board's listener only reads: the devices process and `kiosk peaks` keep the record.
    own = load_calendar(hall.manner.folder)
    return Almanac(clerk.lobby.site, own, keeps=False).of(hall.site.clock().date())


def _window(window: Stretch | None) -> WindowFacts | None:
    if window is None:
        return None
    return WindowFacts(start=f"{window.start:%H:%M}", end=f"{window.end:%H:%M}", minutes=window.minutes)
