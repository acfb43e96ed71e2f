"""`kiosk web`: the pages of staff, board and customers."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.processes import log_to_the_journal
from ui.cli.setting import Setting, SettingError, setting

if TYPE_CHECKING:
    from ui.web.sockets import Place
    from ui.web.tls import Certificate


def web(given: Namespace) -> int:
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
    site = Site(here.branch, here.store, here.clock, here.holidays())
    phrases = {language: here.phrases(language) for language in here.branch.languages}
    manner = Manner(config=here.config, tickets=given.tickets)
    return run(site, phrases, manner, sockets, certificate, lambda sentence: print(sentence, flush=True))


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
    if chain := here.branch.pages.certificate:
        return tls.given(Path(chain), Path(here.branch.pages.key or chain))
    return tls.generated(here.data / "tls", datetime.now(UTC))
