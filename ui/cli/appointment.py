"""`kiosk appointment`: enter one, enter a bank's list, see a day's."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from typing import Any

from kiosk.appointment import book
from kiosk.appointment.appointment import Appointment
from kiosk.appointment.book import Wanted
from kiosk.appointment.sheet import wanted_from
from ui.cli.said import say_json
from ui.cli.setting import SettingError, setting


def add(given: Namespace) -> int:
    _enter(given, [Wanted(given.service, given.at, given.code)])
    return 0


def import_file(given: Namespace) -> int:
    try:
        # As spreadsheets write it, with or without a mark at the front.
        with given.file.open(encoding="utf-8-sig", newline="") as lines:
            wanted = wanted_from(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{given.file} can't be read as a UTF-8 file: {error}") from error
    _enter(given, wanted)
    return 0


def list_day(given: Namespace) -> int:
    here = setting(given)
    with closing(here.store()) as store:
        _tell(given, book.of_day(here.site(store), given.day or here.clock().date()))
    return 0


def _enter(given: Namespace, wanted: list[Wanted]) -> None:
    here = setting(given)
    with closing(here.store()) as store:
        _tell(given, book.add(here.site(store), wanted))


def _tell(given: Namespace, found: list[Appointment]) -> None:
    if given.json:
        say_json([appointment_value(each) for each in found])
        return
    for each in found:
        print(f"{each.slot:%Y-%m-%d %H:%M}  {each.service}: {_standing(each)}")


def _standing(appointment: Appointment) -> str:
    if appointment.code:
        return f"code {appointment.code}"
    return "nobody came" if appointment.ticket_id is None else "ticket taken"


def appointment_value(appointment: Appointment) -> dict[str, Any]:
    """An appointment as `--json` gives it."""
    return {
        "id": appointment.id,
        "service": appointment.service,
        "slot": appointment.slot.isoformat(),
        "code": appointment.code,
        "used": appointment.ticket_id is not None,
    }
