"""Unhappy now: a bad verdict opens a case and calls the first person asked, before the customer has left."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from config.schema import Customers
from kiosk.duty import on_duty
from kiosk.event import Kind
from kiosk.hours import spans_of
from kiosk.journal import Journal
from kiosk.rating import tables
from kiosk.rating.escalation import first_rung
from kiosk.rating.rating import Rating
from kiosk.site import Site

_LOOK_AHEAD_DAYS = 366


def call_somebody(site: Site, journal: Journal, rating: Rating, before: Rating | None) -> None:
    """Open the case of an unhappy rating, or let the one there is call again."""
    case = tables.case_of(journal.cursor, rating.ticket_id)
    said = rating.verdict
    facts = {
        "score": said.score,
        "call_manager": said.call_manager,
        "due_on": due_on(site, journal.now.date()).isoformat(),
        "rung": first_rung(site.branch.rating, call_manager=said.call_manager).value,
    }
    if case is None:
        opened = {**facts, "reference": rating.reference, "owner": _first_asked(journal)}
        journal.record(Kind.CASE_OPENED, rating.ticket_id, facts=opened)
    elif not case.is_open or _worse(rating, before):
        journal.record(Kind.CASE_RAISED, rating.ticket_id, facts=facts)


def _worse(rating: Rating, before: Rating | None) -> bool:
    """Whether it says more than before: other words alone call nobody twice."""
    if before is None:
        return True
    asks_now = rating.verdict.call_manager and not before.verdict.call_manager
    return asks_now or rating.verdict.score < before.verdict.score


def _first_asked(journal: Journal) -> str | None:
    """Whoever has been on duty the longest; with nobody on duty the first who goes to it owns the case."""
    there = on_duty(journal.matters)
    return min(there, key=lambda name: (there[name], name)) if there else None


def due_on(site: Site, today: date) -> date:
    """The last of so many working days, from tomorrow on: days on which companies are served, if ever."""
    hours = site.branch.hours
    works = any(getattr(hours.corporate, day.name) for day in fields(hours.corporate))
    side = Customers.CORPORATE if works else Customers.PERSONAL
    left, day = site.branch.rating.answer_days, today
    for ahead in range(1, _LOOK_AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        left -= bool(spans_of(hours, side, day, site.holidays))
        if not left:
            break
    return day
