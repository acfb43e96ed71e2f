"""Counters open, pause and close, each with its reason in the log."""

from __future__ import annotations

from kiosk import floor_rows, rows, transfers
from kiosk.desk import Desk
from kiosk.duty import by
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.site import Site

_REASON_MOST = 60


def set_desk(site: Site, kind: Kind, counter_id: str, reason: str = "", staff: str = "") -> Desk:
    """A counter begins, pauses or stops serving; a customer who is there is still served."""
    site.counter(counter_id)
    if len(reason) > _REASON_MOST or not reason.isprintable():
        raise LobbyError(f"A reason has at most {_REASON_MOST} printable characters.")
    if kind is Kind.COUNTER_PAUSED and not reason.strip():
        raise LobbyError(f"Say why counter {counter_id} pauses.")
    with site.writing() as journal:
        journal.record(
            kind, counter=counter_id, facts={**({"reason": reason} if reason else {}), **by(staff)}
        )
        if kind is Kind.COUNTER_CLOSED:
            sent = rows.tickets(journal.cursor, "live = 1 AND only_at = ?", counter_id)
            transfers.release(site, journal, sent)
        return journal.desks[counter_id]


def all_desks(site: Site) -> dict[str, Desk]:
    """Every counter of the branch; one that was never opened or closed is open."""
    with site.store.read() as cursor:
        known = floor_rows.desks(cursor)
    return {counter.id: known.get(counter.id, Desk(counter.id)) for counter in site.branch.counters}
