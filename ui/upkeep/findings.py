"""Every part of the box, fine or with what to do about it: for the doctor, the self-test and the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from config.branch import ConfigError, check
from kiosk.finding import finding
from kiosk.store import StoreError
from kiosk.store.left import asides
from kiosk.store.migrate import newer
from ui.cli.setting import Setting
from ui.upkeep import plugged
from ui.upkeep.asked_once import AskedOnce
from ui.upkeep.chores import chores
from ui.upkeep.clock import clock
from ui.upkeep.faults import config_findings
from ui.upkeep.part import Part, to_do, well
from ui.upkeep.reserve import reserve
from ui.upkeep.running import parts_at_work
from ui.upkeep.sending import relay

_MEGABYTE = 1_000_000
_LEAST_FREE_MB = 500
"""A year of a busy branch takes some 300 MB."""


def examined(here: Setting, *, with_print: bool = False, asks: bool = True) -> Iterator[Part]:
    """Every part; those that the configuration describes are looked at only where it is sound.

    Whoever may speak with no device does not ask (`asks`), and tells what was noted of it.
    """
    here = AskedOnce(here.config, here.data, here.start)
    config = _config(here)
    yield config
    yield _disk(here)
    yield from parts_at_work()
    if not config.fine and not _opens(here):
        return
    yield _looked_at("store", lambda: _store(here))
    if shared := here.shared:
        yield _looked_at("reserve", lambda: reserve(shared, here.store))
    yield _looked_at("clock", lambda: clock(here))
    yield _looked_at("printer", lambda: plugged.printer(here, with_print=with_print, asks=asks))
    if plugged.wants_logo(here):
        yield _looked_at("logo", lambda: plugged.logo(here))
    for name in plugged.others(here):
        yield _looked_at(name, partial(plugged.other, here, name))
    yield from _several(lambda: relay(here))
    yield from _several(lambda: chores(here))


def _looked_at(name: str, look: Callable[[], Part]) -> Part:
    """A part that cannot even be looked at is not fine."""
    try:
        return look()
    except StoreError as fault:
        return to_do(name, finding("doctor.store_fault", words=str(fault)))
    except OSError as fault:
        place = str(fault.filename or name)
        return to_do(name, finding("doctor.file_fault", file=place, words=str(fault.strerror)))


def _several(look: Callable[[], list[Part]]) -> list[Part]:
    """What the store alone can tell; where it cannot be read that was said once already."""
    try:
        return look()
    except StoreError:
        return []


def _config(here: Setting) -> Part:
    if not here.config.is_dir():
        return to_do("config", finding("doctor.config_none", folder=str(here.config)))
    if faults := check(here.config):
        return to_do("config", *config_findings(faults), faults=[str(fault) for fault in faults])
    return well("config", finding("doctor.config_fine", folder=str(here.config)))


def _opens(here: Setting) -> bool:
    """Whether the kiosk runs with it all the same, as with a ticket template that cannot be used."""
    try:
        return bool(here.branch.id)
    except ConfigError:
        return False


def _disk(here: Setting) -> Part:
    place = _existing(here.data)
    usage = shutil.disk_usage(place)
    free_mb = usage.free // _MEGABYTE
    found = {"free_mb": free_mb, "total_mb": usage.total // _MEGABYTE}
    if free_mb < _LEAST_FREE_MB:
        low = finding("doctor.disk_low", folder=str(place), free=free_mb, least=_LEAST_FREE_MB)
        return to_do("disk", low, **found)
    return well("disk", finding("doctor.disk_fine", folder=str(place), free=free_mb), **found)


def _existing(folder: Path) -> Path:
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _store(here: Setting) -> Part:
    with closing(here.store()) as store:
        overview = here.lobby(store).overview()
        with store.read() as cursor:
            ahead = newer(cursor, store.dialect)
    told = [finding("doctor.store_fine", folder=str(here.data), count=len(overview.services))]
    if ahead:
        told.append(finding("doctor.store_newer", number=ahead[-1]))
    aside = [file.name for file in asides(here.data)]
    told += [finding("doctor.store_aside", file=name) for name in aside[-1:]]
    return well("store", *told, newer=list(ahead), aside=aside)
