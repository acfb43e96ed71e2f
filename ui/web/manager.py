"""The manager's tablet: who waits and how late, the green channel, an assisted ticket, what to see to."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from config.schema import TicketClass
from kiosk.explained import Explained, explained
from kiosk.green import Reason
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.ticket import Ticket
from kiosk.visits import Care
from ui.reports.tongue import Tongue
from ui.web.advice import figures, told_of
from ui.web.deeds import Id, PlainDeed
from ui.web.explained import detail, wait_told, why_words
from ui.web.facts import TicketDetail, TicketFacts, ticket_facts
from ui.web.floor import floor_view, zones_shown
from ui.web.hall import Hall, TheHall
from ui.web.signin import LobbyManager, Person
from ui.web.tongue import chosen, keep

router = APIRouter()

Number = Annotated[str, Path(pattern=r"^[A-Za-z][0-9]{1,6}$")]
_HELP = r"^[a-z][a-z_-]{0,23}$"


class TakeDeed(PlainDeed):
    """A ticket taken for a customer. The same `request_id` never makes a second one."""

    services: list[Id] = Field(min_length=1, max_length=9)
    ticket_class: TicketClass = TicketClass.ORDINARY
    language: str | None = Field(default=None, max_length=8)
    large: bool = False
    slot: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    """An appointment's time today, as 10:30."""
    request_id: str | None = Field(default=None, min_length=1, max_length=60)


class LiftDeed(PlainDeed):
    """The green channel: before the others, or with a counter called there now."""

    reason: Reason
    counter: Id | None = None


class SendDeed(PlainDeed):
    """To a service or one counter, with the number kept."""

    to: Id


class VisitDeed(PlainDeed):
    """A customer who waits was looked after, and how, if it is said."""

    care: Care | None = None


class PresenceDeed(PlainDeed):
    """Whether a customer who was looked for is here."""

    here: bool


class OutageDeed(PlainDeed):
    """What everybody is told, in every language of the branch, and for how many minutes."""

    text: dict[str, str] = Field(max_length=12)
    minutes: int = Field(ge=1, le=600)


class CostFacts(BaseModel):
    """What a lift takes from the others, and how the day's quota stands."""

    people: int
    minutes: int
    sentence: str
    today: int
    quota: int


class LiftFacts(BaseModel):
    """A lift that was made."""

    ticket: TicketFacts
    people: int
    minutes: int
    today: int
    quota: int
    over_quota: bool


@router.get("/manager", include_in_schema=False)
async def manager_page(request: Request, hall: TheHall, manager: LobbyManager) -> Response:
    language = chosen(request, hall.branch.languages)
    page = hall.page(
        request,
        "manager.html",
        person=manager,
        live=await live_floor(hall, language, manager),
        reasons=list(Reason),
        outage_words={code: hall.phrases[code]("manager.outage_words") for code in hall.branch.languages},
    )
    keep(request, page, hall.branch.languages)
    return page


async def live_floor(hall: Hall, language: str, manager: Person) -> str:
    """The tablet's live part."""
    view = await hall.clerks.ask(lambda clerk: floor_view(clerk.lobby, manager.name))
    advised = await told_of(hall)
    zones = zones_shown(view, hall.branch.zones)
    return hall.render(
        "manager_live.html",
        language,
        view=view,
        zones=zones,
        tongue=Tongue(hall.branch, hall.phrases[language]),
        token=manager.form_token,
        me=manager.name,
        advised=advised,
        figures=figures(hall),
        cares=list(Care),
    )


@router.post("/api/v1/tickets", status_code=HTTPStatus.CREATED)
async def take(request: Request, hall: TheHall, _: LobbyManager, deed: TakeDeed) -> TicketFacts:
    """Take a ticket for a customer."""
    wanted = IssueRequest(
        services=tuple(deed.services),
        request_id=f"staff-{deed.request_id or secrets.token_hex(8)}",
        ticket_class=deed.ticket_class,
        language=deed.language or chosen(request, hall.branch.languages),
        large=deed.large,
        slot=_today(hall, deed.slot) if deed.slot else None,
    )
    return ticket_facts(await hall.clerks.ask(lambda clerk: clerk.lobby.issue(wanted)))


def _today(hall: Hall, at: str) -> datetime:
    now = hall.site.clock()
    return datetime.combine(now.date(), time.fromisoformat(at), now.tzinfo)


@router.get("/api/v1/tickets/{number}")
async def show(request: Request, hall: TheHall, _: LobbyManager, number: Number) -> TicketDetail:
    """One of today's tickets: what was told of its wait, what would be told now, and from which figures."""
    return detail(await _look(hall, number), hall.phrases[chosen(request, hall.branch.languages)])


@router.get("/manager/tickets/{number}", include_in_schema=False)
async def look(request: Request, hall: TheHall, _: LobbyManager, number: Number) -> Response:
    """The same as a piece of the tablet's page."""
    language = chosen(request, hall.branch.languages)
    found, words = await _look(hall, number), hall.phrases[language]
    return HTMLResponse(
        hall.render(
            "manager_look.html",
            language,
            found=found,
            told=wait_told(found.ticket.promise.wait, words),
            told_now=wait_told(found.now.telling.promise.wait, words) if found.now else "",
            because=partial(why_words, words=words),
        )
    )


async def _look(hall: Hall, number: str) -> Explained:
    return await hall.clerks.ask(lambda clerk: explained(clerk.lobby.site, clerk.lobby.find(number)))


@router.get("/api/v1/tickets/{number}/lift")
async def lift_cost(request: Request, hall: TheHall, _: LobbyManager, number: Number) -> CostFacts:
    """What a lift would cost the others now."""
    words = hall.phrases[chosen(request, hall.branch.languages)]

    def look(lobby: Lobby) -> CostFacts:
        cost = lobby.lift_cost(lobby.find(number).id)
        return CostFacts(
            people=cost.people,
            minutes=cost.minutes,
            sentence=words("manager.cost", count=cost.people, minutes=cost.minutes),
            today=sum(lifter.lifts for lifter in lobby.green_report()),
            quota=lobby.branch.green.daily_quota,
        )

    return await hall.clerks.ask(lambda clerk: look(clerk.lobby))


@router.post("/api/v1/tickets/{number}/lift")
async def lift(hall: TheHall, manager: LobbyManager, number: Number, deed: LiftDeed) -> LiftFacts:
    """Lift a waiting customer, or call them to a counter now."""

    def work(lobby: Lobby) -> LiftFacts:
        ticket = lobby.find(number)
        made = (
            lobby.call_now(ticket.id, deed.counter, manager.name, deed.reason)
            if deed.counter
            else lobby.lift(ticket.id, manager.name, deed.reason)
        )
        return LiftFacts(
            ticket=ticket_facts(made.ticket),
            people=made.cost.people,
            minutes=made.cost.minutes,
            today=made.today,
            quota=made.quota,
            over_quota=made.over_quota,
        )

    return await hall.clerks.ask(lambda clerk: work(clerk.lobby))


@router.post("/api/v1/tickets/{number}/undo-lift")
async def undo_lift(hall: TheHall, manager: LobbyManager, number: Number, _: PlainDeed) -> TicketFacts:
    """Take a lift back, soon and before the call."""
    return await _on_ticket(hall, number, lambda lobby, ticket: lobby.undo_lift(ticket.id, manager.name))


@router.post("/api/v1/tickets/{number}/transfer")
async def transfer(hall: TheHall, manager: LobbyManager, number: Number, deed: SendDeed) -> TicketFacts:
    """Send a waiting customer elsewhere."""

    def send(lobby: Lobby, ticket: Ticket) -> Ticket:
        return lobby.transfer_waiting(ticket.id, deed.to, manager.name)

    return await _on_ticket(hall, number, send)


@router.post("/api/v1/tickets/{number}/visit")
async def visit(hall: TheHall, manager: LobbyManager, number: Number, deed: VisitDeed) -> TicketFacts:
    """A waiting customer was looked after."""

    def note(lobby: Lobby, ticket: Ticket) -> Ticket:
        return lobby.visit_care(ticket.id, manager.name, deed.care)

    return await _on_ticket(hall, number, note)


@router.post("/api/v1/tickets/{number}/presence")
async def presence(hall: TheHall, manager: LobbyManager, number: Number, deed: PresenceDeed) -> TicketFacts:
    """A customer was looked for."""

    def answer(lobby: Lobby, ticket: Ticket) -> Ticket:
        return lobby.answer_presence(ticket.id, is_here=deed.here, staff=manager.name)

    return await _on_ticket(hall, number, answer)


@router.post("/api/v1/tickets/{number}/return")
async def bring_back(hall: TheHall, manager: LobbyManager, number: Number, _: PlainDeed) -> TicketFacts:
    """A missed, parked or absent customer waits again."""
    return await _on_ticket(hall, number, lambda lobby, ticket: lobby.bring_back(ticket.id, manager.name))


@router.post("/api/v1/tickets/{number}/cancel")
async def cancel(hall: TheHall, manager: LobbyManager, number: Number, _: PlainDeed) -> TicketFacts:
    """The customer left, or the number is void."""
    return await _on_ticket(hall, number, lambda lobby, ticket: lobby.cancel(ticket.id, manager.name))


@router.post("/api/v1/tickets/{number}/reprint")
async def reprint(hall: TheHall, _: LobbyManager, number: Number, __: PlainDeed) -> TicketFacts:
    """Another copy of the paper, marked as one."""

    def again(lobby: Lobby, ticket: Ticket) -> Ticket:
        lobby.reprint(ticket.id)
        return ticket

    return await _on_ticket(hall, number, again)


@router.post("/api/v1/duty", status_code=HTTPStatus.NO_CONTENT)
async def start_duty(hall: TheHall, manager: LobbyManager, _: PlainDeed) -> None:
    """Whoever is signed in comes on duty."""
    await hall.clerks.ask(lambda clerk: clerk.lobby.start_duty(manager.name))


@router.post("/api/v1/duty/end", status_code=HTTPStatus.NO_CONTENT)
async def end_duty(hall: TheHall, manager: LobbyManager, _: PlainDeed) -> None:
    """Whoever is signed in goes off duty."""
    await hall.clerks.ask(lambda clerk: clerk.lobby.end_duty(manager.name))


@router.post("/api/v1/help/{kind}", status_code=HTTPStatus.NO_CONTENT)
async def answer_help(
    hall: TheHall, manager: LobbyManager, kind: Annotated[str, Path(pattern=_HELP)], _: PlainDeed
) -> None:
    """Somebody goes to the customer who asked for help."""
    await hall.clerks.ask(lambda clerk: clerk.lobby.answer_help(kind, manager.name))


@router.post("/api/v1/outage", status_code=HTTPStatus.NO_CONTENT)
async def tell_outage(hall: TheHall, manager: LobbyManager, deed: OutageDeed) -> None:
    """Tell board, tickets and voice that service is slow."""
    await hall.clerks.ask(lambda clerk: clerk.lobby.tell_outage(deed.text, deed.minutes, manager.name))


@router.post("/api/v1/outage/end", status_code=HTTPStatus.NO_CONTENT)
async def end_outage(hall: TheHall, manager: LobbyManager, _: PlainDeed) -> None:
    """Everything works again."""
    await hall.clerks.ask(lambda clerk: clerk.lobby.end_outage(manager.name))


async def _on_ticket(hall: Hall, number: str, deed: Callable[[Lobby, Ticket], Ticket]) -> TicketFacts:
    def work(lobby: Lobby) -> Ticket:
        return deed(lobby, lobby.find(number))

    return ticket_facts(await hall.clerks.ask(lambda clerk: work(clerk.lobby)))
