"""`kiosk printer`: what is done to the branch's printer when it is set up."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from config.profile import LogoWay, PrinterProfile, load_profile
from ui.cli.setting import MisusedError, Setting, SettingError, setting

if TYPE_CHECKING:
    from config.schema import Printer
    from printer.logo import Logo


def logo(given: Namespace) -> int:
    """Store a logo in the printer's own memory, once, and print it from there."""
    here = setting(given)
    printer = here.printer_at(given.printer)
    profile = load_profile(given.profile or printer.profile, here.config)
    _refuse_without_memory(profile)
    picture = _logo(given, profile)
    _refuse_wear(here, profile, picture, again=given.again)
    _store(here, printer, profile, picture)
    print(
        "It is stored, and was printed once. A ticket shows it where its template has a row of"
        ' kind = "logo"; start `kiosk devices` again.'
    )
    return 0


def _refuse_without_memory(profile: PrinterProfile) -> None:
    if profile.logo is LogoWay.NONE:
        raise SettingError(
            f'The profile {profile.id} has logo = "none": this kind of printer stores none, and its tickets'
            " go without. Nothing was sent."
        )


def _logo(given: Namespace, profile: PrinterProfile) -> Logo:
    from printer.logo import sendable
    from printer.logo_picture import MOST_BYTES, NoLogo, logo_of

    try:
        with given.file.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return sendable(logo_of(content, profile.dots), profile.logo)
    except OSError as error:
        raise MisusedError(f"{given.file} can't be read: {error.strerror}.") from None
    except NoLogo as error:
        raise MisusedError(f"{given.file}: {error} Nothing was sent.") from None


def _refuse_wear(here: Setting, profile: PrinterProfile, logo: Logo, *, again: bool) -> None:
    """A printer's memory bears few writes: the same logo is not written twice, and none too often."""
    from drivers.stored_logo import MOST_WRITES, logo_in, noted

    before, now = noted(here.data), here.clock()
    if before and before.writes_before(now) >= MOST_WRITES:
        raise SettingError(
            f"This printer's memory was written {MOST_WRITES} times within a day, and more would wear it out:"
            " try again tomorrow. Nothing was sent."
        )
    if not again and logo_in(here.data, profile) == logo:
        raise SettingError(
            "This very logo is noted as stored, and each writing wears the printer's memory. If the printer"
            " was replaced or reset, give --again. Nothing was sent."
        )


def _store(here: Setting, printer: Printer, profile: PrinterProfile, logo: Logo) -> None:
    from drivers.commissioning import NotStored, store_logo
    from drivers.link import LinkError
    from drivers.links import link_to
    from drivers.ownership import NotOurs, owned
    from drivers.stored_logo import note_sending, note_stored
    from kiosk.devices import PRINTER

    def sending() -> None:
        note_sending(here.data, logo, profile, here.clock())
        print(f"{logo.wide} x {logo.tall} dots go to {printer.link}: leave the printer on.", flush=True)

    try:
        with owned(here.data, PRINTER):
            store_logo(link_to(printer), profile, logo, sending=sending)
            note_stored(here.data)
    except NotOurs:
        raise SettingError(
            "`kiosk devices` works this printer, and a ticket may be printing: stop it, store the logo, and"
            " start it again. Nothing was sent."
        ) from None
    except (NotStored, LinkError) as fault:
        raise SettingError(str(fault)) from None
