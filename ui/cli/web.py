"""`kiosk web`: the pages of staff, board and customers."""

from __future__ import annotations

import gc
from argparse import Namespace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.processes import log_to_the_journal
from ui.cli.setting import Setting, SettingError, credential, setting

if TYPE_CHECKING:
    from printer.logo import Logo
    from ui.web.sockets import Place
    from ui.web.tls import Certificate


_CERTIFICATE, _KEY = "lobby.web-certificate", "lobby.web-key"
"""The bank's own, as systemd hands them over."""


def web(given: Namespace) -> int:
    from kiosk.commissioning.guests import Guests
    from kiosk.commissioning.rooms import Rooms
    from ui.web.clerks import Site
    from ui.web.hall import Manner
    from ui.web.main import run
    from ui.web.sockets import ListenError, listening
    from ui.web.tls import CertificateError

    here = setting(given)
    log_to_the_journal("web")
    try:
        sockets = listening(_places(here, given))
        certificate = _certificate(here, given)
    except (ListenError, CertificateError) as error:
        raise SettingError(str(error)) from error
    site = Site(here.branch, here.store_at_need, here.clock, here.holidays())
    phrases = {language: here.phrases(language) for language in here.branch.languages}
    manner = Manner(
        config=here.config,
        tickets=given.tickets,
        logo=partial(_logo, here.data),
        here=here,
        first_start=Guests(Rooms(here.data)),
    )
    code = run(site, phrases, manner, sockets, certificate, lambda sentence: print(sentence, flush=True))
    # Python looks through all it holds on its way out: half a second more until the pages are back.
    gc.freeze()
    return code


def _logo(data: Path) -> Logo | None:
    """What was stored in this box's printer, as it is noted now."""
    from drivers.stored_logo import sure_logo

    return sure_logo(data)


def _places(here: Setting, given: Namespace) -> dict[str, Place]:
    """The branch's own places, less what the command line says otherwise; without https only this box."""
    from ui.web.sockets import Place, places_of

    address = given.host or ("127.0.0.1" if given.plain else "")
    places = {}
    for name, place in places_of(here.branch.pages).items():
        port = getattr(given, f"{name}_port")
        places[name] = Place(address or place.address, place.port if port is None else port)
    return {name: place for name, place in places.items() if name in (given.only or places)}


def _certificate(here: Setting, given: Namespace) -> Certificate | None:
    from ui.web import tls

    if given.plain:
        return None
    if given.certificate:
        return tls.given(given.certificate, given.key or given.certificate)
    if named := here.branch.pages.certificate:
        return tls.given(Path(named), Path(here.branch.pages.key or named))
    now = datetime.now(UTC)
    handed = (credential(_CERTIFICATE), credential(_KEY))
    if handed[0] and handed[1] and (sealed := tls.sealed(handed[0], handed[1], now)):
        return sealed
    return tls.generated(here.data / "tls", now)
