"""The morning meeting's page (晨会一页纸): one sheet of A4 that says what was and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.reports import Report
from ui.paper.ink import Ink
from ui.paper.page import FONT, blank
from ui.reports import charts
from ui.reports.causes import cause_of
from ui.reports.drawing import Anchor, Bar, Dot, Drawing, Stroke, Words
from ui.reports.headlines import Headline, headlines
from ui.reports.table import Table, is_wide
from ui.reports.tables import tables
from ui.reports.tongue import Tongue

_LEFT, _RIGHT, _TOP = 14.0, 196.0, 11.0
_BOTTOM = 289.0
_POINT_MM = 25.4 / 72
_HAIRLINE_MM = 0.2
_CAUSES = 2
_CAUSE_TALL = 32.0
_ROWS_MOST = 9
_VALUES = 118.0
"""Where the factors' values stand beside their chart."""
_STAYS = " ，。；：、）"
"""What never begins a line."""
_FACT = 17.0
"""The width of a column of small facts."""
_HEADLINES_A_ROW = 6


def morning_page(report: Report, tongue: Tongue, made_at: datetime) -> bytes:
    """The page as PDF; the same figures at the same moment make the same bytes."""
    page = _Page(made_at, tongue)
    found = tables(report, tongue)
    t = tongue.words
    page.title(report)
    page.headlines(headlines(report, tongue))
    page.chart(charts.by_hour(report, tongue), t("report.by_hour"), 0.78)
    page.table(found["services"], t("report.by_service"))
    page.causes(report, tongue)
    page.side_by_side(found)
    return page.content()


class _Page:
    """A sheet that is filled from the top."""

    def __init__(self, made_at: datetime, tongue: Tongue) -> None:
        self._tongue = tongue
        self._made_at = made_at
        self._pdf = blank(tongue.words("report.morning"), 210, 297, made_at)
        self._y = _TOP

    def content(self) -> bytes:
        return bytes(self._pdf.output())

    def title(self, report: Report) -> None:
        t, branch = self._tongue.words, self._tongue.branch
        first, last = report.first.isoformat(), report.last.isoformat()
        days = first if first == last else t("report.range", first=first, last=last)
        self._say(_LEFT, self._y + 7, t("report.morning"), 22, bold=True)
        self._say(_RIGHT, self._y + 3.5, self._tongue.text(branch.name), 11, anchor="end", bold=True)
        made = t("report.made", time=f"{self._made_at:%Y-%m-%d %H:%M}")
        self._say(_RIGHT, self._y + 8.5, f"{days}    {made}", 8.5, Ink.QUIET, anchor="end")
        self._y += 12
        self._line(_LEFT, _RIGHT, Ink.JADE, 0.8)
        self._y += 5

    def headlines(self, found: Sequence[Headline]) -> None:
        wide = (_RIGHT - _LEFT) / _HEADLINES_A_ROW
        for place, each in enumerate(found):
            x = _LEFT + wide * place
            self._say(x, self._y + 2, each.name, 8, Ink.QUIET)
            self._say(x, self._y + 9.5, f"{each.figure}{f' {each.unit}' if each.unit else ''}", 15, bold=True)
            for line, text in enumerate(self._wrapped(each.below, wide - 2, 7)):
                self._say(x, self._y + 13.5 + 3.2 * line, text, 7, Ink.QUIET)
        self._y += 23

    def chart(self, drawing: Drawing, title: str, share: float) -> None:
        """The drawing at so much of the page's width."""
        self._heading(title)
        scale = (_RIGHT - _LEFT) * share / drawing.width
        self._draw(drawing, _LEFT + (_RIGHT - _LEFT) * (1 - share) / 2, scale)
        self._y += drawing.height * scale + 4

    def causes(self, report: Report, tongue: Tongue) -> None:
        """The longest hours explained; what there is no room for is on the page behind the figures."""
        t = tongue.words
        self._heading(t("report.explained"))
        if not report.explained:
            minutes = tongue.branch.alarms.wait_amber_s // 60
            self._paragraph(t("report.explained_none", minutes=minutes), 8.5)
        for each in report.explained[:_CAUSES]:
            if self._y + _CAUSE_TALL > _BOTTOM:
                return
            cause = cause_of(each, tongue)
            self._say(_LEFT, self._y, cause.title, 9, bold=True)
            self._say(_LEFT + 47, self._y, cause.main, 9, Ink.RED, bold=True)
            self._y += 3.8
            self._say(_LEFT, self._y, cause.line, 7.5, Ink.QUIET)
            self._y += 1.2
            drawing = charts.cause(each, tongue)
            scale = (_RIGHT - _LEFT) * 0.5 / drawing.width
            self._draw(drawing, _LEFT, scale)
            for line, (name, values) in enumerate(cause.values):
                at = self._y + (6 + 40 * (line + 0.5) + 5) * scale
                self._say(_VALUES, at, f"{name}  {values}", 7, Ink.QUIET)
            self._y += drawing.height * scale + 4.5
        self._y += 1

    def table(self, table: Table, title: str) -> None:
        self._heading(title)
        first = 30.0
        wide = (_RIGHT - _LEFT - first) / (len(table.columns) - 1)
        places = [_LEFT, *(_LEFT + first + wide * (place + 1) for place in range(len(table.columns) - 1))]
        for place, (x, column) in enumerate(zip(places, table.columns, strict=True)):
            self._column(x, column.heading, wide - 1.5 if place else first, "end" if place else "start")
        self._y += 1.8
        for number, row in enumerate(_busiest(table)):
            self._line(_LEFT, _RIGHT)
            for place, (x, text) in enumerate(zip(places, row, strict=True)):
                self._say(x, self._y + 3.6, text, 8, anchor="end" if place else "start", bold=number == 0)
            self._y += 4.9
        self._y += 4.5

    def side_by_side(self, found: dict[str, Table]) -> None:
        """Price of priority, green channel, devices and ratings, in two columns of small facts."""
        half, top = (_LEFT + _RIGHT) / 2 + 3, self._y
        self._facts(_LEFT, found["price"], (0, 2, 3, 4))
        self._facts(_LEFT, found["green"], (0, 1, 3, 4))
        lowest, self._y = self._y, top
        self._facts(half, found["devices"], (0, 1, 2, 3))
        self._facts(half, found["ratings"], (0, 1, 2))
        self._y = max(self._y, lowest)

    def _facts(self, x: float, table: Table, places: Sequence[int]) -> None:
        """A small table of the chosen columns, cut where the sheet ends."""
        right, rows = x + (_RIGHT - _LEFT) / 2 - 3, table.shown()
        if not rows or self._y + 12 > _BOTTOM:
            return
        self._say(x, self._y, table.title, 9, Ink.JADE, bold=True)
        texts = [place for place in places if table.columns[place].unit == "text"]
        numbers = [place for place in places if place not in texts]
        ends = [right - _FACT * back for back in range(len(numbers))][::-1]
        for place, end in zip(numbers, ends, strict=True):
            self._column(end, table.columns[place].heading, _FACT - 1.5, "end")
        self._y += 1.6
        for row in rows:
            if self._y + 4.4 > _BOTTOM:
                return
            self._line(x, right)
            self._say(x, self._y + 3.2, "  ".join(row[place] for place in texts), 7.5)
            for place, end in zip(numbers, ends, strict=True):
                self._say(end, self._y + 3.2, row[place], 7.5, anchor="end")
            self._y += 4.4
        self._y += 4.6

    def _heading(self, text: str) -> None:
        self._y += 2
        self._say(_LEFT, self._y, text, 10.5, Ink.JADE, bold=True)
        self._y += 4.5

    def _column(self, x: float, heading: str, wide: float, anchor: Anchor) -> None:
        """A heading in small letters, its last line on the line we are at."""
        lines = self._wrapped(heading.replace("（", " （"), wide, 6)[:2]
        for back, text in enumerate(reversed(lines)):
            self._say(x, self._y - 2.6 * back, text, 6, Ink.QUIET, anchor=anchor)

    def _paragraph(self, text: str, size: float) -> None:
        for line in self._wrapped(text, _RIGHT - _LEFT, size):
            self._say(_LEFT, self._y, line, size)
            self._y += size * 0.5
        self._y += 1

    def _draw(self, drawing: Drawing, left: float, scale: float) -> None:
        top = self._y
        for shape in drawing.shapes:
            match shape:
                case Bar(x, y, width, height, ink):
                    self._pdf.set_fill_color(*ink.rgb)
                    self._pdf.rect(left + x * scale, top + y * scale, width * scale, height * scale, "F")
                case Stroke(x1, y1, x2, y2, ink, width, dashed):
                    self._pdf.set_draw_color(*ink.rgb)
                    self._pdf.set_line_width(width * scale)
                    self._pdf.set_dash_pattern(
                        dash=6 * scale if dashed else 0, gap=6 * scale if dashed else 0
                    )
                    self._pdf.line(left + x1 * scale, top + y1 * scale, left + x2 * scale, top + y2 * scale)
                    self._pdf.set_dash_pattern()
                case Dot(x, y, radius, ink):
                    self._pdf.set_fill_color(*ink.rgb)
                    self._pdf.circle(left + x * scale, top + y * scale, radius * scale, "F")
                case Words(x, y, text, ink, size, anchor, bold):
                    points = size * scale / _POINT_MM
                    self._say(left + x * scale, top + y * scale, text, points, ink, anchor=anchor, bold=bold)

    def _say(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: Ink = Ink.INK,
        *,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        self._pdf.set_font(FONT, "B" if bold else "", size)
        self._pdf.set_text_color(*ink.rgb)
        wide = self._pdf.get_string_width(text) if anchor != "start" else 0.0
        self._pdf.text(x - (wide if anchor == "end" else wide / 2), y, text)

    def _wrapped(self, text: str, wide: float, size: float) -> list[str]:
        """In lines no wider than that, broken anywhere between Chinese characters and at spaces."""
        self._pdf.set_font(FONT, "", size)
        lines = [""]
        for piece in _pieces(text):
            if lines[-1] and self._pdf.get_string_width(lines[-1] + piece.rstrip()) > wide:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
        return [line.rstrip() for line in lines]

    def _line(self, left: float, right: float, ink: Ink = Ink.HAIRLINE, width: float = _HAIRLINE_MM) -> None:
        """Across, where we are."""
        self._pdf.set_draw_color(*ink.rgb)
        self._pdf.set_line_width(width)
        self._pdf.line(left, self._y, right, self._y)


def _busiest(table: Table) -> list[list[str]]:
    """The row of all, and those with the most tickets, in the table's own order."""
    most = sorted(table.rows[1:], key=lambda row: -float(row[1] or 0))[:_ROWS_MOST]
    return [
        text for row, text in zip(table.rows, table.shown(), strict=True) if row in (table.rows[0], *most)
    ]


def _pieces(text: str) -> list[str]:
    """Words with the space behind them; a Chinese character is a word, and keeps a sign that follows."""
    pieces = [""]
    for letter in text:
        before = pieces[-1][-1:]
        new_word = is_wide(letter) or before == " " or (before and is_wide(before))
        if new_word and letter not in _STAYS and before != "（":
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]
