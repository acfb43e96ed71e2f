"""What staff do about advice, and help from the second line: each in the log, with who and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kiosk import rows, transfers
from kiosk.advice.decide import Advised, Deed
from kiosk.advice.stance import ADVICE, SUPPORT
from kiosk.clock import elapsed_s
from kiosk.duty import named
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.journal import Journal
from kiosk.scene import Scene, scene_at, waited_s
from kiosk.site import Site
from kiosk.ticket import TicketState


class Why(StrEnum):
    """Why advice is declined."""

    NOBODY = "nobody"
    """No teller is free."""
    EASING = "easing"
    """The manager sees that it gets better by itself."""
    SOON = "soon"
    """Somebody comes back in a moment."""
    OTHER = "other"


class SupportAnswer(StrEnum):
    """What the second line says."""

    COMING = "coming"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Standing:
    """Advice that nobody has answered yet."""

    advised: Advised
    since: datetime
    waiting: int
    is_escalated: bool


def standing(scene: Scene) -> Standing | None:
    """The advice that stands now."""
    matter = scene.matters.get(ADVICE)
    if matter is None:
        return None
    return Standing(
        advised_from(matter.facts), matter.since, matter.facts["waiting"], bool(matter.facts.get("escalated"))
    )


def advised_from(facts: dict[str, Any]) -> Advised:
    """Advice as the log has it."""
    return Advised(
        Deed(facts["deed"]),
        facts["counter"],
        facts["before_s"],
        facts["after_s"],
        facts["urgent"],
        facts["for_care"],
    )


def give(journal: Journal, advised: Advised, waiting: int) -> None:
    """Advise it, from now on."""
    facts = {
        "deed": advised.deed,
        "counter": advised.counter,
        "before_s": round(advised.before_s),
        "after_s": round(advised.after_s),
        "urgent": advised.is_urgent,
        "for_care": advised.for_care,
        "waiting": waiting,
    }
    journal.record(Kind.ADVICE_GIVEN, counter=advised.counter, facts=facts)


def follow(site: Site, counter: str, staff: str, ready_s: int) -> None:
    """The manager confirms it: everybody is told when a counter opens; one that may close is closed."""
    with site.writing() as journal:
        facts = _meant(journal, counter)
        took_s = round(elapsed_s(journal.matters[ADVICE].since, journal.now))
        said = {"deed": facts["deed"], "staff": named(staff), "took_s": took_s, "ready_s": ready_s}
        journal.record(Kind.ADVICE_FOLLOWED, counter=counter, facts=said)
        if facts["deed"] == Deed.CLOSE:
            journal.record(Kind.COUNTER_CLOSED, counter=counter, facts={"staff": named(staff)})
            sent = rows.tickets(journal.cursor, "live = 1 AND only_at = ?", counter)
            transfers.release(site, journal, sent)


def decline(site: Site, counter: str, staff: str, why: Why) -> None:
    """The manager says no, and why; it rests for a while."""
    with site.writing() as journal:
        facts = _meant(journal, counter)
        took_s = round(elapsed_s(journal.matters[ADVICE].since, journal.now))
        said = {
            "deed": facts["deed"],
            "staff": named(staff),
            "reason": why,
            "took_s": took_s,
            "urgent": facts["urgent"],
        }
        journal.record(Kind.ADVICE_DECLINED, counter=counter, facts=said)


def _meant(journal: Journal, counter: str) -> dict[str, Any]:
    matter = journal.matters.get(ADVICE)
    if matter is None or matter.facts["counter"] != counter:
        raise LobbyError(f"Nothing is advised of counter {counter} any more: look again, then press.")
    return matter.facts


def ask_support(site: Site, staff: str) -> dict[str, Any]:
    """Ask the second line for help, with the queue's figures as they are; what was asked."""
    with site.writing() as journal:
        known = journal.matters.get(SUPPORT)
        if known and "answer" not in known.facts:
            raise LobbyError("The second line was asked already and has not answered yet.")
        scene = scene_at(journal.cursor, site.branch, journal.now)
        waits = [waited_s(ticket, journal.now) for ticket in scene.in_state(TicketState.WAITING)]
        facts = {
            "staff": named(staff),
            "waiting": len(waits),
            "longest_s": round(max(waits, default=0.0)),
            "counters": sum(1 for _ in scene.open_counters()),
        }
        journal.record(Kind.SUPPORT_ASKED, facts=facts)
        return facts


def answer_support(site: Site, staff: str, answer: SupportAnswer) -> None:
    """What the second line said, and after how long."""
    with site.writing() as journal:
        known = journal.matters.get(SUPPORT)
        if known is None or "answer" in known.facts:
            raise LobbyError("The second line was not asked, or has answered.")
        took_s = round(elapsed_s(known.since, journal.now))
        said = {**known.facts, "answer": answer, "answered_by": named(staff), "took_s": took_s}
        journal.record(Kind.SUPPORT_ANSWERED, facts=said)


def history(site: Site, day: date) -> list[Event]:
    """What was advised on a day and what came of it, the latest first."""
    with site.store.read() as cursor:
        return rows.advice_events(cursor, day)[::-1]
