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
from kiosk.finding import finding
from kiosk.printer_state import PrinterState
from ui.cli.setting import Setting
from ui.upkeep.device_words import device_finding
from ui.upkeep.part import Part, to_do, well
from ui.upkeep.printer_words import printer_finding

_FINE = "ok"
_UNWORKED = to_do("printer", finding("doctor.printer_unworked"))


def printer(here: Setting, *, with_print: bool = False, asks: bool = True) -> Part:
    """The ticket printer; where nobody works it, it is asked itself (`asks`)."""
    if here.branch.printer is None:
        return well("printer", finding("doctor.printer_none"))
    try:
        with owned(here.data, PRINTER):
            return _asked(here, with_print=with_print) if asks else _UNWORKED
    except NotOurs:
        return _as_reported(here, with_print=with_print)


def _as_reported(here: Setting, *, with_print: bool) -> Part:
    """The process that owns the printer knows best how it fares; nobody else may speak with it."""
    if with_print:
        return to_do("printer", finding("doctor.printer_taken"))
    # A box that is cut off prints all the same: what its own store knows of the printer is true.
    with here.lobby_at_hand() as lobby:
        known = lobby.overview().printer
    if known is None:
        return to_do("printer", finding("doctor.printer_unsaid"))
    told = printer_finding(known.state, known.detail)
    kind = well if known.state == PrinterState.OK else to_do
    return kind("printer", told, state=known.state)


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
        return well("logo", finding("doctor.logo_unable", profile=profile.id))
    stored = logo_in(here.data, profile)
    if stored is None:
        return to_do("logo", finding("doctor.logo_missing"))
    held = finding("doctor.logo_stored", wide=stored.wide, tall=stored.tall)
    return well("logo", held, wide=stored.wide, tall=stored.tall, mark=stored.mark)


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
        return to_do(name, finding("doctor.device_unworked"))
    if known is None:
        return to_do(name, finding("doctor.device_unsaid"))
    if known.state != _FINE:
        return to_do(name, device_finding(known.state, known.detail), state=known.state)
    words = finding("doctor.words", words=known.detail) if known.detail else finding("doctor.device_works")
    return well(name, words, state=known.state)


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
