"""The branch the campaigns are played in: the sample one, on a Wednesday half an hour after opening."""

from __future__ import annotations

import random
import time
from dataclasses import fields, replace
from datetime import datetime, timedelta
from datetime import time as dawn
from zoneinfo import ZoneInfo

from config.branch import SAMPLE, load
from config.schema import Branch, Span, TicketClass, Week
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.help import HelpKind
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store

OPENING = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SERVICES = ("cash", "noncash", "corporate", "wealth", "consult")
COUNTERS = ("1", "2", "3", "4", "5", "6")


def sample() -> Branch:
    """The shipped sample branch."""
    return load(SAMPLE)


def day_and_night(branch: Branch) -> Branch:
    """The same branch, open at every hour: for what has to keep the box's own time."""
    always = Week(**{day.name: (Span(start=dawn.min, end=dawn.max),) for day in fields(Week)})
    return replace(branch, hours=replace(branch.hours, personal=always, corporate=always, special_days=()))


def lobby_clock(zero_s: float = 0.0) -> Clock:
    """The branch's time, the same in every process that is told the same zero of the monotonic clock."""
    return lambda: OPENING + timedelta(seconds=time.monotonic() - zero_s)


class SteppingClock:
    """A clock that goes on a little each time it is asked."""

    def __init__(self, start: datetime = OPENING) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=50)
        return self.now


def wish(chance: random.Random, request_id: str) -> IssueRequest:
    """What some customer touches."""
    services = tuple(chance.sample(SERVICES, chance.choice((1, 1, 1, 2))))
    return IssueRequest(services, request_id, chance.choice(tuple(TicketClass)))


def any_deed(lobby: Lobby, chance: random.Random, request_id: str) -> None:
    """Something that happens in a lobby; what the lobby refuses to do is done to nobody's harm."""
    counter = chance.choice(COUNTERS)
    deeds = (
        *[lambda: lobby.issue(wish(chance, request_id))] * 6,
        lambda: lobby.call_next(counter),
        lambda: lobby.call_next(counter),
        lambda: lobby.finish(counter),
        lambda: lobby.miss(counter),
        lambda: lobby.ask_help(HelpKind.HELP),
        lambda: lobby.report_device("printer", chance.choice(("ok", "paper_out"))),
    )
    try:
        chance.choice(deeds)()
    except LobbyError:
        return


def labels(store: Store) -> list[str]:
    """Every number ever issued, with its day and letter."""
    with store.read() as cursor:
        found = cursor.all("SELECT day, prefix, number FROM ticket ORDER BY day, prefix, number")
    return [f"{day}-{prefix}{number:03d}" for day, prefix, number in found]
