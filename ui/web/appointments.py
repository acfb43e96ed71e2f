"""Appointments as staff enter them: what for and when; who comes stays with whoever booked it."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from pydantic import BaseModel, Field

from kiosk.appointment import book
from kiosk.appointment.appointment import Appointment
from kiosk.appointment.book import Wanted
from ui.web.deeds import Id, PlainDeed
from ui.web.hall import TheHall
from ui.web.signin import LobbyManager

router = APIRouter()


class AppointmentDeed(PlainDeed):
    """An appointment to enter; without a code one is made."""

    service: Id
    slot: datetime
    """With its offset, or in the branch's own time."""
    code: str = Field(default="", pattern=r"^([0-9]{4,6})?$")
    request_id: str = Field(default="", max_length=book.REQUEST_MOST)
    """The same `request_id` never makes a second appointment: a retry gets the first one's answer."""


class AppointmentFacts(BaseModel):
    """An appointment; the code is gone once its ticket was taken, or weeks after nobody came."""

    id: int
    service: str
    slot: datetime
    code: str | None
    used: bool


@router.post("/api/v1/appointments", status_code=HTTPStatus.CREATED)
async def enter(hall: TheHall, _: LobbyManager, deed: AppointmentDeed) -> AppointmentFacts:
    """Enter an appointment."""
    wanted = Wanted(deed.service, deed.slot, deed.code, deed.request_id)
    [made] = await hall.clerks.ask(lambda clerk: book.add(clerk.lobby.site, [wanted]))
    return _facts(made)


@router.get("/api/v1/appointments")
async def of_day(hall: TheHall, _: LobbyManager, day: date | None = None) -> list[AppointmentFacts]:
    """Those of a day, by default of today."""
    wanted = day or hall.site.clock().date()
    found = await hall.clerks.ask(lambda clerk: book.of_day(clerk.lobby.site, wanted))
    return [_facts(each) for each in found]


def _facts(appointment: Appointment) -> AppointmentFacts:
    return AppointmentFacts(
        id=appointment.id,
        service=appointment.service,
        slot=appointment.slot,
        code=appointment.code,
        used=appointment.ticket_id is not None,
    )
