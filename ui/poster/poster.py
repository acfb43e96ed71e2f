"""The poster itself: what it says and where it stands. The same for a PDF and for a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from config.phrases import Phrases
from config.schema import Branch, Text
from kiosk.peaks.outlook import Outlook, Stretch, told_minutes, typical
from ui.paper.ink import Ink
from ui.poster.sheet import TALL, WIDE, Align, Letters, Sheet

_EDGE = 20.0
_GAP = 8.0
_LABEL = 39.0
"""Room for the names of the days, left of the week."""
_ROW = 24.5
_WEEK_TOP = 186.0
_NONE_MIN, _SHORT_MIN, _LONG_MIN = 5, 10, 20
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TITLE_PART = 0.9
_SECOND = 0.6
"""The size of the second language beside the first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a poster tells: the branch, its week from Monday on, and since when."""

    branch: Branch
    week: Sequence[Outlook]
    hours: Sequence[str]
    """When the branch is open on each of these days, in figures."""
    made: date
    own: Phrases
    other: Phrases | None
    """The second language; None where the branch speaks one only."""


def draw(sheet: Sheet, facts: Facts) -> None:
    """The whole poster."""
    sheet.box(0, 0, WIDE, TALL, Ink.GROUND)
    _head(sheet, facts)
    _advice(sheet, facts)
    _week(sheet, facts)
    _legend(sheet, facts)
    _foot(sheet, facts)


def _both(
    sheet: Sheet, facts: Facts, at: tuple[float, float], letters: Letters, say: Callable[[Phrases], str]
) -> None:
    """A line in the leading language, and the other one below; both no wider than the sheet has room for."""
    left, ground = at
    room = WIDE - _EDGE - left
    leading = _fitted(sheet, say(facts.own), letters, room)
    sheet.text(left, ground, say(facts.own), leading)
    if facts.other:
        small = Letters(letters.size * _SECOND, _quiet(letters.ink))
        small = _fitted(sheet, say(facts.other), small, room * _TITLE_PART)
        sheet.text(left, ground + letters.size * 0.9, say(facts.other), small)


def _fitted(sheet: Sheet, text: str, letters: Letters, room: float) -> Letters:
    wide = sheet.width(text, letters)
    return letters if wide <= room else replace(letters, size=letters.size * room / wide)


def _quiet(ink: Ink) -> Ink:
    return Ink.QUIET if ink is Ink.INK else ink


def _head(sheet: Sheet, facts: Facts) -> None:
    branch = facts.branch
    _both(
        sheet, facts, (_EDGE, 32), Letters(8, bold=True), lambda said: _name(said, branch.bank, branch.name)
    )
    _both(sheet, facts, (_EDGE, 69), Letters(27, Ink.INK, bold=True), lambda said: said("poster.title"))


def _name(said: Phrases, *texts: Text) -> str:
    return "  ".join(text.get(said.language, "") for text in texts)


def _advice(sheet: Sheet, facts: Facts) -> None:
    """Two cards side by side: when it is busiest, and when to come instead."""
    usual = typical(facts.week)
    if usual is None or usual.busy is None or usual.quiet is None:
        sheet.box(_EDGE, 108, WIDE - 2 * _EDGE, 52, Ink.JADE_TINT, radius=6)
        _both(
            sheet,
            facts,
            (_EDGE + 12, 135),
            Letters(12, Ink.JADE, bold=True),
            lambda said: said("poster.even"),
        )
        return
    wide = (WIDE - 2 * _EDGE - _GAP) / 2
    busy, quiet = usual.busy, usual.quiet
    _card(sheet, facts, (_EDGE, wide), (Ink.AMBER_TINT, Ink.AMBER), busy)
    _card(sheet, facts, (_EDGE + wide + _GAP, wide), (Ink.JADE_TINT, Ink.JADE), quiet)


def _card(
    sheet: Sheet,
    facts: Facts,
    span: tuple[float, float],
    inks: tuple[Ink, Ink],
    window: Stretch,
) -> None:
    left, wide = span
    tint, ink = inks
    is_busy = ink is Ink.AMBER
    sheet.box(left, 103, wide, 66, tint, radius=6)
    inside = left + 10
    _both(
        sheet,
        facts,
        (inside, 118),
        Letters(8, ink, bold=True),
        lambda said: said("poster.busy" if is_busy else "poster.best"),
    )
    sheet.text(inside, 145, _when(facts.own, window, is_busy=is_busy), Letters(17, ink, bold=True))
    told = Letters(8, ink, bold=True)
    words = facts.own("wait.about", minutes=window.minutes)
    sheet.text(inside, 160, words, told)
    if facts.other:
        beside = inside + sheet.width(words, told) + 4
        sheet.text(beside, 160, facts.other("wait.about", minutes=window.minutes), Letters(5, ink))


def _when(said: Phrases, window: Stretch, *, is_busy: bool) -> str:
    if window.to_close and not is_busy:
        return said("poster.after", start=f"{window.start:%H:%M}")
    return f"{window.start:%H:%M}-{window.end:%H:%M}"


def _week(sheet: Sheet, facts: Facts) -> None:
    starts = sorted({slot.start for each in facts.week for slot in each.slots})
    cell = (WIDE - 2 * _EDGE - _LABEL) / max(1, len(starts))
    opened = "  ".join(said("poster.open") for said in (facts.own, facts.other) if said)
    sheet.text(_EDGE, _WEEK_TOP, opened, Letters(4, Ink.QUIET))
    for place, start in enumerate(starts):
        if start.minute == 0:
            left = _EDGE + _LABEL + place * cell
            sheet.text(left + 1, _WEEK_TOP, f"{start:%H:%M}", Letters(4.6, Ink.QUIET))
    places = {start: _EDGE + _LABEL + place * cell for place, start in enumerate(starts)}
    for row, (outlook, hours) in enumerate(zip(facts.week, facts.hours, strict=True)):
        top = _WEEK_TOP + 4 + row * _ROW
        _day(sheet, facts, _DAYS[row], hours, top)
        _slots(sheet, facts, outlook, places, (top, cell))


def _day(sheet: Sheet, facts: Facts, name: str, hours: str, top: float) -> None:
    """The name of a day, and when the branch is open."""
    ink = Ink.INK if hours else Ink.QUIET
    sheet.text(_EDGE, top + 7, facts.own(f"date.{name}"), Letters(6.6, ink, bold=True))
    if facts.other:
        sheet.text(_EDGE, top + 12.2, facts.other(f"date.{name}"), Letters(4, Ink.QUIET))
    sheet.text(_EDGE, top + 18, hours, Letters(4, Ink.QUIET))


def _slots(
    sheet: Sheet, facts: Facts, outlook: Outlook, places: dict[time, float], at: tuple[float, float]
) -> None:
    """A day's half hours, each in the colour of its wait and with the minutes in figures."""
    top, cell = at
    tall = _ROW - 5
    if not outlook.slots:
        left = _EDGE + _LABEL
        sheet.box(left, top, WIDE - _EDGE - left, tall, Ink.CARD, line=Ink.HAIRLINE, radius=3)
        closed = "  ".join(said("poster.closed") for said in (facts.own, facts.other) if said)
        sheet.text(
            (left + WIDE - _EDGE) / 2, top + tall / 2 + 2, closed, Letters(5.5, Ink.QUIET, align=Align.CENTRE)
        )
        return
    for slot in outlook.slots:
        if slot.minutes is None:
            continue
        fill, ink = colours(slot.minutes)
        left = places[slot.start]
        sheet.box(left + 0.5, top, cell - 1, tall, fill, radius=2.2)
        figure = Letters(
            min(7.0, cell * 0.52), ink, bold=told_minutes(slot.minutes) >= _SHORT_MIN, align=Align.CENTRE
        )
        sheet.text(left + cell / 2, top + tall / 2 + 2.6, str(told_minutes(slot.minutes)), figure)


def colours(minutes: float) -> tuple[Ink, Ink]:
    """The ground and the figure of a wait: jade where one hardly waits, the deeper amber the longer."""
    told = told_minutes(minutes)
    if told < _NONE_MIN:
        return Ink.JADE_TINT, Ink.JADE
    if told < _SHORT_MIN:
        return Ink.AMBER_TINT, Ink.AMBER
    return (Ink.AMBER_MIDDLE if told < _LONG_MIN else Ink.AMBER_STRONG), Ink.INK


def _legend(sheet: Sheet, facts: Facts) -> None:
    ground = _WEEK_TOP + 4 + len(_DAYS) * _ROW + 8
    left = _EDGE
    names: list[tuple[Ink, Callable[[Phrases], str]]] = [
        (Ink.JADE_TINT, lambda said: said("poster.under", minutes=_NONE_MIN)),
        (Ink.AMBER_TINT, lambda said: said("poster.from_to", low=_NONE_MIN, high=_SHORT_MIN)),
        (Ink.AMBER_MIDDLE, lambda said: said("poster.from_to", low=_SHORT_MIN, high=_LONG_MIN)),
        (Ink.AMBER_STRONG, lambda said: said("poster.over", minutes=_LONG_MIN)),
    ]
    for fill, say in names:
        sheet.box(left, ground - 6, 9, 9, fill, line=Ink.HAIRLINE, radius=2)
        _both(sheet, facts, (left + 12, ground - 1), Letters(5.4), say)
        left += (WIDE - 2 * _EDGE) / len(names)


def _foot(sheet: Sheet, facts: Facts) -> None:
    ground = TALL - 19.0
    sheet.box(_EDGE, ground - 9, WIDE - 2 * _EDGE, 0.4, Ink.HAIRLINE)
    days = max((each.days for each in facts.week), default=0)
    _both(
        sheet,
        facts,
        (_EDGE, ground),
        Letters(4.6),
        lambda said: said("poster.source", count=days, day=facts.made),
    )
