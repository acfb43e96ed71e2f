"""A branch, its clock, and its store on both engines."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.branch import SAMPLE, load
from config.schema import Branch, Span, TicketClass, Week
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store, open_store
from kiosk.ticket import Ticket
from tests.kiosk.cluster import Cluster, running
from tests.kiosk.memory import in_memory, passing_folder

_count = itertools.count(1)


class SetClock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        # A Wednesday, half an hour after opening.
        self.now = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        """The same clock as a monotonic one tells it, as long as nobody sets it back."""
        return self.now.timestamp()

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def set(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def branch() -> Branch:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running(in_memory()) as started:
        yield started


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Stores by the hundred, none of which tries the disk."""
    with passing_folder() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """Where the store is: empty for the embedded one."""
    return request.getfixturevalue("cluster").address() if request.param == "postgres" else ""


@pytest.fixture
def store(tmp_path: Path, address: str) -> Iterator[Store]:
    opened = open_store(tmp_path, address)
    yield opened
    opened.close()


@pytest.fixture
def lobby(store: Store, branch: Branch, clock: SetClock) -> Lobby:
    return Lobby(store, branch, clock)


@pytest.fixture
def take(lobby: Lobby) -> Callable[..., Ticket]:
    """Take a ticket as a customer does: take("cash"), take("cash", "noncash", ticket_class="vip")."""

    def taken(
        *services: str, ticket_class: str = "ordinary", request_id: str = "", language: str = "zh_CN"
    ) -> Ticket:
        wanted = request_id or f"touch-{next(_count)}"
        return lobby.issue(IssueRequest(services, wanted, TicketClass(ticket_class), language))

    return taken


@pytest.fixture
def day_and_night(branch: Branch) -> Branch:
    """The sample branch, open day and night: what is tried is the clock, not the door."""
    always = Week(**{day.name: (Span(start=time.min, end=time.max),) for day in fields(Week)})
    return replace(branch, hours=replace(branch.hours, personal=always, corporate=always, special_days=()))
