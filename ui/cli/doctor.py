"""`kiosk doctor`: each part of the box, fine or with what to do about it."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ui.cli.said import say_json
from ui.cli.setting import Setting, setting

_FINE = "ok"
_MEGABYTE = 1_000_000
_LEAST_FREE_MB = 500
"""A year of a busy branch takes some 300 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the box, and what is to be said of it."""

    name: str
    fine: bool
    says: str
    found: dict[str, Any] = field(default_factory=dict)
    """What was measured or asked, for other programs."""


def doctor(given: Namespace) -> int:
    parts = list(examined(setting(given), with_print=given.print))
    fine = all(part.fine for part in parts)
    if given.json:
        say_json({"fine": fine, "parts": [_value(part) for part in parts]})
    else:
        print("\n".join(f"{'fine' if part.fine else 'TO DO'}  {part.name}: {part.says}" for part in parts))
    return 0 if fine else 1


def _value(part: Part) -> dict[str, Any]:
    return {"part": part.name, "fine": part.fine, "says": part.says, "found": part.found}


def examined(here: Setting, *, with_print: bool = False) -> Iterator[Part]:
    """Every part; those that the configuration describes are looked at only where it is sound."""
    config = _config(here)
    yield config
    yield _disk(here)
    if not config.fine and not _opens(here):
        return
    yield _looked_at("store", lambda: _store(here))
    yield _looked_at("clock", lambda: _clock(here))
    yield _looked_at("printer", lambda: _printer(here, with_print=with_print))
    if _wants_logo(here):
        yield _looked_at("logo", lambda: _logo(here))
    for name in _others(here):
        yield _looked_at(name, partial(_other, here, name))


def _looked_at(name: str, look: Callable[[], Part]) -> Part:
    """A part that cannot even be looked at is not fine."""
    from kiosk.store import StoreError

    try:
        return look()
    except StoreError as fault:
        return Part(name, fine=False, says=str(fault))
    except OSError as fault:
        return Part(name, fine=False, says=f"{fault.filename or name}: {fault.strerror}.")


def _config(here: Setting) -> Part:
    from config.branch import check

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
    from config.branch import ConfigError

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
    from kiosk.journal import CLOCK

    with closing(here.store()) as store:
        known = here.lobby(store).overview().devices.get(CLOCK)
    now = here.clock()
    found = {"now": now.isoformat()}
    if known and known.state != "ok":
        says = f"{known.detail} Set it right, or vouch for it with `kiosk clock --believe`."
        return Part("clock", fine=False, says=says, found=found)
    return Part("clock", fine=True, says=f"It is {now:%Y-%m-%d %H:%M:%S}.", found=found)


def _printer(here: Setting, *, with_print: bool) -> Part:
    from drivers.ownership import NotOurs, owned
    from kiosk.devices import PRINTER

    if here.branch.printer is None:
        return Part("printer", fine=True, says="This branch has no printer.")
    try:
        with owned(here.data, PRINTER):
            return _probed(here, with_print=with_print)
    except NotOurs:
        return _as_reported(here, with_print=with_print)


def _as_reported(here: Setting, *, with_print: bool) -> Part:
    """The process that owns the printer knows best how it fares; nobody else may speak with it."""
    from kiosk.printer_state import PrinterState

    if with_print:
        says = "The devices process has the printer: stop it first, then ask again."
        return Part("printer", fine=False, says=says)
    with closing(here.store()) as store:
        known = here.lobby(store).overview().printer
    if known is None:
        return Part("printer", fine=False, says="The devices process has not said yet how the printer fares.")
    fine = known.state == PrinterState.OK
    return Part("printer", fine=fine, says=known.detail, found={"state": known.state})


def _wants_logo(here: Setting) -> bool:
    """Whether the tickets of any language have a row for the logo."""
    from config.fault import ConfigError
    from config.template import RowKind, load_template

    if here.branch.printer is None:
        return False
    found = False
    for language in here.branch.languages:
        # One that cannot be used is told with the rest of the branch's files.
        with suppress(ConfigError):
            rows = load_template(language, here.config).rows
            found = found or any(row.kind is RowKind.LOGO for row in rows)
    return found


def _logo(here: Setting) -> Part:
    """Whether the printer has what the tickets' template wants of it, as it was noted."""
    from config.profile import LogoWay, load_profile
    from drivers.stored_logo import logo_in

    profile = load_profile(here.branch.printer.profile if here.branch.printer else "", here.config)
    if profile.logo is LogoWay.NONE:
        says = f'Printers of the profile {profile.id} store none (logo = "none"): tickets go without it.'
        return Part("logo", fine=True, says=says)
    stored = logo_in(here.data, profile)
    if stored is None:
        says = (
            "The tickets' template has a row for the logo, and none was stored in this printer: they go"
            " without it. `kiosk printer logo FILE.png` stores one."
        )
        return Part("logo", fine=False, says=says)
    found = {"wide": stored.wide, "tall": stored.tall, "mark": stored.mark}
    return Part("logo", fine=True, says=f"{stored.wide} x {stored.tall} dots are stored.", found=found)


def _others(here: Setting) -> list[str]:
    """What the branch has plugged in besides the printer, by the names that the tablet shows."""
    from config.lobby_devices import LobbyDevices, gather_lobby_devices
    from drivers.voice.announcer import DEVICE

    # A faulty file was told as a fault of the configuration; which devices it means nobody can say.
    devices = gather_lobby_devices(here.config, []) or LobbyDevices()
    scanner = [devices.scanner.id] if devices.scanner else []
    return [*(unit.id for unit in devices.units), *scanner, *([DEVICE] if devices.voice else [])]


def _other(here: Setting, name: str) -> Part:
    """As the devices process reports it: a board or keypad has nothing to say to anybody else."""
    with closing(here.store()) as store:
        known = here.lobby(store).overview().devices.get(name)
    if not _works(here):
        return Part(name, fine=False, says="Nobody speaks with it: `kiosk devices` does not run.")
    if known is None:
        return Part(name, fine=False, says="The devices process has not said yet how it fares.")
    says = known.detail or ("It works." if known.state == _FINE else f"It is {known.state}.")
    return Part(name, fine=known.state == _FINE, says=says, found={"state": known.state})


def _works(here: Setting) -> bool:
    """Whether the devices process runs: it holds the printer for as long as it does."""
    from drivers.ownership import NotOurs, owned
    from kiosk.devices import PRINTER

    try:
        with owned(here.data, PRINTER):
            return False
    except NotOurs:
        return True


def _probed(here: Setting, *, with_print: bool) -> Part:
    """Ask the printer itself."""
    from config.profile import load_profile
    from drivers.link import LinkError
    from drivers.links import link_to
    from drivers.probe import probe

    printer = here.branch.printer
    if printer is None:
        return Part("printer", fine=True, says="This branch has no printer.")
    profile = load_profile(printer.profile, here.config)
    try:
        what = probe(link_to(printer), profile, with_print=with_print)
    except LinkError as fault:
        return Part("printer", fine=False, says=str(fault))
    found = {
        "profile": profile.id,
        "state": what.health.state,
        "abilities": what.abilities,
        "identity": list(what.identity),
    }
    name = f", and calls itself {what.identity[0]}" if what.identity else ""
    says = " ".join(what.advice) or f"It answers as its profile {profile.id} says{name}."
    return Part("printer", fine=what.fine, says=says, found=found)
