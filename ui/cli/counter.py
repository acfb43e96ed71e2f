"""`kiosk counter`: counters open, pause and close, and how they stand."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from typing import Any

from kiosk.desk import Desk
from kiosk.lobby import Lobby
from ui.cli.said import say_json
from ui.cli.setting import setting


def counter(given: Namespace) -> int:
    if given.deed != "list" and not given.counter:
        print("Say which counter: --counter ID.", file=sys.stderr)
        return 2
    here = setting(given)
    with closing(here.store()) as store:
        found = _desks(here.lobby(store), given)
    if given.json:
        values = [_value(desk) for desk in found]
        say_json(values if given.deed == "list" else values[0])
    else:
        print("\n".join(map(_line, found)))
    return 0


def _desks(lobby: Lobby, given: Namespace) -> list[Desk]:
    match given.deed:
        case "open":
            return [lobby.open_counter(given.counter)]
        case "pause":
            return [lobby.pause_counter(given.counter, given.reason)]
        case "close":
            return [lobby.close_counter(given.counter, given.reason)]
        case _:
            return list(lobby.desks().values())


def _value(desk: Desk) -> dict[str, Any]:
    idle = desk.idle_since.isoformat() if desk.idle_since else None
    return {"counter": desk.id, "open": desk.is_open, "reason": desk.reason, "idle_since": idle}


def _line(desk: Desk) -> str:
    reason = f" ({desk.reason})" if desk.reason else ""
    idle = f", without a customer since {desk.idle_since:%H:%M:%S}" if desk.idle_since else ""
    return f"counter {desk.id}: {'open' if desk.is_open else 'closed'}{reason}{idle}"
