"""`kiosk peaks`: when a day will be busy and when quiet, from a table or from the branch's own record."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, time
from pathlib import Path
from typing import Any

from config.calendar import load_calendar
from config.phrases import Phrases
from kiosk.peaks.almanac import Almanac
from kiosk.peaks.arrivals import read_arrivals
from kiosk.peaks.forecast import DAYS_LEAST, Forecast, forecast
from kiosk.peaks.hint import Hint, Window, hint
from kiosk.peaks.outlook import Outlook, Stretch
from kiosk.peaks.record import disagreements, rebuild
from kiosk.peaks.words import hint_words
from kiosk.peaks.year import open_spans
from kiosk.store import Store
from ui.cli.lettering import lettered
from ui.cli.said import say_json
from ui.cli.setting import MisusedError, Setting, SettingError, setting

_POSTERS = (".pdf", ".png")
_FEW = "{days} open days are on record; a hint takes {least}, of more than 90 minutes each."


def peaks(given: Namespace) -> int:
    if given.arrivals is None:
        return _own(given)
    if given.date is None or given.poster or given.rebuild:
        raise MisusedError(
            "With --arrivals a --date is needed; --poster and --rebuild are of the own record."
        )
    known = forecast(read_arrivals(given.arrivals), given.date)
    found = hint(known)
    if given.json:
        say_json(_value(known, found))
    else:
        print("\n".join(_lines(known, found)))
    return 0


def _own(given: Namespace) -> int:
    here = setting(given)
    if given.poster and given.poster.suffix not in _POSTERS:
        raise MisusedError(f"{given.poster} must end in .pdf or .png.")
    with closing(here.store()) as store:
        if given.rebuild:
            return _rebuilt(store)
        almanac = Almanac(here.site(store), load_calendar(here.config))
        if given.poster:
            return _poster(here, almanac, given.poster, given.language)
        outlook = almanac.of(given.date or here.clock().date())
    if given.json:
        say_json(_own_value(outlook))
    else:
        print("\n".join(_own_lines(outlook, here.phrases("en"))))
    return 0


def _rebuilt(store: Store) -> int:
    differed = len(disagreements(store))
    days = rebuild(store)
    print(f"The record by half hours was made anew from {days} closed days; {differed} had differed.")
    return 0


def _poster(here: Setting, almanac: Almanac, out: Path, language: str | None) -> int:
    spoken = here.branch.languages
    if language and language not in spoken:
        raise SettingError(f"{language!r} is not spoken here; there are {', '.join(spoken)}.")
    now = here.clock()
    week = almanac.plain_week(now.date())
    days = max(each.days for each in week)
    if days < DAYS_LEAST:
        raise SettingError(f"{days} open days are on record; a poster takes {DAYS_LEAST}.")
    leading = language or spoken[0]
    other = next((each for each in spoken if each != leading), None)
    own, second = here.phrases(leading), here.phrases(other) if other else None
    out.write_bytes(lettered(lambda: _drawn(here, week, (own, second), now, out.suffix)))
    print(f"The poster is {out}.")
    return 0


def _drawn(
    here: Setting,
    week: tuple[Outlook, ...],
    spoken: tuple[Phrases, Phrases | None],
    now: datetime,
    suffix: str,
) -> bytes:
    # Drawing takes Pillow and, for a PDF, tenths of a second of imports: only a poster pays for them.
    from ui.poster.pdf import PdfSheet
    from ui.poster.picture import PictureSheet
    from ui.poster.poster import Facts, draw

    hours, branch = [_hours(here, each) for each in week], here.branch
    own, second = spoken
    sheet = PdfSheet(own("poster.title"), own.language, now) if suffix == ".pdf" else PictureSheet()
    draw(sheet, Facts(branch, week, hours, now.date(), own, second))
    return sheet.bytes()


def _hours(here: Setting, outlook: Outlook) -> str:
    """From the first opening to the last closing of a day."""
    spans = open_spans(here.branch.hours, outlook.day, here.holidays())
    return f"{spans[0].start:%H:%M}-{max(span.end for span in spans):%H:%M}" if spans else ""


def _own_value(outlook: Outlook) -> dict[str, Any]:
    return {
        "date": outlook.day.isoformat(),
        "slots": [
            {
                "start": f"{slot.start:%H:%M}",
                "expected": round(slot.people, 2) if outlook.days >= DAYS_LEAST else None,
                "minutes": None if slot.minutes is None else round(slot.minutes, 1),
            }
            for slot in outlook.slots
        ],
        "busy": _stretch(outlook.busy),
        "quiet": _stretch(outlook.quiet),
        "days": outlook.days,
    }


def _own_lines(outlook: Outlook, phrases: Phrases) -> list[str]:
    if not outlook.slots:
        return [f"The branch is closed on {outlook.day}."]
    if outlook.days < DAYS_LEAST and not outlook.is_told:
        return [_FEW.format(days=outlook.days, least=DAYS_LEAST)]
    said = hint_words(outlook, phrases) or "No time of that day stands out: no hint is given."
    minutes = ("-" if slot.minutes is None else f"{slot.minutes:.1f} min" for slot in outlook.slots)
    table = (
        f"{slot.start:%H:%M}  {slot.people:6.1f}  {wait:>9}"
        for slot, wait in zip(outlook.slots, minutes, strict=True)
    )
    return [said, *table]


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
    return _span(window.start, window.end) if window else {"start": None, "end": None}


def _stretch(window: Stretch | None) -> dict[str, Any]:
    if window is None:
        return {"start": None, "end": None, "minutes": None}
    return {**_span(window.start, window.end), "minutes": window.minutes}


def _span(start: time, end: time) -> dict[str, str | None]:
    return {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}


def _lines(known: Forecast, found: Hint) -> Iterable[str]:
    if found.busy is None:
        return [_FEW.format(days=known.days, least=DAYS_LEAST)]
    quiet = found.quiet
    head = f"Busiest {found.busy.start:%H:%M}-{found.busy.end:%H:%M}"
    tail = f", quietest {quiet.start:%H:%M}-{quiet.end:%H:%M}." if quiet else "."
    table = (
        f"{start:%H:%M}  {people:6.1f}" for start, people in zip(known.slots, known.expected, strict=True)
    )
    return [head + tail, *table]
