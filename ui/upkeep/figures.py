"""What monitoring reads of a lobby, in Prometheus's text form, made of the store alone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk import rows
from kiosk.evolve import Device
from kiosk.island.standing import Standing, standings
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination
from kiosk.store import Store
from kiosk.ticket import TicketState

Sample = tuple[str, str, float]
"""A figure's name with its labels, its kind, its value."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the store says of the lobby now."""

    waiting: int
    rows: int
    prints: int
    """Papers that nobody has seen come out or fail yet."""
    devices: list[Device]
    sending: dict[str, outbox.Standing]
    boxes: list[Standing]
    """Those that share the store; none where it is one box's own."""


def figures(store: Store) -> Figures:
    """All of one view."""
    with store.read() as cursor:
        waiting = cursor.one(
            "SELECT count(*) FROM ticket WHERE live = 1 AND state = ?", TicketState.WAITING.value
        )
        prints = cursor.one("SELECT count(*) FROM print_job WHERE live = 1")
        return Figures(
            waiting=waiting[0] if waiting else 0,
            rows=rows.last_event(cursor)[0],
            prints=prints[0] if prints else 0,
            devices=list(rows.devices(cursor).values()),
            sending={each.value: outbox.standing(cursor, each) for each in Destination},
            boxes=standings(cursor),
        )


def as_text(found: Figures, more: Iterable[tuple[str, str, float]] = (), place: Path | None = None) -> str:
    """In Prometheus's form, with more figures of the process that tells, and how full a folder's disk is."""
    known: list[Sample] = [
        ("lobby_waiting", "gauge", found.waiting),
        ("lobby_log_rows", "counter", found.rows),
        ("lobby_prints_open", "gauge", found.prints),
        *more,
        *(_disk(place) if place else ()),
    ]
    return "".join(
        [
            *(f"# TYPE {name} {kind}\n{name} {value:.15g}\n" for name, kind, value in known),
            *_sending(found.sending),
            *_devices(found.devices),
            *_boxes(found.boxes),
        ]
    )


def _disk(place: Path) -> Iterator[Sample]:
    usage = shutil.disk_usage(place)
    yield "lobby_disk_free_bytes", "gauge", usage.free
    yield "lobby_disk_total_bytes", "gauge", usage.total
    yield "lobby_box_up_seconds", "counter", int(time.clock_gettime(time.CLOCK_BOOTTIME))


def _sending(sending: dict[str, outbox.Standing]) -> Iterator[str]:
    """What is still in the box of what has to leave it."""
    for name, counts in (
        ("lobby_outbox_waiting", {key: each.waiting for key, each in sending.items()}),
        ("lobby_outbox_refused", {key: each.refused for key, each in sending.items()}),
    ):
        yield f"# TYPE {name} gauge\n"
        yield from (f'{name}{{destination="{key}"}} {count}\n' for key, count in counts.items())


def _devices(devices: Iterable[Device]) -> Iterator[str]:
    """How each stands, in the word that screen and tablet show, and since when."""
    labels = [
        (f'{_named(each)},state="{_label(each.state)}"', each.since.timestamp())
        for each in sorted(devices, key=lambda each: each.id)
    ]
    for name, values in (
        ("lobby_device_state", [(label, 1) for label, _ in labels]),
        ("lobby_device_since_seconds", [(label, int(since_s)) for label, since_s in labels]),
    ):
        yield f"# TYPE {name} gauge\n"
        yield from (f"{name}{{{label}}} {value}\n" for label, value in values)


def _named(device: Device) -> str:
    """A device, and its box where several share the store."""
    name, _, box = device.id.partition("@")
    return f'device="{_label(name)}"' + (f',box="{_label(box)}"' if box else "")


def _boxes(boxes: Sequence[Standing]) -> Iterator[str]:
    """When each was there last, what is left of its reserve, and what it gave while it was cut off."""
    for name, kind, values in (
        ("lobby_box_seen_seconds", "gauge", [round(each.seen_s) for each in boxes]),
        ("lobby_box_reserve_left", "gauge", [each.left for each in boxes]),
        ("lobby_box_brought_total", "counter", [each.brought for each in boxes]),
    ):
        if boxes:
            yield f"# TYPE {name} {kind}\n"
        for each, value in zip(boxes, values, strict=True):
            yield f'{name}{{box="{_label(each.name)}"}} {value}\n'


def _label(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
