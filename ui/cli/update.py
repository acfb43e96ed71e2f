"""`kiosk update`: what came of a new system is told to staff, and whether the branch stays closed."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from datetime import timedelta

from config.schema import Customers
from kiosk.finding import finding
from kiosk.hours import opening
from kiosk.upkeep import UPDATE, chore_done, chore_failed, chore_told
from ui.cli.setting import Setting, SettingError, setting
from ui.upkeep.spoken import english, sentence

_REST = timedelta(hours=1)
"""For so long nobody may want a ticket: a system that does not come up is tried three times."""
_FOUND = {
    "taken": "doctor.update_taken",
    "nothing_newer": "doctor.update_nothing_newer",
    "no_stick": "doctor.update_no_stick",
    "unreadable": "doctor.update_unreadable",
    "not_there": "doctor.update_not_there",
    "unsigned": "doctor.update_unsigned",
    "not_taken": "doctor.update_not_taken",
    "no_answer": "doctor.update_no_answer",
    "no_server": "doctor.update_no_server",
    "given_up": "doctor.update_given_up",
    "kept": "doctor.update_kept",
}
_TOLD = {"ok": chore_done, "failed": chore_failed, "note": chore_told}


def update(given: Namespace) -> int:
    here = setting(given)
    return _tell(here, given) if given.deed == "tell" else _rest(here, given)


def _tell(here: Setting, given: Namespace) -> int:
    """The box's root leaves one line: `ok`, `failed`, or `note` where nothing changed; what it is; values."""
    try:
        text = given.file.read_text("utf-8")
    except FileNotFoundError:
        return 0
    except (OSError, ValueError) as fault:
        raise SettingError(f"{given.file} can't be read: {fault}") from None
    word, *told = text.split()
    if word not in _TOLD or not told or told[0] not in _FOUND:
        raise SettingError(f"{given.file} says {text[:48]!r}, which is nothing that comes of an update.")
    values = dict(each.partition("=")[::2] for each in told[1:])
    found = finding(_FOUND[told[0]], **values)
    with closing(here.store()) as store:
        _TOLD[word](here.site(store), UPDATE, found)
    print(sentence(found, english()))
    return 0


def _rest(here: Setting, given: Namespace) -> int:
    """0 where nobody can take a ticket now, nor within the next hour."""
    from config.updates import usable_updates

    if given.by_night and not usable_updates(here.config).restart_by_night:
        print("updates.toml leaves it to the technician.")
        return 1
    now, holidays = here.clock(), here.holidays()
    hours = here.branch.hours
    for customers in Customers:
        for moment in (now, now + _REST):
            if opening(hours, customers, moment, holidays).state.gives_tickets:
                print(f"Tickets can be taken at {moment:%H:%M}.")
                return 1
    print("Closed for the next hour.")
    return 0
