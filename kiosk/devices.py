"""What is known of the plugged-in parts, and of the clock."""

from __future__ import annotations

from kiosk import rows
from kiosk.site import Site

PRINTER = "printer"
TICKETS = "tickets"
"""A kiosk from which many tickets were taken in a row; its name follows a colon."""


def report(site: Site, device: str, state: str, detail: str = "") -> None:
    """Note a device's state, if it is news."""
    with site.store.read() as cursor:
        known = rows.devices(cursor).get(device)
    if known and (known.state, known.detail) == (state, detail):
        return
    with site.writing() as journal:
        journal.report(device, state, detail)
