"""A lobby with its three apps, asked as browsers and programs would."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from config.branch import SAMPLE, load
from config.phrases import Phrases
from config.phrases import load as load_phrases
from config.schema import Branch, TicketClass
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.sessions import Sessions, form_token
from kiosk.staff import Account, Role
from kiosk.store import Store, open_store
from kiosk.ticket import Ticket
from tests.kiosk.memory import passing_folder
from ui.web.app import APPS
from ui.web.clerks import Site
from ui.web.hall import Hall, Manner

PIN = "739164"
_count = itertools.count(1)


class SetClock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@cache
def hash_of_pin() -> str:
    """Made once: each hash costs 80 ms on purpose."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(PIN)


@dataclass(frozen=True)
class Visitor:
    """A browser at one of the apps, and the token its forms carry."""

    client: TestClient
    token: str = ""

    def settled(self) -> Visitor:
        """Asked once: an app makes its routes then, which two threads must not do at the same moment."""
        self.client.get("/api/v1/nowhere")
        return self

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def page(self, path: str, **more: Any) -> Any:
        return self.client.get(path, headers={"Accept": "text/html"}, **more)

    def post(self, path: str, body: object = None, **headers: str) -> Any:
        return self.client.post(
            path, json={} if body is None else body, headers={"X-Form-Token": self.token, **headers}
        )

    def form(self, path: str, **fields: str) -> Any:
        return self.client.post(path, data={"token": self.token, **fields}, headers={"Accept": "text/html"})


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def branch() -> Branch:
    return load(SAMPLE)


@pytest.fixture(scope="session")
def phrases(branch: Branch) -> dict[str, Phrases]:
    return {language: load_phrases(language) for language in branch.languages}


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with passing_folder() as folder:
        yield folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def lobby(store: Store, branch: Branch, clock: SetClock) -> Lobby:
    return Lobby(store, branch, clock)


@pytest.fixture
def take(lobby: Lobby) -> Callable[..., Ticket]:
    """Take a ticket as a customer does: take("cash", ticket_class="care")."""

    def taken(*services: str, ticket_class: str = "ordinary") -> Ticket:
        return lobby.issue(IssueRequest(services, f"web-{next(_count)}", TicketClass(ticket_class)))

    return taken


@pytest.fixture
def manner(tmp_path: Path) -> Manner:
    return Manner(tickets=tmp_path / "tickets")


@pytest.fixture
def hall(
    store: Store, branch: Branch, clock: SetClock, phrases: dict[str, Phrases], manner: Manner
) -> Iterator[Hall]:
    opened = Hall(Site(branch, store.again, clock), phrases, manner)
    yield opened
    opened.clerks.close()


@pytest.fixture
def visit(hall: Hall) -> Callable[[str], Visitor]:
    """A stranger at the `staff`, `board` or `public` pages."""

    def come(app: str) -> Visitor:
        client = TestClient(APPS[app](hall), raise_server_exceptions=False, follow_redirects=False)
        return Visitor(client)

    return come


@pytest.fixture
def sign_in(visit: Callable[[str], Visitor], store: Store, clock: SetClock) -> Callable[..., Visitor]:
    """Somebody of a role, added and signed in."""

    def signed_in(role: str = "teller", name: str = "") -> Visitor:
        named = name or f"{role}-{next(_count)}"
        with store.write() as cursor:
            cursor.run("INSERT INTO staff VALUES (?, ?, ?, ?)", named, role, hash_of_pin(), "2026-11-25")
        visitor, session = visit("staff"), Sessions(store, clock).begin(Account(named, Role(role)))
        visitor.client.cookies.set("lobby", session)
        return Visitor(visitor.client, form_token(session))

    return signed_in


@pytest.fixture
def chen(sign_in: Callable[..., Visitor]) -> Visitor:
    """The branch's administrator."""
    return sign_in("administrator", "chen")


@pytest.fixture
def phone(visit: Callable[[str], Visitor]) -> Visitor:
    """A customer's phone."""
    return visit("public")


@pytest.fixture
def serve(lobby: Lobby, take: Callable[..., Ticket], clock: SetClock) -> Callable[..., tuple[Ticket, str]]:
    """A visit from the door to its end, and its token."""

    def served(counter: str = "1") -> tuple[Ticket, str]:
        take("cash")
        lobby.call_next(counter)
        clock.advance(180)
        ticket = lobby.finish(counter)
        return ticket, lobby.token(ticket)

    return served
