"""A ticket to the lines on its paper, by the branch's template: nothing in them that is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from config.phrases import Phrases
from config.profile import LogoWay, PrinterProfile
from config.schema import Branch, Text
from config.template import Row, RowKind, RowLook, Side, Template, Tongue, filled, placed, shipped
from config.tongues import on_paper
from kiosk.peaks.outlook import Outlook
from kiosk.rating.finding import code_of
from kiosk.ticket import Ticket
from kiosk.token import TOKEN_LENGTH
from printer.chart import chart_lines
from printer.columns import printable, width, wrap
from printer.facts import Circumstances, Facts
from printer.lines import (
    PITCH,
    Align,
    CutLine,
    FeedLine,
    Line,
    LogoLine,
    Look,
    QrLine,
    RuleLine,
    Run,
    TextLine,
)
from printer.logo import Logo
from printer.looks import EVERYONE, LARGE, Looks, number_look, pitch

_REPRINT = "补打 REPRINT"
_BREATH = 8
_STEP = "step"
_QUIET = 4
"""Modules of white that a QR code needs around it."""
_QR_CAPACITY = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989,
    2099, 2213, 2331,
)  # fmt: skip
"""Bytes that a QR code of version 1, 2, … holds at error correction M (ISO/IEC 18004, table 7)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a branch's paper is set: its template by language, and what else it says at the moment."""

    template: Callable[[str], Template] = lambda _: shipped()
    sample: bool = False
    outage: Text = field(default_factory=dict)
    logo: Logo | None = None
    """What the printer has stored."""
    outlook: Outlook | None = None
    """What the ticket's day is expected to be like."""


USUAL = Setting()


def ticket_lines(
    ticket: Ticket,
    branch: Branch,
    profile: PrinterProfile,
    *,
    phrases: Callable[[str], Phrases],
    link: str | None,
    copy: int = 0,
    setting: Setting = USUAL,
) -> tuple[Line, ...]:
    """The lines of a ticket. `phrases` gives those of a language; `link` is what the QR code opens."""
    token = link.rpartition("/")[2] if link else ""
    code = code_of(token) if len(token) == TOKEN_LENGTH else ""
    about = Circumstances(link is not None, setting.sample, setting.outage, setting.outlook, code)
    own, other = on_paper(ticket.language, branch.languages, lambda language: phrases(language).pack)
    # A ticket with forms is as short as one without, on the line and in the printer's buffer.
    beside = replace(about, brief=bool(ticket.forms))
    facts = [Facts(ticket, branch, phrases(one), how) for one, how in ((own, about), (other, beside))]
    looks, logo = LARGE if ticket.large else EVERYONE, _printable_logo(setting.logo, profile)
    sheet = _Sheet(ticket, looks, profile.dots, link, logo, facts[0], facts[-1])
    rows = ((row, tuple(sheet.set(row))) for row in setting.template(own).rows)
    return (*_reprint(copy, profile.dots), *_ruled(rows), FeedLine(PITCH), CutLine())


def _printable_logo(logo: Logo | None, profile: PrinterProfile) -> Logo | None:
    """The logo if the printer can have it stored.

    Where it cannot, the ticket goes without: as a picture it would cost each ticket some seconds of a
    serial line for nothing a customer needs.
    """
    if logo is None or profile.logo is LogoWay.NONE or not logo.fits(profile.dots):
        return None
    return logo


def _reprint(copy: int, dots: int) -> Iterator[Line]:
    """Nobody may take a second paper for a second ticket."""
    if copy > 0:
        look = Look(2, 2, inverted=True)
        mark = f"{_REPRINT} {copy}"
        box = f" {mark} "
        yield TextLine((Run(box if width(box, look) <= dots else mark, look),), Align.CENTRE)
        yield FeedLine(2 * _BREATH)


_SetRow = tuple[Row, tuple[Line, ...]]


def _ruled(rows: Iterable[_SetRow]) -> Iterator[Line]:
    """The blocks, parted by rules; a block of which nothing is known leaves no rule behind."""
    parts = groupby(rows, lambda each: each[0].kind is RowKind.RULE)
    blocks = [_trimmed(list(part)) for is_rule, part in parts if not is_rule]
    for place, block in enumerate(filter(None, blocks)):
        if place:
            yield RuleLine()
        yield from block


def _trimmed(rows: list[_SetRow]) -> tuple[Line, ...]:
    """A block without white at its edges; white around rows that say nothing is white once."""
    block: list[Line] = []
    white: tuple[Line, ...] = ()
    for row, lines in rows:
        if row.kind is RowKind.SPACE:
            white = white or lines
        elif lines:
            block += (*white, *lines) if block else lines
            white = ()
    return tuple(block)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One ticket's paper: its facts in two languages, its looks and its width."""

    ticket: Ticket
    looks: Looks
    dots: int
    link: str | None
    logo: Logo | None
    own: Facts
    other: Facts
    """The same facts in the other language; the same language again where there is one only."""

    def set(self, row: Row) -> Iterator[Line]:
        """The lines of one row; none where nothing of it is known."""
        match row.kind:
            case RowKind.TEXT:
                return self._texts(row)
            case RowKind.NUMBER:
                return self._number()
            case RowKind.QR:
                return self._qr()
            case RowKind.LOGO:
                return iter((LogoLine(self.logo),) if self.logo else ())
            case RowKind.CHART:
                return self._chart()
            case RowKind.SPACE:
                return iter((FeedLine(row.dots),))
            case RowKind.RULE:
                return iter((RuleLine(),))

    def _number(self) -> Iterator[Line]:
        label = printable(self.ticket.label)
        look = number_look(label, self.dots, self.looks.tall)
        yield from _row((label,), look, self.dots, align=Align.CENTRE)

    def _qr(self) -> Iterator[Line]:
        code = _qr_line(self.link, self.looks.qr_module, self.dots) if self.link else None
        if code is not None:
            yield code
            yield FeedLine(PITCH)

    def _chart(self) -> Iterator[Line]:
        outlook = self.own.circumstances.outlook
        if outlook is not None:
            lines = tuple(chart_lines(outlook, self.ticket.issued_at, self.own.phrases("peak.now")))
            yield from (*lines, FeedLine(_BREATH)) if lines else ()

    def _texts(self, row: Row) -> Iterator[Line]:
        facts = self.own if row.language is Tongue.OWN else self.other
        said = _said(row, facts)
        if row.language is Tongue.OTHER and said == _said(row, self.own):
            return
        align = Align.CENTRE if row.side is Side.CENTRE else Align.LEFT
        after = Run(_filled(row.after, facts), self.looks.plain) if row.after else None
        for texts in said:
            look = self._look(row.look, texts)
            yield from _row(texts, look, self.dots, after if after and after.text else None, align)
            if row.look is RowLook.LEAD and look.tall > 1 and align is Align.LEFT:
                yield FeedLine(_BREATH)

    def _look(self, look: RowLook, texts: tuple[str, ...]) -> Look:
        looks, bold = self.looks, replace(self.looks.lead, bold=True)
        match look:
            case RowLook.KEY:
                return looks.key
            case RowLook.TITLE:
                return looks.key if width("  ".join(texts), looks.key) <= self.dots else bold
            case RowLook.LEAD:
                return looks.lead
            case RowLook.BOLD:
                return bold
            case RowLook.PLAIN:
                return looks.plain
            case RowLook.SMALL:
                return looks.follow("".join(texts))


def _said(row: Row, facts: Facts) -> list[tuple[str, ...]]:
    """The known texts of a row, once; of a row that names a further step, once for each of those."""
    steps = [""]
    if any(_STEP in placed(text) for text in row.texts):
        further = range(facts.ticket.step + 1, len(facts.ticket.steps))
        steps = [facts.further(place) for place in further]
    rows = (tuple(filter(None, (_filled(text, facts, step) for text in row.texts))) for step in steps)
    return [texts for texts in rows if texts]


def _filled(text: str, facts: Facts, step: str = "") -> str:
    """A text with its facts; empty if one of them is not known."""
    known = {name: step if name == _STEP else facts.told(name) for name in placed(text)}
    return filled(text, known) if all(known.values()) else ""


# Most rows are the same on every ticket of a branch.
@lru_cache(maxsize=512)
def _row(
    texts: tuple[str, ...], look: Look, dots: int, after: Run | None = None, align: Align = Align.LEFT
) -> tuple[Line, ...]:
    """Texts side by side; one that does not fit begins a line."""
    runs = [Run(text, look) for text in texts] + ([after] if after else [])
    gap = "  " if look.tall == 1 else " "
    lines: list[list[Run]] = []
    left = 0
    for piece in _fitting(runs, dots):
        beside = Run(gap + piece.text, piece.look)
        if width(beside.text, piece.look) > left:
            lines.append([piece])
            left = dots - width(piece.text, piece.look)
        else:
            lines[-1].append(beside)
            left -= width(beside.text, piece.look)
    return tuple(TextLine(tuple(line), align, max(pitch(run.look) for run in line)) for line in lines)


def _fitting(runs: Iterable[Run], dots: int) -> Iterator[Run]:
    """The runs, those that are wider than the paper in pieces."""
    for run in runs:
        for text in _wrapped(run.text, run.look, dots):
            yield Run(text, run.look)


@lru_cache(maxsize=2048)
def _wrapped(text: str, look: Look, dots: int) -> tuple[str, ...]:
    return wrap(text, look, dots)


def _qr_line(link: str, module: int, dots: int) -> QrLine | None:
    """The code as large as asked if the paper is wide enough; None if no code holds the link."""
    content = printable(link)
    size = len(content.encode())
    version = next((version for version, most in enumerate(_QR_CAPACITY, 1) if size <= most), None)
    if version is None:
        return None
    modules = 17 + 4 * version + 2 * _QUIET
    return QrLine(content, min(module, dots // modules))
