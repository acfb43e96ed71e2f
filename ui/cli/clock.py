"""`kiosk clock`: what the clock says, whether it is believed, and a person's word for it."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from kiosk.journal import CLOCK
from kiosk.site import Site
from ui.cli.said import say_json
from ui.cli.setting import MisusedError, setting


def clock(given: Namespace) -> int:
    if given.expire and not given.back_to:
        raise MisusedError("--expire goes with --back-to alone.")
    here = setting(given)
    with closing(here.store()) as store:
        lobby = here.lobby(store)
        if given.back_to:
            _go_back(lobby.site, given)
        elif given.believe:
            lobby.believe_clock()
        known = lobby.overview().devices.get(CLOCK)
    state, detail = (known.state, known.detail) if known else ("ok", "")
    if given.json:
        say_json({"now": here.clock().isoformat(), "state": state, "detail": detail})
    else:
        print(f"{here.clock():%Y-%m-%d %H:%M:%S} {state} {detail}".rstrip())
    return 0


def _go_back(site: Site, given: Namespace) -> None:
    from kiosk.way_back import go_back

    done = go_back(site, given.back_to, expire=given.expire)
    if not given.json:
        left = ", ".join(map(str, done.left))
        print(f"The business day is {done.day} again. These never were: {left}.")
        if done.expired:
            print(f"{done.expired} numbers of them are void: their customers take new ones.")
