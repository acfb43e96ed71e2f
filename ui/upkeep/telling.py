"""Telling staff on the tablet what the self-test found, with a branch's files in order or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config.branch import ConfigError
from config.files import home
from config.toml_file import parse
from kiosk import rows
from kiosk.devices import own_devices
from kiosk.finding import Finding, finding, record_in
from kiosk.island.identity import FOLDER, box_of
from kiosk.site import Site
from kiosk.store import FILE, Store, open_store
from kiosk.upkeep import SELFTEST, UPDATE, chore_done, chore_failed, chore_failed_blind
from ui.cli.setting import Setting, SettingError
from ui.upkeep.chores import was_read

_LINE = re.compile(r"""^(store|timezone)[ \t]*=[ \t]*(["'])([^"'\\\s]*)\2[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_MAIN = home("store") or ""
"""The file of the branch that says where the store is, and in which time it lives."""


def tell_staff(here: Setting, parts: int, faulty: Sequence[Finding]) -> None:
    """They see it until the next self-test is fine; SettingError where nothing leads to them."""
    try:
        with closing(here.store()) as store:
            site = here.site(store)
            if faulty:
                chore_failed(site, SELFTEST, *faulty)
            else:
                chore_done(site, SELFTEST, finding("doctor.selftest_fine", count=parts))
            _see_off(here, site)
    except ConfigError:
        _tell_blind(here, faulty)


def _see_off(here: Setting, site: Site) -> None:
    """What was set aside was told for as long as there was a day to read it; the doctor goes on saying so."""
    with site.store.read() as cursor:
        known = own_devices(site, cursor).get(UPDATE)
    record = record_in(known.detail) if known and was_read(known, here.clock()) else None
    if record:
        chore_done(site, UPDATE, *record.found)


def _tell_blind(here: Setting, faulty: Sequence[Finding]) -> None:
    """A branch that cannot be read any more: the parts that run still serve by what they read before."""
    file = here.config / _MAIN
    read = parse(file, _MAIN, [])
    table: dict[str, Any] = _lines_of(file) if read is None else {"store": "", **read}
    with closing(_store(here, table)) as store:
        chore_failed_blind(store, SELFTEST, _now(here, _zone(table, store)), *faulty)


def _lines_of(file: Path) -> dict[str, str]:
    """Of a file that is none any more, the lines that lead to staff, where they stand once and whole."""
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return {}
    found = [(name, value) for name, _, value in _LINE.findall(text)]
    names = [name for name, _ in found]
    return {name: value for name, value in found if names.count(name) == 1}


def _store(here: Setting, table: dict[str, Any]) -> Store:
    """Where the branch's file says that the store is; else the box's own, where it has one alone."""
    address = table.get("store", "")
    if address and isinstance(address, str):
        return open_store(here.data, address, whose=box_of(here.data).common)
    shares = "store" not in table and (here.data / FOLDER).exists()
    if shares or not (here.data / FILE).exists():
        raise SettingError(
            f"Staff could not be told: {here.config / _MAIN} says where the store is, and cannot be read;"
            f" {here.data} has none of its own."
        )
    return open_store(here.data)


def _now(here: Setting, zone: tzinfo) -> datetime:
    if here.start:
        return here.start if here.start.tzinfo else here.start.replace(tzinfo=zone)
    return (datetime.now(UTC) + here.shift).astimezone(zone)


def _zone(table: dict[str, Any], store: Store) -> tzinfo:
    """The branch's, or that of the last thing that was written down."""
    try:
        return ZoneInfo(str(table["timezone"]))
    except (KeyError, ValueError, OSError):
        with store.read() as cursor:
            mark = rows.last_event(cursor)[1]
        return (mark and mark.tzinfo) or UTC
