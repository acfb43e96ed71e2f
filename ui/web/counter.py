"""The counter's page and API: one big next, and everything else a teller does with a ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from kiosk import screens
from kiosk.event import Kind
from kiosk.lobby import Lobby
from kiosk.rating.case import KINDS
from kiosk.staff import Role
from kiosk.ticket import Ticket
from ui.web import deeds
from ui.web.at_counter import CounterView, counter_view
from ui.web.deeds import (
    AnyDeed,
    CounterId,
    Deed,
    NextDeed,
    PauseDeed,
    PauseReason,
    PlainDeed,
    TicketDeed,
    TransferDeed,
)
from ui.web.facts import CounterTicket, counter_ticket
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.manager import live_floor
from ui.web.problem import Problem
from ui.web.signin import Person, Teller, TellerWatching, fields, person
from ui.web.stream import After, LastId, Watch, follow
from ui.web.tongue import chosen, keep

router = APIRouter()


# Each verb with its values: for the API's routes, and for the forms of a page without scripts.
_VERBS: dict[str, tuple[type[AnyDeed], Callable[[Lobby, str, Any, str], Ticket | None]]] = {
    "next": (NextDeed, deeds.next_one),
    **{verb: (Deed, deeds.step(verb)) for verb in ("recall", "start", "finish", "miss", "park")},
    "transfer": (TransferDeed, deeds.transfer),
    "take-up": (TicketDeed, deeds.take_up),
    "return": (TicketDeed, deeds.bring_back),
    "pause": (PauseDeed, deeds.pause),
    "open": (PlainDeed, deeds.open_up),
    "close": (PlainDeed, deeds.close),
}

_OF_CUSTOMERS = KINDS | {Kind.RATED, Kind.NOTICE_ASKED, Kind.NOTICE_DUE, Kind.NOTICE_WITHDRAWN}
"""Tellers see totals only: neither that a customer judged nor that one was unhappy."""


class CounterFacts(BaseModel):
    """A counter: its ticket, and whom a press on next would call now."""

    counter: str
    open: bool
    reason: str
    ticket: CounterTicket | None
    next: str | None
    waiting: int
    parked: list[str]
    missed: list[str]


@router.get("/counter/{counter}", include_in_schema=False)
async def counter_page(request: Request, hall: TheHall, teller: Teller, counter: CounterId) -> Response:
    language = chosen(request, hall.branch.languages)
    live = await _live(hall, counter, language, teller)
    page = hall.page(
        request,
        "counter.html",
        person=teller,
        live=live,
        counter=counter,
        name=_name(hall, counter, language),
    )
    keep(request, page, hall.branch.languages)
    return page


@router.post("/counter/{counter}/{verb}", include_in_schema=False)
async def pressed(request: Request, hall: TheHall, teller: Teller, counter: CounterId, verb: str) -> Response:
    """A press on a page that runs no scripts."""
    if verb not in _VERBS:
        raise Problem(
            HTTPStatus.NOT_FOUND, f"A counter can't be told to {verb[:24]!r}; it can {', '.join(_VERBS)}."
        )
    model, do = _VERBS[verb]
    deed = deeds.read_form(model, await fields(request))
    await hall.clerks.ask(lambda clerk: do(clerk.lobby, counter, deed, teller.name))
    return RedirectResponse(f"/counter/{counter}", HTTPStatus.SEE_OTHER)


@router.get("/api/v1/counters/{counter}")
async def show_counter(hall: TheHall, _: Teller, counter: CounterId) -> CounterFacts:
    """Who is here, and who would be next."""
    return _facts(await hall.clerks.ask(lambda clerk: counter_view(clerk.lobby, counter)))


@router.get("/api/v1/events", response_class=StreamingResponse)
async def events(
    request: Request,
    hall: TheHall,
    teller: TellerWatching,
    counter: str = "",
    floor: bool = False,  # noqa: FBT001, FBT002  (a word of the address)
    last_event_id: LastId = None,
    after: After = None,
) -> Response:
    """Live changes of the lobby, and of one counter's page or the manager's tablet."""
    if floor and not teller.role.may(Role.MANAGER):
        raise Problem(HTTPStatus.FORBIDDEN, f"The floor is a manager's, which {teller.name} is not.")
    language = chosen(request, hall.branch.languages)
    if counter:
        await hall.clerks.ask(lambda clerk: clerk.lobby.site.counter(counter))

    async def still() -> bool:
        return await person(request, hall, used=False) is not None

    async def make() -> str:
        if floor:
            return await live_floor(hall, language, teller)
        return await _live(hall, counter, language, teller) if counter else ""

    watch = Watch("staff", (counter, floor, language, teller.session), make, seen_by_staff, still)
    return follow(hall, watch, last_event_id, after)


def seen_by_staff(told: Told) -> Mapping[str, Any] | None:
    """Staff may know of every change but who judged; what stands in the facts is for the log."""
    if told.kind in _OF_CUSTOMERS:
        return None
    return {"number": told.number, "counter": told.counter}


def _add(verb: str) -> None:
    model, do = _VERBS[verb]

    async def act(hall: TheHall, teller: Teller, counter: CounterId, deed: AnyDeed) -> CounterFacts:
        def work(lobby: Lobby) -> CounterView:
            do(lobby, counter, deed, teller.name)
            return counter_view(lobby, counter)

        return _facts(await hall.clerks.ask(lambda clerk: work(clerk.lobby)))

    act.__annotations__["deed"] = model
    router.add_api_route(
        f"/api/v1/counters/{{counter}}/{verb}",
        act,
        methods=["POST"],
        summary=verb.capitalize(),
        operation_id=f"counter_{verb.replace('-', '_')}",
        description=(model.__doc__ or "").strip(),
    )


for _verb in _VERBS:
    _add(_verb)


async def _live(hall: Hall, counter: str, language: str, teller: Person) -> str:
    view, asks = await hall.clerks.ask(lambda clerk: _look(clerk.lobby, counter))
    return hall.render(
        "counter_live.html",
        language,
        view=view,
        asks=asks,
        token=teller.form_token,
        reasons=list(PauseReason),
    )


def _look(lobby: Lobby, counter: str) -> tuple[CounterView, bool]:
    """The counter, and whether it asks how it was: then an end and the next call are two presses."""
    view = counter_view(lobby, counter)
    with lobby.site.store.read() as cursor:
        return view, counter in screens.asking(cursor)


def _name(hall: Hall, counter: str, language: str) -> str:
    found = hall.branch.counter(counter)
    return found.name.get(language, counter)


def _facts(view: CounterView) -> CounterFacts:
    return CounterFacts(
        counter=view.counter.id,
        open=view.desk.is_open,
        reason=view.desk.reason,
        ticket=counter_ticket(view.ticket) if view.ticket else None,
        next=view.next.label if view.next else None,
        waiting=view.waiting,
        parked=[ticket.label for ticket in view.parked],
        missed=[ticket.label for ticket in view.missed],
    )
