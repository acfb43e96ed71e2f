"""A ticket to the lines on its paper: four blocks, nothing in them that is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from config.phrases import Phrases
from config.profile import PrinterProfile
from config.schema import Branch, TicketClass
from kiosk.ticket import Ticket
from printer.columns import printable, width, wrap
from printer.facts import Facts, moment
from printer.lines import PITCH, Align, CutLine, FeedLine, Line, Look, QrLine, RuleLine, Run, TextLine
from printer.looks import EVERYONE, LARGE, Looks, number_look, pitch

_REPRINT = "补打 REPRINT"
_BREATH = 8
_QUIET = 4
"""Modules of white that a QR code needs around it."""
_QR_CAPACITY = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989,
    2099, 2213, 2331,
)  # fmt: skip
"""Bytes that a QR code of version 1, 2, … holds at error correction M (ISO/IEC 18004, table 7)."""


_Rows = tuple[tuple[str, ...], ...]
"""Texts of one language; those of a row stand side by side."""


def ticket_lines(
    ticket: Ticket,
    branch: Branch,
    profile: PrinterProfile,
    *,
    phrases: Callable[[str], Phrases],
    link: str | None,
    copy: int = 0,
    sample: bool = False,
) -> tuple[Line, ...]:
    """The lines of a ticket. `phrases` gives those of a language; `link` is what the QR code opens."""
    sheet = _Sheet.of(ticket, branch, profile, phrases)
    blocks = (
        (*sheet.reprint(copy), *sheet.who()),
        tuple(sheet.where()),
        tuple(sheet.fair()),
        (*sheet.qr(link), *sheet.small_print(sample=sample)),
    )
    return (*_ruled(blocks), FeedLine(PITCH), CutLine())


def _ruled(blocks: Iterable[tuple[Line, ...]]) -> Iterator[Line]:
    for place, block in enumerate(filter(None, blocks)):
        if place:
            yield RuleLine()
        yield from block


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One ticket's paper: its facts in two languages, its looks and its width."""

    ticket: Ticket
    branch: Branch
    looks: Looks
    dots: int
    lead: Facts
    follow: tuple[Facts, ...]
    """The same facts in the other language, if there is one."""

    @classmethod
    def of(
        cls, ticket: Ticket, branch: Branch, profile: PrinterProfile, phrases: Callable[[str], Phrases]
    ) -> _Sheet:
        languages = sorted(branch.languages, key=lambda language: language != ticket.language)
        facts = [Facts(ticket, branch, phrases(language)) for language in languages[:2]]
        looks = LARGE if ticket.large else EVERYONE
        return cls(ticket, branch, looks, profile.dots, facts[0], tuple(facts[1:]))

    def reprint(self, copy: int) -> Iterator[Line]:
        """Nobody may take a second paper for a second ticket."""
        if copy > 0:
            look = Look(2, 2, inverted=True)
            mark = f"{_REPRINT} {copy}"
            box = f" {mark} "
            fits = width(box, look) <= self.dots
            yield TextLine((Run(box if fits else mark, look),), Align.CENTRE)
            yield FeedLine(2 * _BREATH)

    def who(self) -> Iterator[Line]:
        bold = replace(self.looks.lead, bold=True)
        yield from self._centred(lambda facts: (facts.bank, facts.branch_name), bold)
        yield FeedLine(PITCH)
        label = printable(self.ticket.label)
        yield from _row(
            (label,), number_look(label, self.dots, self.looks.tall), self.dots, align=Align.CENTRE
        )
        fits = width(self.lead.services, self.looks.key) <= self.dots
        yield from self._centred(lambda facts: (facts.services,), self.looks.key if fits else bold)

    def where(self) -> Iterator[Line]:
        step = self.ticket.current
        facts, key = self.lead, self.looks.key
        yield from _row((facts.way(step), facts.windows(step)), key, self.dots)
        yield from _row((facts.ahead, facts.wait), key, self.dots, Run(facts.since, self.looks.plain))
        for facts in self.follow:
            yield from _row((facts.zone(step), facts.windows(step)), self.looks.plain, self.dots)
            yield from _row((facts.ahead, facts.wait), self.looks.plain, self.dots)

    def fair(self) -> Iterator[Line]:
        # The promise is to ordinary customers; a ticket of the care class looks just like theirs.
        promised = self.ticket.ticket_class in {TicketClass.ORDINARY, TicketClass.CARE}
        further = range(self.ticket.step + 1, len(self.ticket.steps))

        def rows(facts: Facts) -> _Rows:
            steps = ((facts.further(place),) for place in further)
            return ((facts.promise if promised else "",), (facts.papers,), *steps)

        return self._said(rows)

    def qr(self, link: str | None) -> Iterator[Line]:
        code = _qr_line(link, self.looks.qr_module, self.dots) if link else None
        if code is not None:
            yield code
            yield FeedLine(PITCH)
            yield from self._centred(lambda facts: (facts.phrases("ticket.qr"),), self.looks.lead)
            yield FeedLine(_BREATH)

    def small_print(self, *, sample: bool) -> Iterator[Line]:
        paper, at = self.branch.paper, moment(self.ticket.issued_at)

        def rows(facts: Facts) -> _Rows:
            validity = facts.phrases("ticket.sample" if sample else "ticket.valid_today")
            sentences = ((facts.missed,), (facts.of(paper.caution),), (facts.of(paper.footer),))
            if facts is self.lead:
                return (*sentences, (facts.wifi, facts.complaint), (at, validity))
            return (*sentences, (facts.complaint, validity))

        return self._said(rows)

    def _centred(self, row: Callable[[Facts], tuple[str, ...]], look: Look) -> Iterator[Line]:
        """A row in the middle, in both languages."""
        yield from _row(row(self.lead), look, self.dots, align=Align.CENTRE)
        for facts in self.follow:
            if row(facts) != row(self.lead):
                yield from _row(row(facts), self.looks.plain, self.dots, align=Align.CENTRE)

    def _said(self, rows: Callable[[Facts], _Rows]) -> Iterator[Line]:
        """Rows of facts in the ticket's own language, then the same again, smaller."""
        for row in filter(any, rows(self.lead)):
            yield from _row(row, self.looks.lead, self.dots)
            if self.looks.lead.tall > 1:
                yield FeedLine(_BREATH)
        again = [row for facts in self.follow for row in rows(facts) if any(row)]
        if again:
            yield FeedLine(_BREATH)
        for row in again:
            yield from _row(row, self.looks.follow("".join(row)), self.dots)


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
