"""Who is on duty in the lobby, who asked for help, and what staff tell everybody of an outage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.matters import DUTY, HELP, OUTAGE, Matter
from kiosk.site import Site

_NAME_MOST = 40
_TEXT_MOST = 120
_LONGEST_MIN = 600


@dataclass(frozen=True, slots=True)
class Outage:
    """Service is slow or stands still: what everybody is told, and for how long it is expected."""

    text: Mapping[str, str]
    """By language."""
    minutes: int
    since: datetime

    @property
    def until(self) -> datetime:
        return self.since + timedelta(minutes=self.minutes)


def start(site: Site, staff: str) -> None:
    """Somebody comes on duty."""
    _record(site, Kind.DUTY_STARTED, {"staff": named(staff)})


def end(site: Site, staff: str) -> None:
    """Somebody goes off duty."""
    with site.writing() as journal:
        if f"{DUTY}{staff}" not in journal.matters:
            raise LobbyError(f"{staff} is not on duty.")
        journal.record(Kind.DUTY_ENDED, facts={"staff": staff})


def answer_help(site: Site, kind: str, staff: str) -> None:
    """Somebody goes to the customer who asked for help."""
    with site.writing() as journal:
        if f"{HELP}{kind}" not in journal.matters:
            raise LobbyError(f"Nobody waits for help of kind {kind!r}.")
        journal.record(Kind.HELP_ANSWERED, facts={"kind": kind, "staff": named(staff)})


def tell_outage(site: Site, text: Mapping[str, str], minutes: int, staff: str) -> None:
    """Tell board, tickets and voice of an outage; a later word takes the place of an earlier one."""
    if not 1 <= minutes <= _LONGEST_MIN:
        raise LobbyError(f"An outage is told with 1 to {_LONGEST_MIN} minutes; {minutes} were given.")
    for language in site.branch.languages:
        words = text.get(language, "")
        if not (0 < len(words) <= _TEXT_MOST and words.isprintable()):
            raise LobbyError(f"An outage needs 1 to {_TEXT_MOST} printable characters in {language}.")
    kept = {language: text[language] for language in site.branch.languages}
    _record(site, Kind.OUTAGE_TOLD, {"text": kept, "minutes": minutes, "staff": named(staff)})


def end_outage(site: Site, staff: str) -> None:
    """Everything works again."""
    with site.writing() as journal:
        if OUTAGE not in journal.matters:
            raise LobbyError("No outage was told.")
        journal.record(Kind.OUTAGE_ENDED, facts={"staff": named(staff)})


def on_duty(matters: Mapping[str, Matter]) -> dict[str, datetime]:
    """Who is on duty, and since when."""
    return {key.removeprefix(DUTY): matter.since for key, matter in matters.items() if key.startswith(DUTY)}


def outage_of(matters: Mapping[str, Matter]) -> Outage | None:
    """The outage that was told and has not ended."""
    told = matters.get(OUTAGE)
    return Outage(told.facts["text"], told.facts["minutes"], told.since) if told else None


def named(staff: str) -> str:
    """The name of one of the staff, if it is one."""
    if not (0 < len(staff) <= _NAME_MOST and staff.isprintable() and staff.strip()):
        raise LobbyError(f"The name of one of the staff is needed, 1 to {_NAME_MOST} printable characters.")
    return staff


def by(staff: str) -> dict[str, str]:
    """Who did it, as the log says it; nothing where nobody signed in, as at a terminal."""
    return {"staff": named(staff)} if staff else {}


def _record(site: Site, kind: Kind, facts: dict[str, object]) -> None:
    with site.writing() as journal:
        journal.record(kind, facts=facts)
