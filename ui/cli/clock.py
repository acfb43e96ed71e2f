"""`kiosk clock`: what the clock says, whether it is believed, and a person's word for it."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from kiosk.journal import CLOCK
from ui.cli.said import say_json
from ui.cli.setting import setting


def clock(given: Namespace) -> int:
    here = setting(given)
    with closing(here.store()) as store:
        lobby = here.lobby(store)
        if given.believe:
            lobby.believe_clock()
        known = lobby.overview().devices.get(CLOCK)
    state, detail = (known.state, known.detail) if known else ("ok", "")
    if given.json:
        say_json({"now": here.clock().isoformat(), "state": state, "detail": detail})
    else:
        print(f"{here.clock():%Y-%m-%d %H:%M:%S} {state} {detail}".rstrip())
    return 0
