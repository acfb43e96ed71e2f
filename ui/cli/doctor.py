"""`kiosk doctor`: each part of the box, fine or with what to do about it."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from ui.cli.said import say_json
from ui.cli.setting import Setting, SettingError, setting
from ui.upkeep.findings import examined
from ui.upkeep.part import Part


def doctor(given: Namespace) -> int:
    here = setting(given)
    parts = list(examined(here, with_print=given.print))
    fine = all(part.fine for part in parts)
    if given.json:
        say_json({"fine": fine, "parts": [part.value for part in parts]})
    else:
        print("\n".join(f"{'fine' if part.fine else 'TO DO'}  {part.name}: {part.says}" for part in parts))
    if given.selftest:
        _note(here, parts)
    return 0 if fine else 1


def _note(here: Setting, parts: list[Part]) -> None:
    """Tell staff what the self-test found; they see it until the next one is fine."""
    from config.branch import ConfigError
    from kiosk.upkeep import SELFTEST, chore_done, chore_failed

    try:
        with closing(here.store()) as store:
            site = here.site(store)
            if faulty := [part for part in parts if not part.fine]:
                chore_failed(site, SELFTEST, " ".join(f"{part.name}: {part.says}" for part in faulty))
            else:
                chore_done(site, SELFTEST, f"{len(parts)} parts are fine.")
    except ConfigError as fault:
        raise SettingError(f"Staff could not be told: {fault}") from fault
