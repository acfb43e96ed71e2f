"""A box that is not heard from: whoever still has the common store tells staff, for the box itself cannot.

Its customers hold numbers that nobody else can see yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kiosk import rows
from kiosk.devices import DATABASE
from kiosk.finding import Record, finding
from kiosk.island.register import boxes, server_s
from kiosk.site import Site
from kiosk.store import Cursor, Store

SILENT = "silent"
"""How the view of the database stands for a box that ought to be there."""
SILENT_S = 180.0
"""Three of its beats."""
GONE_S = 43_200.0
"""A box that was silent for so long was switched off, or exchanged."""
_OFF = "off"


@dataclass(frozen=True, slots=True)
class _News:
    """What staff do not know yet of one box."""

    box: str
    state: str
    silent_s: float


def tell_silent(site: Site) -> None:
    """Tell which boxes fell silent, and take back which were given up; one that is back tells of itself."""
    with site.store.read() as cursor:
        idle = not any(_news(site.store, cursor))
    if idle:
        return
    with site.writing() as journal:
        for news in list(_news(site.store, journal.cursor)):
            detail = _told(journal.now, news.silent_s) if news.state == SILENT else ""
            journal.report(rows.device_at(DATABASE, news.box), news.state, detail)


def _news(store: Store, cursor: Cursor) -> Iterator[_News]:
    named = [box for box in boxes(cursor) if box.name]
    if not named:
        return
    now_s, known = server_s(store, cursor), rows.devices(cursor)
    for box in named:
        silent_s = now_s - box.seen_s
        told = known.get(rows.device_at(DATABASE, box.name))
        was = told.state if told else ""
        if SILENT_S <= silent_s < GONE_S and was != SILENT:
            yield _News(box.name, SILENT, silent_s)
        elif silent_s >= GONE_S and was == SILENT:
            yield _News(box.name, _OFF, silent_s)


def _told(now: datetime, silent_s: float) -> str:
    minutes = round(silent_s / 60)
    return Record(f"{now:%Y-%m-%d %H:%M}", (finding("doctor.database_silent", minutes=minutes),)).text
