"""The printer, asked itself; only where no other process speaks with it."""

from __future__ import annotations

from config.profile import load_profile
from drivers.link import LinkError
from drivers.links import link_to
from drivers.probe import probe
from drivers.probing import Found
from kiosk.finding import Finding, finding
from ui.cli.setting import Setting
from ui.upkeep.part import Part, to_do, well
from ui.upkeep.printer_words import printer_finding


def probed(here: Setting, *, with_print: bool) -> Part:
    """Ask the printer itself."""
    printer = here.branch.printer
    if printer is None:
        return well("printer", finding("doctor.printer_none"))
    profile = load_profile(printer.profile, here.config)
    try:
        what = probe(link_to(printer), profile, with_print=with_print)
    except LinkError as fault:
        return to_do("printer", finding("doctor.printer_absent", words=str(fault)))
    kind = well if what.fine else to_do
    return kind(
        "printer",
        *([_advice(what, words) for words in what.advice] or [_answers(what, profile.id)]),
        profile=profile.id,
        state=what.health.state,
        abilities=what.abilities,
        identity=list(what.identity),
    )


def _advice(what: Found, words: str) -> Finding:
    """What it says of itself, or in what it is not as its profile says."""
    if words == what.health.detail:
        return printer_finding(what.health.state, words)
    return finding("doctor.printer_unlike", words=words)


def _answers(what: Found, profile: str) -> Finding:
    if what.identity:
        return finding("doctor.printer_named", profile=profile, name=what.identity[0])
    return finding("doctor.printer_answers", profile=profile)
