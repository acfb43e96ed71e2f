"""A branch, its clock, and its store on both engines."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest

from config.branch import SAMPLE, load
from config.schema import Branch, Span, TicketClass, Week
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store, open_store
from kiosk.ticket import Ticket
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


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL of the tests' own, on a socket in a folder of its own."""

    folder: Path

    def address(self) -> str:
        """A fresh, empty schema."""
        schema = f"branch_{next(_count)}"
        with psycopg.connect(
            f"postgresql:///postgres?host={self.folder}&user=postgres", autocommit=True
        ) as db:
            db.execute(f"CREATE SCHEMA {schema}")
        return f"postgresql:///postgres?host={self.folder}&user=postgres&options=-csearch_path%3D{schema}"


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert programs, "PostgreSQL's server is not installed: apt-get install postgresql"
    tools = programs[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="lobby-pg-", dir=in_memory()))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        _as_postgres([str(tools / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]),
        check=True,
        **quiet,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
    control = [str(tools / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run(
        _as_postgres([*control, "-l", str(folder / "log"), "-o", options, "start"]), check=True, **quiet
    )
    yield Cluster(folder)
    subprocess.run(_as_postgres([*control, "-m", "immediate", "stop"]), check=True, **quiet)
    shutil.rmtree(folder, ignore_errors=True)


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
