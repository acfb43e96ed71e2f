"""What a counter may be told to do, each deed with the values it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk import counters
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.ticket import Ticket

Number = Annotated[str, Field(pattern=r"^[A-Za-z][0-9]{1,6}$", max_length=7)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$", max_length=24)]


class PauseReason(StrEnum):
    """Why a counter pauses; nothing about a person."""

    BREAK = "break"
    LUNCH = "lunch"
    MEETING = "meeting"
    HANDOVER = "handover"
    SYSTEM = "system"


class Deed(BaseModel):
    """A deed without a value of its own; `ticket` says which one is meant, lest a stale page hit another."""

    model_config = ConfigDict(extra="forbid")

    ticket: Number | None = None


class NextDeed(Deed):
    """Call whoever is next; `finish` ends the visit that is here first."""

    finish: bool = False


class TransferDeed(Deed):
    """Send the customer on, to a service or to one counter."""

    to: Id


class TicketDeed(BaseModel):
    """A deed on one ticket by its number."""

    model_config = ConfigDict(extra="forbid")

    ticket: Number


class PauseDeed(BaseModel):
    """Stop calling for a while."""

    model_config = ConfigDict(extra="forbid")

    reason: PauseReason


class PlainDeed(BaseModel):
    """A deed on the counter itself."""

    model_config = ConfigDict(extra="forbid")


AnyDeed = Deed | NextDeed | TransferDeed | TicketDeed | PauseDeed | PlainDeed


def next_one(lobby: Lobby, counter: str, deed: NextDeed) -> Ticket | None:
    _meant(lobby, counter, deed.ticket)
    if deed.finish and _here(lobby, counter):
        lobby.finish(counter)
    return lobby.call_next(counter)


def step(verb: str) -> Callable[[Lobby, str, Deed], Ticket | None]:
    """A deed on the ticket that is at the counter."""

    def done(lobby: Lobby, counter: str, deed: Deed) -> Ticket | None:
        _meant(lobby, counter, deed.ticket)
        deeds = {
            "recall": lobby.recall,
            "start": lobby.start,
            "finish": lobby.finish,
            "miss": lobby.miss,
            "park": lobby.park,
        }
        return deeds[verb](counter)

    return done


def transfer(lobby: Lobby, counter: str, deed: TransferDeed) -> Ticket | None:
    _meant(lobby, counter, deed.ticket)
    return lobby.transfer(counter, deed.to)


def take_up(lobby: Lobby, counter: str, deed: TicketDeed) -> Ticket | None:
    return lobby.call_parked(counter, lobby.find(deed.ticket).id)


def bring_back(lobby: Lobby, counter: str, deed: TicketDeed) -> Ticket | None:
    lobby.site.counter(counter)
    return lobby.bring_back(lobby.find(deed.ticket).id)


def pause(lobby: Lobby, counter: str, deed: PauseDeed) -> None:
    lobby.pause_counter(counter, deed.reason.value)


def open_up(lobby: Lobby, counter: str, _: PlainDeed) -> None:
    lobby.open_counter(counter)


def close(lobby: Lobby, counter: str, _: PlainDeed) -> None:
    lobby.close_counter(counter)


def read_form(model: type[AnyDeed], sent: Mapping[str, str]) -> AnyDeed:
    """A form's fields as a deed; LobbyError with a sentence where they are wrong."""
    try:
        return model.model_validate({name: text for name, text in sent.items() if name != "token"})
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(str(part) for part in fault["loc"]) or "the form"
        raise LobbyError(f"{name[:40]}: {fault['msg']}.") from error


def _meant(lobby: Lobby, counter: str, number: str | None) -> None:
    """Refuse a press on a page that shows another ticket than the one that is here."""
    here = _here(lobby, counter)
    if number and (here is None or here.label != number.upper()):
        shown = here.label if here else "nobody"
        raise LobbyError(f"Counter {counter} has {shown} now, not {number}: look again, then press.")


def _here(lobby: Lobby, counter: str) -> Ticket | None:
    lobby.site.counter(counter)
    with lobby.site.store.read() as cursor:
        return counters.served(cursor, counter)
