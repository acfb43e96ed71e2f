"""A scoring server asked as relays, programs and people would."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from config.pack import load_checklists, load_rules
from config.phrases import load as load_phrases
from kiosk.scoring.keys import Units
from kiosk.sessions import Sessions, form_token
from kiosk.staff import Account, Role
from kiosk.store import Store, open_store
from tests.kiosk.memory import passing_folder
from tests.kiosk.scoring.messages import signed
from ui.scoring.app import scoring_app
from ui.scoring.bureau import Bureau, House
from ui.scoring.clerks import Clerk, Place, clerk_of

PASSWORD = "quiet-river-39"
LANGUAGES = ("zh_CN", "en")
_count = itertools.count(1)


class SetClock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@cache
def hash_of_password() -> str:
    """Made once: each hash costs 80 ms on purpose."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(PASSWORD)


@dataclass(frozen=True)
class Visitor:
    """A browser, and the token its forms carry."""

    client: TestClient
    token: str = ""

    def page(self, path: str, **more: Any) -> Any:
        return self.client.get(path, headers={"Accept": "text/html"}, **more)

    def form(self, path: str, **fields: object) -> Any:
        sent = {"token": self.token, **{name: str(value) for name, value in fields.items()}}
        return self.client.post(path, data=sent, headers={"Accept": "text/html"})


@dataclass(frozen=True)
class Relay:
    """A branch's relay."""

    client: TestClient
    secret: str
    clock: SetClock

    def send(self, rating: dict[str, Any], **more: Any) -> Any:
        headers, body = signed(self.secret, rating, self.clock().astimezone(UTC), **more)
        return self.client.post("/v1/ratings", content=body, headers=headers)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def place(clock: SetClock) -> Iterator[Place]:
    with passing_folder() as folder:

        def opened() -> Store:
            return open_store(Path(folder), shape="kiosk.scoring")

        yield Place(opened, clock, load_rules("civility"), load_checklists())


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    opened = place.store()
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, place: Place) -> Clerk:
    """What a clerk can do, without a page."""
    return clerk_of(store, place)


@pytest.fixture
def bureau(place: Place, desk: Clerk) -> Iterator[Bureau]:
    desk.units.add("east", "城东支行")
    desk.units.add("west", "城西支行")
    phrases = {language: load_phrases(language) for language in LANGUAGES}
    bank = {"zh_CN": "清河农商银行", "en": "Brightriver Bank"}
    opened = Bureau(place, House(bank, LANGUAGES, phrases))
    opened.open()
    yield opened
    opened.group.close()
    opened.clerks.close()


@pytest.fixture
def client(bureau: Bureau) -> TestClient:
    return TestClient(scoring_app(bureau), raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def relay(client: TestClient, store: Store, clock: SetClock) -> Relay:
    return Relay(client, Units(store, clock).give_key("east"), clock)


@pytest.fixture
def sign_in(bureau: Bureau, store: Store, clock: SetClock) -> Callable[..., Visitor]:
    """Somebody of an office, added and signed in."""

    def signed_in(office: str = "inspector", unit: str = "", name: str = "") -> Visitor:
        named = name or f"{office}-{next(_count)}"
        role = Role.ADMINISTRATOR if office == "administrator" else Role.MANAGER
        with store.write() as cursor:
            cursor.run(
                "INSERT INTO staff VALUES (?, ?, ?, ?)", named, role.value, hash_of_password(), "2026-11-25"
            )
            cursor.run("INSERT INTO post VALUES (?, ?, ?)", named, office, unit)
        session = Sessions(store, clock).begin(Account(named, role))
        client = TestClient(scoring_app(bureau), raise_server_exceptions=False, follow_redirects=False)
        client.cookies.set("scoring", session)
        return Visitor(client, form_token(session))

    return signed_in
