"""`kiosk archive`: closed days into files and out of the store, and what is in the files."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from config.retention import Retention, load_retention
from kiosk.archive.closing import ArchiveWaits, Shelf, archive
from kiosk.archive.file import Filed, place_of, read, take_away
from kiosk.archive.kept import kept, tickets_of, verify
from kiosk.errors import LobbyError
from kiosk.finding import finding
from kiosk.store import StoreError
from kiosk.ticket import Ticket
from kiosk.upkeep import ARCHIVE, chore_done, chore_failed
from ui.cli.said import say_json
from ui.cli.setting import Setting, setting
from ui.upkeep.spoken import english, sentence


def archived(given: Namespace) -> int:
    here = setting(given)
    rules = load_retention(here.config)
    folder = Path(rules.folder) if rules.folder else here.data / "archive"
    if given.deed == "run":
        return _run(here, rules, folder, given.days)
    deeds: dict[str, Callable[[], int]] = {
        "list": lambda: _list(here, json=given.json),
        "show": lambda: _show(read(place_of(folder, given.day)), json=given.json),
        "verify": lambda: _verify(here, folder),
    }
    return deeds[given.deed]()


def _run(here: Setting, rules: Retention, folder: Path, most: int | None) -> int:
    with closing(here.store()) as store:
        site = here.site(store)
        try:
            done = archive(site, Shelf(folder, rules.keep_days), most)
            taken = take_away(folder, _oldest(here, rules))
        except ArchiveWaits as why:
            chore_done(site, ARCHIVE, finding("doctor.archive_waits"))
            print(why)
            return 0
        except (StoreError, LobbyError, OSError) as fault:
            # Staff see it on the tablet until it works again.
            chore_failed(site, ARCHIVE, finding("doctor.chore_fault", words=str(fault)))
            raise
        made = finding("doctor.archive_made", days=len(done.days), folder=str(folder), rows=done.rows)
        chore_done(site, ARCHIVE, made)
    gone = f" {taken} files were older than {rules.archive_days} days and are deleted." if taken else ""
    print(f"{sentence(made, english())}{gone}")
    return 0


def _oldest(here: Setting, rules: Retention) -> date:
    """Files of days before this one are not kept any more."""
    return (here.clock() - timedelta(days=rules.archive_days)).date() if rules.archive_days else date.min


def _list(here: Setting, *, json: bool) -> int:
    with closing(here.store()) as store:
        found = kept(store)
    if json:
        say_json(
            [
                {
                    "day": each.day.isoformat(),
                    "rows": each.last - each.first + 1,
                    "tickets": each.tickets,
                    "file": str(each.file),
                    "sha256": each.digest,
                    "box": each.box,
                }
                for each in found
            ]
        )
        return 0
    for each in found:
        rows, there = each.last - each.first + 1, "" if each.file.exists() else "  (its file is not here)"
        print(f"{each.day}  {each.tickets:>5} tickets  {rows:>6} rows  {each.file}{there}")
    return 0


def _show(filed: Filed, *, json: bool) -> int:
    tickets = tickets_of(filed)
    if json:
        say_json([_ticket(each) for each in tickets])
        return 0
    head = filed.head
    print(f"{head.day}: {len(tickets)} tickets, rows {head.first} to {head.last}, sha256 {filed.digest}")
    for each in tickets:
        called = f"{each.called_at:%H:%M}" if each.called_at else "-    "
        ended = f"{each.finished_at:%H:%M}" if each.finished_at else "-    "
        print(
            f"{each.label:<6} {each.issued_at:%H:%M}  {called}  {ended}  {each.state.value:<10}"
            f" {', '.join(each.services)}"
        )
    return 0


def _ticket(ticket: Ticket) -> dict[str, object]:
    moments = {
        "issued_at": ticket.issued_at,
        "called_at": ticket.called_at,
        "finished_at": ticket.finished_at,
    }
    return {
        "number": ticket.label,
        "services": list(ticket.services),
        "class": ticket.ticket_class.value,
        "state": ticket.state.value,
        "counter": ticket.counter,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def _verify(here: Setting, folder: Path) -> int:
    with closing(here.store()) as store:
        found = kept(store)
    faults = list(verify(folder, found))
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{len(found)} archived days are what they were.")
    return 1 if faults else 0
