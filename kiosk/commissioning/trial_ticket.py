"""A real ticket to try the printer with: issued, printed as every other, and void at once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from kiosk import issuing, papers, rows, visits
from kiosk.devices import PRINTER
from kiosk.hours import UNKNOWN_HOUR, Opening
from kiosk.issuing import IssueRequest
from kiosk.print_job import PrintState
from kiosk.site import Site

_BY = "first-start"


class _AtAnyHour(Site):
    """The branch as if its doors were open: boxes are set up in the evening."""

    def hours_of(self, *_: object, **__: object) -> Opening:
        return UNKNOWN_HOUR


@dataclass(frozen=True, slots=True)
class Trial:
    """How the paper of a trial fares."""

    number: str
    state: PrintState
    detail: str = ""
    """The printer's own words."""
    printer: str = ""
    """How the printer fares meanwhile: ok, absent, paper_out…"""
    printer_says: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is heard of it, so that a person has to look."""
        return not self.state.live


def print_trial(site: Site, language: str) -> int:
    """Issue a ticket of the branch's first service, owe it its paper, and void it."""
    open_site = _AtAnyHour(site.store, site.branch, site.clock, site.holidays)
    languages = site.branch.languages
    spoken = language if language in languages else languages[0]
    request = IssueRequest((site.branch.services[0].id,), f"trial-{secrets.token_hex(8)}", language=spoken)
    ticket = issuing.issue(open_site, request)
    visits.cancel(site, ticket.id, _BY)
    return ticket.id


def how_it_fares(site: Site, ticket_id: int) -> Trial:
    """What is known of the paper of a trial."""
    with site.store.read() as cursor:
        job = papers.latest(cursor, ticket_id)
        ticket = rows.ticket(cursor, ticket_id)
        printer = rows.devices(cursor).get(PRINTER)
    trial = Trial(ticket.label if ticket else "", job.state, job.detail)
    return replace(trial, printer=printer.state, printer_says=printer.detail) if printer else trial
