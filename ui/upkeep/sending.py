"""What the relay has still to send, as a finding."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from kiosk.devices import own_devices
from kiosk.finding import finding
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination
from ui.cli.setting import Setting
from ui.upkeep.part import Part, to_do, well

_NAMES = {Destination.SCORING: "relay", Destination.NOTICES: "notices", Destination.CHECKS: "checks"}
_AWAY = {
    "relay": "doctor.relay_away",
    "notices": "doctor.notices_away",
    "checks": "doctor.checks_away",
}
DEVICES = tuple(_NAMES.values())
"""Under these names the relay reports how each line fares."""


def relay(here: Setting) -> list[Part]:
    """The relay's queue, once anything was ever sent or reported."""
    with closing(here.store()) as store, store.read() as cursor:
        known = own_devices(here.site(store), cursor)
        standing = {each: outbox.standing(cursor, each) for each in Destination}
    reported = {name: known[name].state for name in DEVICES if name in known}
    queue = {
        _NAMES[each]: {"waiting": found.waiting, "refused": found.refused} for each, found in standing.items()
    }
    if not reported and not any(sum(each.values()) for each in queue.values()):
        return []
    return [_part(reported, queue)]


def _part(reported: dict[str, str], queue: dict[str, dict[str, int]]) -> Part:
    found: dict[str, Any] = {"queue": queue, "states": reported}
    waiting = sum(each["waiting"] for each in queue.values())
    refused = sum(each["refused"] for each in queue.values())
    if refused:
        return to_do("relay", finding("doctor.relay_refused", count=refused), **found)
    away = [_AWAY[name] for name, state in reported.items() if state not in {"ok", "off"}]
    if away:
        told = (*map(finding, away), finding("doctor.relay_waits", count=waiting))
        return to_do("relay", *told, **found)
    return well("relay", finding("doctor.relay_queue", count=waiting), **found)
