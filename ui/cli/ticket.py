"""`kiosk ticket`: issue one as the screen does, look at one, print it again, see its paper."""

from __future__ import annotations

import sys
import uuid
from argparse import Namespace
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from config.calendar import load_calendar
from config.profile import PrinterProfile, load_profile
from config.schema import TicketClass
from config.template import load_template
from drivers.stored_logo import sure_logo
from kiosk.event import Event
from kiosk.island.desk import open_desk
from kiosk.island.shared import Shared
from kiosk.island.watch import Glance
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.peaks.almanac import Almanac
from kiosk.peaks.outlook import Outlook
from kiosk.print_job import PrintJob
from kiosk.telling import late_s, why_told
from kiosk.ticket import Ticket
from printer.escpos import compile_ticket
from printer.layout import Setting as PaperSetting
from printer.layout import ticket_lines
from printer.sample import SAMPLE_LINK, sample_ticket
from ui.cli.said import say_json, ticket_line, ticket_value
from ui.cli.setting import Setting, SettingError, setting

_USUAL_PROFILE = "generic-80"


def issue(given: Namespace) -> int:
    here = setting(given)
    request = IssueRequest(
        services=tuple(given.service),
        request_id=given.request_id if given.request_id is not None else str(uuid.uuid4()),
        ticket_class=TicketClass(given.ticket_class),
        language=given.language or here.branch.languages[0],
        large=given.large,
        slot=datetime.combine(here.clock().date(), given.slot, here.clock().tzinfo) if given.slot else None,
        forms=tuple(given.form or ()),
    )
    if here.shared:
        return _issue_at_box(given, here.shared, request)
    with closing(here.store()) as store:
        lobby = here.lobby(store)
        lobby.site.foresight.catch_up_wholly(store, here.branch)
        _tell(given, lobby, lobby.issue(request))
    return 0


def _issue_at_box(given: Namespace, shared: Shared, request: IssueRequest) -> int:
    """As the screen of one box of several does: also while the common store is away."""
    with open_desk(shared, Glance(shared), shared.lobby) as desk:
        desk.learn_wholly()
        ticket = desk.issue(request)
        _tell(given, desk.lobby_of(ticket.id), ticket)
    return 0


def show(given: Namespace) -> int:
    here = setting(given)
    with here.lobby_at_hand() as lobby:
        ticket = lobby.find(given.number)
        job, log = lobby.print_job(ticket.id), lobby.log_of(ticket.id)
        if given.json:
            value = ticket_value(lobby, ticket)
            wait = {"why": why_told(log), "late_s": late_s(ticket, log)}
            say_json({**value, **wait, "print": _paper(job), "log": [_entry(event) for event in log]})
            return 0
    print(ticket_line(ticket))
    if ticket.forms:
        print(f"forms: {' '.join(ticket.forms)}")
    print(f"paper: {job.state.value} {job.detail}".rstrip())
    for event in log:
        print(f"  {event.at:%H:%M:%S}  {event.kind.value}")
    return 0


def reprint(given: Namespace) -> int:
    here = setting(given)
    with here.lobby_at_hand() as lobby:
        job = lobby.reprint(lobby.find(given.number).id)
    if given.json:
        say_json(_paper(job))
    else:
        print(f"Copy {job.copy} of {given.number} is {job.state.value}.")
    return 0


def render(given: Namespace) -> int:
    if given.out.suffix not in {".png", ".bin"}:
        print(f"{given.out} must end in .png (a picture) or .bin (the printer's bytes).", file=sys.stderr)
        return 2
    if bool(given.number) == given.sample:
        print("Give a ticket's number, or --sample.", file=sys.stderr)
        return 2
    here = setting(given)
    if given.language and given.language not in here.branch.languages:
        raise SettingError(
            f"{given.language!r} is not spoken here; there are {', '.join(here.branch.languages)}."
        )
    ticket, link, copy = _sample(here, given) if given.sample else _issued(here, given)
    profile = _profile(here, given.profile)
    looks = PaperSetting(
        partial(load_template, folder=here.config), sample=given.sample, logo=sure_logo(here.data)
    )
    if not given.sample:
        looks = replace(looks, outlook=_outlook(here, ticket.day))
    lines = ticket_lines(
        ticket, here.branch, profile, phrases=here.phrases, link=link, copy=copy, setting=looks
    )
    if given.out.suffix == ".bin":
        given.out.write_bytes(compile_ticket(lines, profile))
        return 0
    # Only a picture needs Pillow.
    from printer.picture import on_paper, picture

    on_paper(picture(lines, profile), profile).save(given.out)
    return 0


def _outlook(here: Setting, day: date) -> Outlook | None:
    with closing(here.store()) as store:
        return Almanac(here.site(store), load_calendar(here.config)).told(day)


def _tell(given: Namespace, lobby: Lobby, ticket: Ticket) -> None:
    if given.json:
        say_json(ticket_value(lobby, ticket))
    else:
        print(ticket_line(ticket))


def _paper(job: PrintJob) -> dict[str, Any]:
    return {"job": job.id, "copy": job.copy, "state": job.state.value, "detail": job.detail}


def _entry(event: Event) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "event": event.kind.value,
        "counter": event.counter,
        "facts": event.facts,
    }


def _sample(here: Setting, given: Namespace) -> tuple[Ticket, str | None, int]:
    return (
        sample_ticket(here.branch, here.clock(), language=given.language or "", large=given.large),
        SAMPLE_LINK,
        0,
    )


def _issued(here: Setting, given: Namespace) -> tuple[Ticket, str | None, int]:
    """One of today's tickets, as its last paper says it, or in the look that is asked for."""
    with here.lobby_at_hand() as lobby:
        ticket = lobby.find(given.number)
        looks = replace(ticket, language=given.language or ticket.language, large=given.large or ticket.large)
        return looks, lobby.link(ticket), lobby.print_job(ticket.id).copy


def _profile(here: Setting, asked: str | None) -> PrinterProfile:
    printer = here.branch.printer
    return load_profile(asked or (printer.profile if printer else _USUAL_PROFILE), here.config)
