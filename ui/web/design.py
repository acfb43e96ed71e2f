"""The administrator's page of the paper: its rows, the very dots they make, and what they cost."""

from __future__ import annotations

import asyncio
import io
from base64 import b64encode
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from config.branch import SAMPLE
from config.fault import Fault
from config.phrases import Phrases
from config.profile import PrinterProfile, load_profile, profiles
from config.schema import Branch
from config.template import (
    FACTS,
    RowKind,
    RowLook,
    Side,
    Template,
    Tongue,
    gather_template,
    shipped,
    understood,
)
from config.template_file import forget, keep, table
from printer.escpos import compile_ticket
from printer.facts import Circumstances, Facts
from printer.layout import Setting, ticket_lines
from printer.sample import SAMPLE_LINK, sample_ticket
from ui.web.design_faults import faulty_rows, sentences
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import Administrator
from ui.web.tongue import chosen
from ui.web.tongue import keep as keep_tongue

router = APIRouter()

_BITS_PER_BYTE = 10
"""On a serial line: a start bit, eight of the byte, a stop bit."""
_USUAL_BAUD = 115_200


def _said(request: Request, hall: TheHall) -> Phrases:
    """The words of whoever asks."""
    return hall.phrases[chosen(request, hall.branch.languages)]


Said = Annotated[Phrases, Depends(_said)]
Language = Annotated[str, InPath(pattern=r"^[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?$")]
Rows = Annotated[list[dict[str, Any]], Field(max_length=500)]
"""More than a template may have: its own check says so, in its own words."""


class DesignDeed(BaseModel):
    """The rows of a ticket, as the template file names their keys."""

    model_config = ConfigDict(extra="forbid")

    rows: Rows


class LookDeed(DesignDeed):
    """What to show the rows on."""

    profile: str = Field(max_length=24)
    large: bool = False


class DesignFacts(BaseModel):
    """A language's template as it is in force, and whether it is the branch's own."""

    rows: Rows
    own: bool
    faults: list[str] = []
    """Why the branch's own file is not used, and the shipped one stands in for it."""


class PaperFacts(BaseModel):
    """A sample ticket on paper: a PNG in base64, or every fault that keeps it from being set."""

    picture: str = ""
    bytes: int = 0
    line_s: float = 0.0
    """The time its bytes take on the branch's serial line."""
    paper_s: float = 0.0
    """The time its paper takes at the printer's speed."""
    length_mm: int = 0
    faults: list[str] = []
    faulty: list[int] = []
    """The rows that they are in, counted from 1."""
    hint: str = ""
    """What is left out, and why; the design may be used all the same."""


@router.get("/paper-design", include_in_schema=False)
async def design_page(request: Request, hall: TheHall, administrator: Administrator) -> Response:
    language = chosen(request, hall.branch.languages)
    page = hall.page(
        request,
        "design.html",
        person=administrator,
        profiles=profiles(hall.manner.config),
        profile=_profile_of(hall.branch),
        choices={"kind": list(RowKind), "look": list(RowLook), "side": list(Side), "language": list(Tongue)},
        facts=_example_facts(hall, language),
    )
    keep_tongue(request, page, hall.branch.languages)
    return page


@router.get("/api/v1/paper-design/{language}")
async def show_design(hall: TheHall, _: Administrator, said: Said, language: Language) -> DesignFacts:
    """The template of tickets in a language."""
    _refuse_unspoken(hall, language)
    return _facts(hall, language, said)


@router.post("/api/v1/paper-design/{language}/preview")
async def preview(
    hall: TheHall, _: Administrator, said: Said, language: Language, deed: LookDeed
) -> PaperFacts:
    """How a sample ticket looks with these rows, and what it costs; nothing is kept."""
    _refuse_unspoken(hall, language)
    if deed.profile not in profiles(hall.manner.config):
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no printer profile {deed.profile!r}.")
    template, faults = _understood(deed.rows, language)
    if template is None:
        return PaperFacts(faults=sentences(faults, said), faulty=faulty_rows(faults))
    # A picture takes tens of milliseconds: too long for the loop that serves everybody.
    paper = await asyncio.to_thread(_paper, hall, template, language, deed.profile, large=deed.large)
    if any(row.kind is RowKind.LOGO for row in template.rows) and hall.manner.logo() is None:
        paper.hint = said("design.no_logo")
    return paper


@router.put("/api/v1/paper-design/{language}")
async def keep_design(
    hall: TheHall, who: Administrator, said: Said, language: Language, deed: DesignDeed
) -> DesignFacts:
    """Make these rows the paper of a language, from the next ticket on."""
    _refuse_unspoken(hall, language)
    folder = _own_folder(hall, said)
    template, faults = _understood(deed.rows, language)
    if template is None:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(sentences(faults, said)))
    note = f"Changed by {who.name} on {hall.site.clock():%Y-%m-%d %H:%M}."
    try:
        await asyncio.to_thread(keep, template, language, folder, note)
    except OSError as error:
        raise _unwritten(folder, said) from error
    return _facts(hall, language, said)


@router.delete("/api/v1/paper-design/{language}")
async def forget_design(hall: TheHall, _: Administrator, said: Said, language: Language) -> DesignFacts:
    """Go back to the shipped template."""
    _refuse_unspoken(hall, language)
    folder = _own_folder(hall, said)
    try:
        await asyncio.to_thread(forget, language, folder)
    except OSError as error:
        raise _unwritten(folder, said) from error
    return _facts(hall, language, said)


def _refuse_unspoken(hall: Hall, language: str) -> None:
    if language not in hall.branch.languages:
        spoken = ", ".join(hall.branch.languages)
        raise Problem(HTTPStatus.NOT_FOUND, f"Tickets are not printed in {language!r}; there are {spoken}.")


def _own_folder(hall: Hall, said: Phrases) -> Path:
    folder = hall.manner.config
    if folder is None or folder == SAMPLE:
        raise Problem(HTTPStatus.CONFLICT, said("design.sample"))
    return folder


def _facts(hall: Hall, language: str, said: Phrases) -> DesignFacts:
    faults: list[Fault] = []
    own = gather_template(language, hall.manner.config, faults)
    template = own or shipped()
    return DesignFacts(
        rows=[table(row) for row in template.rows], own=own is not shipped(), faults=sentences(faults, said)
    )


def _unwritten(folder: Path, said: Phrases) -> Problem:
    return Problem(HTTPStatus.INSUFFICIENT_STORAGE, said("design.unwritten", folder=folder))


def _understood(rows: list[dict[str, Any]], language: str) -> tuple[Template | None, list[Fault]]:
    faults: list[Fault] = []
    return understood({"rows": rows}, f"tickets/{language}.toml", faults), faults


def _paper(hall: Hall, template: Template, language: str, profile_id: str, *, large: bool) -> PaperFacts:
    from printer.picture import on_paper, picture  # noqa: PLC0415 - only this page needs Pillow

    branch, profile = hall.branch, load_profile(profile_id, hall.manner.config)
    ticket = sample_ticket(branch, hall.site.clock(), language=language, large=large)
    setting = Setting(lambda _: template, sample=True, logo=hall.manner.logo())
    lines = ticket_lines(
        ticket, branch, profile, phrases=hall.phrases.__getitem__, link=SAMPLE_LINK, setting=setting
    )
    sheet = picture(lines, profile)
    file = io.BytesIO()
    on_paper(sheet, profile).save(file, "PNG")
    size = len(compile_ticket(lines, profile))
    return PaperFacts(
        picture=b64encode(file.getvalue()).decode(),
        bytes=size,
        line_s=round(size * _BITS_PER_BYTE / (branch.printer.baud if branch.printer else _USUAL_BAUD), 3),
        paper_s=round(_length_mm(sheet.height, profile) / profile.speed_mm_s, 3),
        length_mm=round(_length_mm(sheet.height, profile)),
    )


def _length_mm(dots: int, profile: PrinterProfile) -> float:
    return dots / profile.dots_per_mm


def _profile_of(branch: Branch) -> str:
    return branch.printer.profile if branch.printer else ""


def _example_facts(hall: Hall, language: str) -> Mapping[str, str]:
    """Every fact a text may name, as the sample ticket says it."""
    ticket = sample_ticket(hall.branch, hall.site.clock(), language=language)
    told = Facts(ticket, hall.branch, hall.phrases[language], Circumstances(has_link=True))
    return {name: told.told(name) if name != "step" else "" for name in FACTS}
