"""The printer and whatever else is plugged in: as its own process reports it, or asked."""

from __future__ import annotations

from contextlib import closing, suppress

from config.fault import ConfigError
from config.lobby_devices import LobbyDevices, gather_lobby_devices
from config.profile import LogoWay, load_profile
from config.template import RowKind, load_template
from drivers.ownership import NotOurs, owned
from drivers.stored_logo import logo_in
from drivers.voice.announcer import DEVICE
from kiosk.devices import PRINTER
from kiosk.printer_state import PrinterState
from ui.cli.setting import Setting
from ui.upkeep.part import Part

_FINE = "ok"
_UNWORKED = Part("printer", fine=False, says="Nobody prints: the devices process does not run.")


def printer(here: Setting, *, with_print: bool = False, asks: bool = True) -> Part:
    """The ticket printer; where nobody works it, it is asked itself (`asks`)."""
    if here.branch.printer is None:
        return Part("printer", fine=True, says="This branch has no printer.")
    try:
        with owned(here.data, PRINTER):
            return _asked(here, with_print=with_print) if asks else _UNWORKED
    except NotOurs:
        return _as_reported(here, with_print=with_print)


def _as_reported(here: Setting, *, with_print: bool) -> Part:
    """The process that owns the printer knows best how it fares; nobody else may speak with it."""
    if with_print:
        says = "The devices process has the printer: stop it first, then ask again."
        return Part("printer", fine=False, says=says)
    with closing(here.store()) as store:
        known = here.lobby(store).overview().printer
    if known is None:
        return Part("printer", fine=False, says="The devices process has not said yet how the printer fares.")
    fine = known.state == PrinterState.OK
    return Part("printer", fine=fine, says=known.detail, found={"state": known.state})


def wants_logo(here: Setting) -> bool:
    """Whether the tickets of any language have a row for the logo."""
    if here.branch.printer is None:
        return False
    found = False
    for language in here.branch.languages:
        # One that cannot be used is told with the rest of the branch's files.
        with suppress(ConfigError):
            rows = load_template(language, here.config).rows
            found = found or any(row.kind is RowKind.LOGO for row in rows)
    return found


def logo(here: Setting) -> Part:
    """Whether the printer has what the tickets' template wants of it, as it was noted."""
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


def others(here: Setting) -> list[str]:
    """What the branch has plugged in besides the printer, by the names that the tablet shows."""
    # A faulty file was told as a fault of the configuration; which devices it means nobody can say.
    devices = gather_lobby_devices(here.config, []) or LobbyDevices()
    scanner = [devices.scanner.id] if devices.scanner else []
    return [*(unit.id for unit in devices.units), *scanner, *([DEVICE] if devices.voice else [])]


def other(here: Setting, name: str) -> Part:
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
    try:
        with owned(here.data, PRINTER):
            return False
    except NotOurs:
        return True


def _asked(here: Setting, *, with_print: bool) -> Part:
    from ui.upkeep.asking import probed  # noqa: PLC0415 - the pages never speak with a printer

    return probed(here, with_print=with_print)
