"""A picture as a few plain shapes, which a page shows as SVG and a PDF draws itself. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from markupsafe import Markup

from ui.paper.ink import Ink

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled box, its corners rounded."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink
    width: float = 2.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline."""

    x: float
    y: float
    text: str
    ink: Ink = Ink.INK
    size: float = 15.0
    anchor: Anchor = "start"
    bold: bool = False


Shape = Bar | Stroke | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: its size, its shapes, and the same in words for whoever can't see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    told: str


def svg(drawing: Drawing, name: str) -> Markup:
    """The drawing as inline SVG, with its words as its name and description; all of them are escaped."""
    inside = "".join(_drawn(shape) for shape in drawing.shapes)
    return Markup(  # noqa: S704
        f'<svg class="chart" viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" role="img"'
        f' aria-labelledby="{name}-title {name}-told" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(drawing.title)}</title>'
        f'<desc id="{name}-told">{escape(drawing.told)}</desc>{inside}</svg>'
    )


def _drawn(shape: Shape) -> str:
    match shape:
        case Bar():
            return (
                f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}"'
                f' height="{_n(shape.height)}" rx="{_n(shape.radius)}" class="f-{shape.ink.css}"/>'
            )
        case Stroke():
            dashes = ' stroke-dasharray="6 6"' if shape.dashed else ""
            return (
                f'<line x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
                f' stroke-width="{_n(shape.width)}"{dashes} class="s-{shape.ink.css}"/>'
            )
        case Dot():
            return (
                f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
                f' class="f-{shape.ink.css}"/>'
            )
        case Words():
            weight = ' font-weight="700"' if shape.bold else ""
            return (
                f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"'
                f' text-anchor="{shape.anchor}"{weight} class="f-{shape.ink.css}">{escape(shape.text)}</text>'
            )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
