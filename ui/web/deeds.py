"""What a counter may be told to do, each deed with the values it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk import rows
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.ticket import Ticket

Number = Annotated[str, Field(pattern=r"^[A-Za-z][0-9]{1,6}$", max_length=7)]
_ID = r"^[a-z0-9][a-z0-9_-]{0,23}$"
Id = Annotated[str, Field(pattern=_ID, max_length=24)]
CounterId = Annotated[str, Path(pattern=_ID)]

TEXT_MOST = 2_000
"""What is longer is not even looked at; the core tells its own bounds."""
Words = Annotated[str, Field(max_length=TEXT_MOST)]


class PauseReason(StrEnum):
    """Why a counter pauses; nothing about a person."""

    BREAK = "break"
    LUNCH = "lunch"
    MEETING = "meeting"
    HANDOVER = "handover"
    SYSTEM = "system"


class PlainDeed(BaseModel):
    """A deed without a value. One with values adds them, and takes no others."""

    model_config = ConfigDict(extra="forbid")


class Deed(PlainDeed):
    """A deed without a value of its own; `ticket` says which one is meant, lest a stale page hit another."""

    ticket: Number | None = None


class NextDeed(Deed):
    """Call whoever is next; `finish` ends the visit that is here first.

    Where a screen or a keypad asks the customer how it was, `finish` ends the visit and calls nobody: the
    call, which closes the question, is a second press.
    """

    finish: bool = False


class TransferDeed(Deed):
    """Send the customer on, to a service or to one counter."""

    to: Id


class TicketDeed(PlainDeed):
    """A deed on one ticket by its number."""

    ticket: Number


class PauseDeed(PlainDeed):
    """Stop calling for a while."""

    reason: PauseReason


AnyDeed = Deed | NextDeed | TransferDeed | TicketDeed | PauseDeed | PlainDeed


def next_one(lobby: Lobby, counter: str, deed: NextDeed, staff: str) -> Ticket | None:
    """Call the next; with `finish` whoever is here is done in the same transaction, and asked if they are."""
    here = _here(lobby, counter)
    meant = deed.ticket or (here.label if here else "")
    if deed.finish and meant:
        return lobby.finish_and_call(counter, staff, meant)
    return lobby.call_next(counter, staff)


def step(verb: str) -> Callable[[Lobby, str, Deed, str], Ticket | None]:
    """A deed on the ticket that is at the counter."""

    def done(lobby: Lobby, counter: str, deed: Deed, staff: str) -> Ticket | None:
        deeds = {
            "recall": lobby.recall,
            "start": lobby.start,
            "finish": lobby.finish,
            "miss": lobby.miss,
            "park": lobby.park,
        }
        return deeds[verb](counter, staff, deed.ticket or "")

    return done


def transfer(lobby: Lobby, counter: str, deed: TransferDeed, staff: str) -> Ticket | None:
    return lobby.transfer(counter, deed.to, staff, deed.ticket or "")


def take_up(lobby: Lobby, counter: str, deed: TicketDeed, staff: str) -> Ticket | None:
    return lobby.call_parked(counter, lobby.find(deed.ticket).id, staff)


def bring_back(lobby: Lobby, counter: str, deed: TicketDeed, staff: str) -> Ticket | None:
    lobby.site.counter(counter)
    return lobby.bring_back(lobby.find(deed.ticket).id, staff)


def pause(lobby: Lobby, counter: str, deed: PauseDeed, staff: str) -> None:
    lobby.pause_counter(counter, deed.reason.value, staff)


def open_up(lobby: Lobby, counter: str, _: PlainDeed, staff: str) -> None:
    lobby.open_counter(counter, staff)


def close(lobby: Lobby, counter: str, _: PlainDeed, staff: str) -> None:
    lobby.close_counter(counter, staff=staff)


def read_form(model: type[AnyDeed], sent: Mapping[str, str]) -> AnyDeed:
    """A form's fields as a deed; LobbyError with a sentence where they are wrong."""
    try:
        return model.model_validate({name: text for name, text in sent.items() if name != "token"})
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(str(part) for part in fault["loc"]) or "the form"
        raise LobbyError(f"{name[:40]}: {fault['msg']}.") from error


def _here(lobby: Lobby, counter: str) -> Ticket | None:
    lobby.site.counter(counter)
    with lobby.site.store.read() as cursor:
        return rows.served(cursor, counter)
