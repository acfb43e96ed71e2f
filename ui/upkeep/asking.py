"""The printer, asked itself; only where no other process speaks with it."""

from __future__ import annotations

from config.profile import load_profile
from drivers.link import LinkError
from drivers.links import link_to
from drivers.probe import probe
from ui.cli.setting import Setting
from ui.upkeep.part import Part


def probed(here: Setting, *, with_print: bool) -> Part:
    """Ask the printer itself."""
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
