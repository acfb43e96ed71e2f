"""Unhappy customers: who sees to them, since when it calls, and what the customer is told in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from kiosk import rows
from kiosk.lobby import Lobby
from kiosk.rating import cases, tables
from kiosk.rating.case import Case, Rung
from kiosk.rating.cases import UnknownCaseError, is_late
from kiosk.rating.rating import Rating
from kiosk.staff import Role
from kiosk.store import Cursor
from kiosk.ticket import TicketState
from ui.web.deeds import PlainDeed, Words
from ui.web.feed import Told
from ui.web.hall import Hall, TheHall
from ui.web.problem import Problem
from ui.web.signin import LobbyManager, LobbyManagerWatching, Person, person
from ui.web.stream import After, LastId, Watch, follow
from ui.web.tongue import chosen, keep

router = APIRouter()

_CLOSED_DAYS = 30
_CLOSED_MOST = 100

Reference = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,20}$")]


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with the number on the ticket and what the customer said, for whoever sees to it."""

    case: Case
    number: str
    counter: str | None
    said: Rating | None
    late: bool
    missed: bool
    """Whether the counter has noted that this customer did not come."""


class TakeCaseDeed(PlainDeed):
    """Whoever is signed in goes to the customer."""


class HandOverDeed(PlainDeed):
    """To a named person, and how the customer reaches them."""

    to: Words
    contact: Words


class CloseCaseDeed(PlainDeed):
    """What the customer is told who asks by the reference."""

    result: Words


class CaseFacts(BaseModel):
    """A case as managers see it."""

    reference: str
    number: str
    counter: str | None
    wants_manager: bool
    reasons: list[str]
    comment: str
    opened_at: datetime
    called_at: datetime
    told: str
    """How far up it was told that nobody has gone yet: `counter`, `manager`, `head` or `superior`."""
    due_on: date
    late: bool
    owner: str | None
    contact: str
    taken_at: datetime | None
    closed_at: datetime | None
    result: str


@router.get("/cases", include_in_schema=False)
async def cases_page(request: Request, hall: TheHall, manager: LobbyManager) -> Response:
    language = chosen(request, hall.branch.languages)
    page = hall.page(request, "cases.html", person=manager, live=await _live(hall, language, manager))
    keep(request, page, hall.branch.languages)
    return page


@router.get("/api/v1/cases")
async def show_cases(hall: TheHall, _: LobbyManager) -> list[CaseFacts]:
    """The open cases, oldest first, then those that were closed of late."""
    opened, closed = await hall.clerks.ask(lambda clerk: _all(clerk.lobby))
    return [_facts(view) for view in (*opened, *closed)]


@router.post("/api/v1/cases/{reference}/take")
async def take(hall: TheHall, manager: LobbyManager, reference: Reference, _: TakeCaseDeed) -> CaseFacts:
    """Go to the customer; whoever is asked first owns the case."""
    return await _do(
        hall, reference, lambda lobby, case: cases.take(lobby.site, case.ticket_id, manager.name)
    )


@router.post("/api/v1/cases/{reference}/hand-over")
async def hand_over(
    hall: TheHall, manager: LobbyManager, reference: Reference, deed: HandOverDeed
) -> CaseFacts:
    """Give it to somebody by name; the customer can read who, and how to reach them."""
    return await _do(
        hall,
        reference,
        lambda lobby, case: cases.hand_over(
            lobby.site, case.ticket_id, manager.name, deed.to.strip(), deed.contact
        ),
    )


@router.post("/api/v1/cases/{reference}/close")
async def close(hall: TheHall, manager: LobbyManager, reference: Reference, deed: CloseCaseDeed) -> CaseFacts:
    """Say what came of it: the owner does, or an administrator in their own name."""
    head = _heads(manager)
    return await _do(
        hall,
        reference,
        lambda lobby, case: cases.close(lobby.site, case.ticket_id, manager.name, deed.result, head=head),
    )


@router.get("/api/v1/cases/events", response_class=StreamingResponse)
async def events(
    request: Request,
    hall: TheHall,
    manager: LobbyManagerWatching,
    last_event_id: LastId = None,
    after: After = None,
) -> Response:
    """The list whenever it changes."""
    language = chosen(request, hall.branch.languages)

    async def still() -> bool:
        return await person(request, hall, used=False) is not None

    key = ("cases", language, manager.session)
    watch = Watch("staff", key, lambda: _live(hall, language, manager), _nothing_beside, still)
    return follow(hall, watch, last_event_id, after)


def _heads(manager: Person) -> bool:
    """Whether somebody answers for the branch, and so for everybody's cases."""
    return manager.role.may(Role.ADMINISTRATOR)


def _nothing_beside(_: Told) -> Mapping[str, Any] | None:
    """The list says it all."""
    return None


async def _live(hall: Hall, language: str, manager: Person) -> str:
    opened, closed = await hall.clerks.ask(lambda clerk: _all(clerk.lobby))
    return hall.render(
        "cases_live.html",
        language,
        opened=opened,
        closed=closed,
        token=manager.form_token,
        me=manager.name,
        head=_heads(manager),
        reasons={reason.id: reason.name for reason in hall.branch.rating.reasons},
    )


async def _do(hall: Hall, reference: str, deed: Callable[[Lobby, Case], Case]) -> CaseFacts:
    def work(lobby: Lobby) -> CaseView:
        with lobby.site.store.read() as cursor:
            found = tables.cases(cursor, "reference = ?", reference.upper())
        if not found:
            raise UnknownCaseError(f"There is no case {reference.upper()}.")
        done = deed(lobby, found[0])
        with lobby.site.store.read() as cursor:
            return _view(cursor, done, lobby.site.clock().date())

    try:
        return _facts(await hall.clerks.ask(lambda clerk: work(clerk.lobby)))
    except UnknownCaseError as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error)) from error


def _all(lobby: Lobby) -> tuple[list[CaseView], list[CaseView]]:
    """The open ones, and those closed of late, the newest first."""
    now = lobby.site.clock()
    since = now - timedelta(days=_CLOSED_DAYS)
    with lobby.site.store.read() as cursor:
        opened = [_view(cursor, each, now.date()) for each in tables.cases(cursor, "closed_at IS NULL")]
        closed = tables.cases(cursor, "closed_at > ?", since.isoformat())
        latest = sorted(closed, key=lambda case: case.closed_at or now, reverse=True)[:_CLOSED_MOST]
        return opened, [_view(cursor, each, now.date()) for each in latest]


def _view(cursor: Cursor, case: Case, today: date) -> CaseView:
    ticket = rows.ticket(cursor, case.ticket_id)
    return CaseView(
        case=case,
        number=ticket.label if ticket else "",
        counter=ticket.counter if ticket else None,
        said=tables.rating_of(cursor, case.ticket_id),
        late=is_late(case, today),
        missed=ticket is not None and ticket.state is TicketState.MISSED,
    )


def _facts(view: CaseView) -> CaseFacts:
    case, said = view.case, view.said
    return CaseFacts(
        reference=case.reference,
        number=view.number,
        counter=view.counter,
        wants_manager=case.call_manager,
        reasons=list(said.verdict.reasons) if said else [],
        comment=said.verdict.comment if said else "",
        opened_at=case.opened_at,
        called_at=case.called_at,
        told=Rung(case.rung).name.lower(),
        due_on=case.due_on,
        late=view.late,
        owner=case.owner,
        contact=case.contact,
        taken_at=case.taken_at,
        closed_at=case.closed_at,
        result=case.result,
    )
