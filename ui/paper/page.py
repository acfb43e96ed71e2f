"""A page of a PDF: letters stay letters, with the few that are used of the installed font inside."""

from __future__ import annotations

import logging
from datetime import datetime

from fpdf import FPDF

from ui.paper.fonts import face

FONT = "house"

# The font library tells at length what it leaves out of a subset.
logging.getLogger("fontTools").setLevel(logging.ERROR)


def blank(title: str, wide: float, tall: float, made_at: datetime) -> FPDF:
    """Measured in millimetres, with `FONT` at hand; the same moment and marks make the same bytes."""
    page = FPDF(unit="mm", format=(wide, tall))
    page.set_auto_page_break(False)
    page.set_title(title)
    page.set_creation_date(made_at)
    for style in ("", "B"):
        found = face(bold=bool(style))
        page.add_font(FONT, style, found.path, collection_font_number=found.number)
    page.add_page()
    return page
