"""What the page of a first start shows: one question, and what came of the last press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from kiosk.commissioning import record
from kiosk.commissioning.gate import has_administrator
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES, Progress, Step
from kiosk.commissioning.trial_ticket import Trial, how_it_fares
from kiosk.commissioning.wishes import Answer, Want, Wish, answer_to, ask
from kiosk.errors import LobbyError
from ui.first_start.words import NAMES, QUESTIONS, answer_said, reason_said
from ui.web.clerks import Clerk
from ui.web.hall import Hall
from ui.web.tongue import chosen, keep

_LOOKS = frozenset({Step.PRINTER, Step.NETWORK})
"""These show what the box itself sees."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page's address says."""

    rooms: Rooms
    token: str
    wish: str
    """What was asked for by the last press."""
    look: str
    """Under which name the box was asked what it sees."""
    paper: int
    """The ticket that was printed to try the printer."""
    fault: str
    """Why the last press came to nothing."""


async def page_of(request: Request, hall: Hall, shown: Shown) -> Response:
    """The whole page; one that waits for an answer asks again by itself."""
    facts = await hall.clerks.ask(lambda clerk: _facts(clerk, shown))
    progress: Progress = facts["progress"]
    answer: Answer | None = facts["answer"]
    language = chosen(request, hall.branch.languages, progress.language)
    say = hall.phrases[language]
    page = hall.page(
        request,
        "first_start.html",
        spoken=progress.language,
        token=shown.token,
        steps=[(step, say(NAMES[step])) for step in Step],
        question=say(QUESTIONS[progress.step]),
        speaks={code: hall.phrases[code]("language.name") for code in LANGUAGES if code in hall.phrases},
        said=answer_said(answer, say) if answer else reason_said(shown.fault, say),
        again=_again(shown, facts),
        clock=_clock(hall, facts["look"]),
        **facts,
    )
    keep(request, page, hall.branch.languages)
    return page


def _facts(clerk: Clerk, shown: Shown) -> dict[str, Any]:
    progress = record.read(shown.rooms)
    look = shown.look
    if progress.step in _LOOKS and not look:
        look = ask(shown.rooms, Want.LOOK).id
    seen = answer_to(shown.rooms, Wish(look, Want.LOOK)) if look else None
    answer = answer_to(shown.rooms, Wish(shown.wish, Want.LOOK)) if shown.wish else None
    ending = progress.step is Step.ADMINISTRATOR
    return {
        "progress": progress,
        "step": progress.step,
        "answer": answer,
        "waits": bool(shown.wish) and answer is None,
        "look_id": look,
        "seen": seen is not None,
        "look": seen.facts if seen else {},
        "was_read": shown.rooms.adopted.exists() and not (answer and not answer.fine),
        "trial": _trial(clerk, shown.paper),
        "has_administrator": ending and has_administrator(clerk.store),
    }


def _trial(clerk: Clerk, ticket: int) -> Trial | None:
    if not ticket:
        return None
    try:
        return how_it_fares(clerk.lobby.site, ticket)
    except LobbyError:
        return None


def _again(shown: Shown, facts: dict[str, Any]) -> str:
    """The address that the page goes on to by itself while it waits; empty where it does not."""
    trial = facts["trial"]
    unseen = facts["look_id"] and not facts["seen"]
    if not (facts["waits"] or unseen or (trial and not trial.is_over)):
        return ""
    asked = {"w": shown.wish, "l": facts["look_id"], "p": shown.paper or ""}
    return "/first-start?" + "&".join(f"{name}={value}" for name, value in asked.items() if value)


def _clock(hall: Hall, look: dict[str, Any]) -> str:
    """The box's own time, as the branch's clock on the wall would have it."""
    try:
        told = datetime.fromisoformat(str(look.get("time")))
    except ValueError:
        return ""
    return f"{told.astimezone(hall.site.clock().tzinfo):%Y-%m-%d %H:%M}"
