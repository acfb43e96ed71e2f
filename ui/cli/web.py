"""`kiosk web`: the pages of staff, board and customers."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.cli.processes import log_to_the_journal
from ui.cli.setting import Setting, SettingError, setting

if TYPE_CHECKING:
    from ui.web.tls import Certificate


def web(given: Namespace) -> int:
    from ui.web.clerks import Site
    from ui.web.hall import Manner
    from ui.web.main import run
    from ui.web.sockets import LISTENERS, PORTS, ListenError, Places, listening
    from ui.web.tls import CertificateError

    here = setting(given)
    log_to_the_journal("web")
    asked = {name: getattr(given, f"{name}_port") for name in LISTENERS}
    ports = {name: PORTS[name] if port is None else port for name, port in asked.items()}
    places = Places(given.host, ports, tuple(given.only or LISTENERS))
    try:
        sockets = listening(places)
        certificate = _certificate(here, given)
    except (ListenError, CertificateError) as error:
        raise SettingError(str(error)) from error
    site = Site(here.branch, here.store, here.clock, here.holidays())
    phrases = {language: here.phrases(language) for language in here.branch.languages}
    manner = Manner(tickets=given.tickets)
    return run(site, phrases, manner, sockets, certificate, lambda sentence: print(sentence, flush=True))


def _certificate(here: Setting, given: Namespace) -> Certificate | None:
    from ui.web import tls

    if given.plain:
        return None
    if given.certificate:
        return tls.given(given.certificate, given.key or given.certificate)
    return tls.generated(here.data / "tls", datetime.now(UTC))
