"""The rating's JSON as the contract has it: every value with its bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from kiosk.scoring.intake import RatingRefused
from kiosk.scoring.rating import Rating, content_hash

_DAY_S = 86_400
_SHOWN = 60
_FAULTS_MOST = 5
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"

Id = Annotated[str, Field(min_length=1, max_length=40, pattern=_PLAIN)]
Waited = Annotated[float, Field(ge=0, le=7 * _DAY_S, allow_inf_nan=False)]
Reason = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]


class Channel(StrEnum):
    """Where the customer said it."""

    PHONE = "phone"
    KIOSK = "kiosk"
    COUNTER = "counter"


class TicketForm(BaseModel):
    """Which visit was judged."""

    model_config = ConfigDict(strict=True)

    id: Id
    number: Annotated[str, Field(min_length=1, max_length=12, pattern=_PLAIN)]
    business_date: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
    services: Annotated[list[Id], Field(min_length=1, max_length=24)]
    zone: Annotated[str, Field(max_length=40, pattern=_PLAIN)] | None
    ticket_class: Annotated[str, Field(alias="class", max_length=24, pattern=_PLAIN)]


class RatingForm(BaseModel):
    """One rating. Anything may be added beside these."""

    model_config = ConfigDict(strict=True)

    id: UUID
    branch: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$")]
    ticket: TicketForm
    counter: Annotated[str, Field(max_length=24, pattern=_PLAIN)] | None
    teller: Annotated[str, Field(max_length=40, pattern=_PLAIN)] | None
    score: Annotated[int, Field(ge=1, le=5)]
    reasons: Annotated[list[Reason], Field(max_length=10)]
    comment: Annotated[str, Field(max_length=2_000, pattern=_TEXT)] | None
    call_manager: bool
    channel: Channel
    rated_at: AwareDatetime
    issued_at: AwareDatetime
    called_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    wait_s: Waited | None
    service_s: Waited | None
    reference: Annotated[str, Field(max_length=24, pattern=_PLAIN)] = ""
    version: Annotated[int, Field(ge=1, le=1_000)] = 1


def read_rating(body: bytes, content: Mapping[str, Any]) -> Rating:
    """The rating in a body; RatingRefused names each value that is out of its bound."""
    try:
        form = RatingForm.model_validate_json(body)
    except ValidationError as error:
        raise RatingRefused(sentences(error)) from None
    ticket = form.ticket
    return Rating(
        id=str(form.id),
        unit=form.branch,
        ticket=ticket.id,
        number=ticket.number,
        day=ticket.business_date,
        service=ticket.services[0],
        counter=form.counter or "",
        person=(form.teller or "").strip(),
        score=form.score,
        reasons=tuple(form.reasons),
        comment=form.comment or "",
        call_manager=form.call_manager,
        channel=form.channel.value,
        rated_at=form.rated_at,
        version=form.version,
        reference=form.reference,
        content=body.decode(),
        hash=content_hash(content),
    )


def sentences(error: ValidationError) -> str:
    told = []
    for fault in error.errors(include_url=False, include_context=False)[:_FAULTS_MOST]:
        where = ".".join(map(str, fault["loc"])) or "The body"
        shown = ascii(fault["input"])
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        missing = fault["type"] == "missing"
        told.append(f"{where} is missing." if missing else f"{where} is {shown}: {fault['msg']}.")
    return " ".join(told)
