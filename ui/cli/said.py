"""What a verb answers: one JSON value on standard output, or a line for a person."""

from __future__ import annotations

import json
import sys
from typing import Any

from kiosk.lobby import Lobby
from kiosk.ticket import UNKNOWN_AHEAD, Ticket, WaitRange


def say_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def ticket_value(lobby: Lobby, ticket: Ticket) -> dict[str, Any]:
    """A ticket as `kiosk ticket issue --json` gives it."""
    return {
        "id": ticket.public_id,
        "number": ticket.label,
        "zone": ticket.current.zone,
        "counters": list(ticket.current.counters),
        "services": list(ticket.services),
        "class": ticket.ticket_class.value,
        "ahead": None if ticket.promise.ahead == UNKNOWN_AHEAD else ticket.promise.ahead,
        "wait": _wait(ticket.promise.wait),
        "issued_at": ticket.issued_at.isoformat(),
        "token": lobby.token(ticket),
        "print_job": lobby.print_job(ticket.id).id,
        "state": ticket.state.value,
        "counter": ticket.counter,
        "forms": list(ticket.forms),
    }


def ticket_line(ticket: Ticket) -> str:
    """A ticket in a line for a person at a terminal."""
    counter = f" at counter {ticket.counter}" if ticket.counter else ""
    services = ", ".join(ticket.services)
    return f"{ticket.label}: {ticket.state.value}{counter}, {services}, zone {ticket.current.zone}"


def _wait(wait: WaitRange | None) -> dict[str, int] | None:
    return {"p50_s": wait.p50_s, "p90_s": wait.p90_s} if wait else None
