"""Puts the address on a notice at the last moment, and forgets it as soon as it has done its work."""

from __future__ import annotations

import json
from dataclasses import replace

from kiosk.relay.outbox import Settled
from kiosk.relay.parcel import Destination, Fate, Parcel, as_json
from kiosk.store import Cursor


def addressed(cursor: Cursor, parcel: Parcel) -> Parcel | None:
    """A notice with its address; None where nobody needs to be told any more. A rating stays as it is."""
    if parcel.destination is not Destination.NOTICES:
        return parcel
    found = cursor.one("SELECT address FROM notice WHERE ticket_id = ?", parcel.ticket_id)
    if not found or not found[0]:
        return None
    return replace(parcel, body=as_json({**json.loads(parcel.body), "address": found[0]}))


def forget(cursor: Cursor, settled: Settled) -> None:
    """The address of a notice that was delivered is not needed any more, unless another one was given."""
    if settled.parcel.destination is Destination.NOTICES and settled.fate is Fate.DELIVERED:
        cursor.run(
            "UPDATE notice SET address = '' WHERE ticket_id = ? AND due = 1 AND NOT EXISTS (SELECT 1"
            " FROM outbox WHERE ticket_id = notice.ticket_id AND destination = ? AND fate = 'waiting')",
            *(settled.parcel.ticket_id, Destination.NOTICES.value),
        )
