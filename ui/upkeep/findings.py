"""Every part of the box, fine or with what to do about it: for the doctor, the self-test and the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from config.branch import ConfigError, check
from kiosk.journal import CLOCK
from kiosk.store import StoreError
from ui.cli.setting import Setting
from ui.upkeep import plugged
from ui.upkeep.chores import chores
from ui.upkeep.part import Part
from ui.upkeep.reserve import reserve
from ui.upkeep.running import parts_at_work
from ui.upkeep.sending import relay

_MEGABYTE = 1_000_000
_LEAST_FREE_MB = 500
"""A year of a busy branch takes some 300 MB."""
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def examined(here: Setting, *, with_print: bool = False, asks: bool = True) -> Iterator[Part]:
    """Every part; those that the configuration describes are looked at only where it is sound.

    Whoever may speak with no device does not ask (`asks`), and tells what was noted of it.
    """
    config = _config(here)
    yield config
    yield _disk(here)
    yield from parts_at_work()
    if not config.fine and not _opens(here):
        return
    yield _looked_at("store", lambda: _store(here))
    if shared := here.shared:
        yield _looked_at("reserve", lambda: reserve(shared))
    yield _looked_at("clock", lambda: _clock(here))
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
        return Part(name, fine=False, says=str(fault))
    except OSError as fault:
        return Part(name, fine=False, says=f"{fault.filename or name}: {fault.strerror}.")


def _several(look: Callable[[], list[Part]]) -> list[Part]:
    """What the store alone can tell; where it cannot be read that was said once already."""
    try:
        return look()
    except StoreError:
        return []


def _config(here: Setting) -> Part:
    if not here.config.is_dir():
        return Part(
            "config", fine=False, says=f"{here.config} is no folder: name the branch's with --config."
        )
    faults = [str(fault) for fault in check(here.config)]
    if faults:
        return Part("config", fine=False, says=" ".join(faults), found={"faults": faults})
    return Part("config", fine=True, says=f"{here.config} has no fault.")


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
        says = f"{place} has {free_mb} MB free; at least {_LEAST_FREE_MB} MB are needed. Make room."
        return Part("disk", fine=False, says=says, found=found)
    return Part("disk", fine=True, says=f"{place} has {free_mb} MB free.", found=found)


def _existing(folder: Path) -> Path:
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _store(here: Setting) -> Part:
    with closing(here.store()) as store:
        overview = here.lobby(store).overview()
    return Part(
        "store", fine=True, says=f"{here.data} can be read, and knows {len(overview.services)} services."
    )


def _clock(here: Setting) -> Part:
    with closing(here.store()) as store:
        known = here.lobby(store).overview().devices.get(CLOCK)
    now = here.clock()
    found = {"now": now.isoformat(), **_set_by_network()}
    if known and known.state != "ok":
        says = f"{known.detail} Set it right, or vouch for it with `kiosk clock --believe`."
        return Part("clock", fine=False, says=says, found=found)
    return Part("clock", fine=True, says=f"It is {now:%Y-%m-%d %H:%M:%S}.", found=found)


def _set_by_network() -> dict[str, bool]:
    """Whether the network has set the clock since the box started; nothing where no such service runs."""
    if not _SYNCHRONISED.parent.is_dir():
        return {}
    return {"synchronised": _SYNCHRONISED.exists()}
