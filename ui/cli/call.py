"""`kiosk call`: what a counter does."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing

from kiosk.lobby import Lobby
from kiosk.ticket import Ticket
from ui.cli.said import say_json, ticket_line, ticket_value
from ui.cli.setting import setting


def call(given: Namespace) -> int:
    if given.step == "return" and not given.ticket:
        print("Say which ticket comes back: --ticket NUMBER.", file=sys.stderr)
        return 2
    if given.ticket and given.step not in ("next", "return", "transfer"):
        print("--ticket goes with `next`, `return` and `transfer`.", file=sys.stderr)
        return 2
    if given.step == "transfer" and not given.to:
        print("Say where the ticket goes: --to SERVICE or --to COUNTER.", file=sys.stderr)
        return 2
    here = setting(given)
    with closing(here.store()) as store:
        lobby = here.lobby(store)
        ticket = _step(lobby, given)
        if given.json:
            say_json(ticket_value(lobby, ticket) if ticket else None)
        else:
            print(ticket_line(ticket) if ticket else "Nobody waits for this counter.")
    return 0


def _step(lobby: Lobby, given: Namespace) -> Ticket | None:
    named = lobby.find(given.ticket).id if given.ticket else None
    match given.step:
        case "next":
            if named is None:
                return lobby.call_next(given.counter)
            return lobby.call_parked(given.counter, named)
        case "return":
            return lobby.bring_back(named or 0)
        case "transfer":
            if named is None:
                return lobby.transfer(given.counter, given.to)
            return lobby.transfer_waiting(named, given.to)
        case step:
            deeds = {
                "recall": lobby.recall,
                "start": lobby.start,
                "finish": lobby.finish,
                "miss": lobby.miss,
                "park": lobby.park,
            }
            return deeds[step](given.counter)
