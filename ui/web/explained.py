"""Why a wait is what was told, in sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from config.phrases import Phrases
from kiosk.explained import Explained
from kiosk.minutes import wait_words
from kiosk.predict.trial import Engine
from kiosk.ticket import WaitRange
from ui.web.facts import NowFacts, TicketDetail, WaitFacts, WhyFacts, ticket_facts

_WAYS = {
    Engine.PLAIN: "manager.wait_by_queue",
    Engine.QUEUE: "manager.wait_by_queue",
    Engine.PLAYED: "manager.wait_by_played",
    Engine.POOL: "manager.wait_by_pool",
}
_MINUTE_S = 60


def why_words(why: Mapping[str, Any], words: Phrases) -> str:
    """Who goes first, windows, what a customer takes there and who taught it, and how it was reckoned."""
    told = words(
        "manager.wait_sentence",
        people=words("manager.wait_people", count=round(why["ahead"])),
        windows=words("manager.wait_windows", count=why["counters"]),
        minutes=_minutes(why["service_s"]),
        learned=words("manager.wait_learned", count=why["learned_from"]),
        way=words(_WAYS[Engine(why["engine"])]),
    )
    # Whoever comes before the doors open waits for that as well.
    until_s = why.get("until_open_s", 0)
    return told + (words("manager.wait_until_open", minutes=_minutes(until_s)) if until_s else "")


def _minutes(seconds: float) -> str:
    return f"{seconds / _MINUTE_S:.1f}".removesuffix(".0")


def wait_told(wait: WaitRange | None, words: Phrases) -> str:
    """A wait as the customer is told it."""
    return wait_words(wait, words) if wait else words("manager.wait_untold")


def detail(found: Explained, words: Phrases) -> TicketDetail:
    """A ticket with its promise explained, as the API has it."""
    wait, now = found.ticket.promise.wait, found.now
    told = WaitFacts(
        p50_s=wait.p50_s if wait else None,
        p90_s=wait.p90_s if wait else None,
        late_s=found.late_s,
        why=_why(found.why),
        sentence=why_words(found.why, words) if found.why else None,
    )
    return TicketDetail(
        **ticket_facts(found.ticket).model_dump(), told=told, now=_now(found, words) if now else None
    )


def _now(found: Explained, words: Phrases) -> NowFacts | None:
    if found.now is None:
        return None
    telling = found.now.telling
    wait = telling.promise.wait
    return NowFacts(
        ahead=telling.promise.ahead,
        p50_s=wait.p50_s if wait else None,
        p90_s=wait.p90_s if wait else None,
        waited_s=found.now.waited_s,
        late_s=found.now.late_s,
        why=_why(telling.why),
        sentence=why_words(telling.why, words) if telling.why else None,
    )


def _why(why: Mapping[str, Any] | None) -> WhyFacts | None:
    return WhyFacts.model_validate(why) if why else None
