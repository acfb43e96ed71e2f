"""The scoring server's core over both engines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.pack import RulePack, load_checklists, load_rules
from kiosk.scoring.cases import Cases
from kiosk.scoring.complaint import CaseRules
from kiosk.scoring.honours import Honours
from kiosk.scoring.inspections import Inspections
from kiosk.scoring.intake import Intake
from kiosk.scoring.keys import Units
from kiosk.scoring.ledger import Ledger
from kiosk.scoring.message import Sent
from kiosk.scoring.rating import Rating
from kiosk.scoring.sanctions import Sanctions
from kiosk.store import Store, open_store
from tests.kiosk.scoring.messages import rating, signed
from ui.scoring.rating_form import read_rating


@pytest.fixture(scope="session")
def pack() -> RulePack:
    return load_rules("civility")


@pytest.fixture
def store(tmp_path: Path, address: str, clock) -> Iterator[Store]:
    opened = open_store(tmp_path, address, "kiosk.scoring")
    for unit in ("east", "west"):
        Units(opened, clock).add(unit)
    yield opened
    opened.close()


@pytest.fixture
def units(store, clock) -> Units:
    return Units(store, clock)


@pytest.fixture
def rules(pack) -> CaseRules:
    return CaseRules(pack.complaints)


@pytest.fixture
def cases(store, clock, rules) -> Cases:
    return Cases(store, clock, rules)


@pytest.fixture
def ledger(store, clock, pack) -> Ledger:
    return Ledger(store, clock, pack)


@pytest.fixture
def sanctions(store, clock, pack) -> Sanctions:
    return Sanctions(store, clock, pack)


@pytest.fixture
def inspections(store, clock) -> Inspections:
    return Inspections(store, clock, load_checklists())


@pytest.fixture
def honours(store, clock, pack) -> Honours:
    return Honours(store, clock, pack.honours)


@pytest.fixture
def rate(store, clock, rules, units) -> Callable[..., str]:
    """Rate as a branch's relay does; what became of it."""
    intake, secret = Intake(store, clock, rules, read_rating), units.give_key("east")

    def rated(score: int = 5, **more: object) -> str:
        value = rating("east", score, **more)
        headers, body = signed(secret, value, clock())
        return intake.take([Sent(headers, body)])[0].outcome.value

    return rated


def read(value: dict) -> Rating:
    return read_rating(json.dumps(value).encode(), value)
