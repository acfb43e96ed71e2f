"""What is known of the plugged-in parts, and of the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk import rows
from kiosk.evolve import Device
from kiosk.site import Site
from kiosk.store import Cursor

PRINTER = "printer"
TICKETS = "tickets"
"""A kiosk from which many tickets were taken in a row; its name follows a colon."""


DATABASE = "database"
"""What a box tells of the store that it shares with others."""


def report(site: Site, device: str, state: str, detail: str = "") -> None:
    """Note the state of one of this box's devices, if it is news; a self-service machine is the branch's."""
    machines = {machine.id for machine in site.branch.machines}
    name = device if device in machines else rows.device_at(device, site.store.whose.box)
    with site.store.read() as cursor:
        known = rows.devices(cursor).get(name)
    if known and (known.state, known.detail) == (state, detail):
        return
    with site.writing() as journal:
        journal.report(name, state, detail)


def own_view(devices: Mapping[str, Device], box: str) -> dict[str, Device]:
    """All devices as one box names them: its own as if there were no other, the others' with their box."""
    mine = f"@{box}"
    named = ((each.id.removesuffix(mine) if box else each.id, each) for each in devices.values())
    return {name: replace(each, id=name) for name, each in named}


def own_devices(site: Site, cursor: Cursor) -> dict[str, Device]:
    """The same of the store that is open."""
    return own_view(rows.devices(cursor), site.store.whose.box)
