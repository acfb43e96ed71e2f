"""Boxes that share a store; the common one is PostgreSQL, or SQLite in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.schema import Branch
from kiosk.clock import Clock
from kiosk.island.identity import box_of
from kiosk.island.keeper import Keeper
from kiosk.island.shared import Shared
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store, StoreAway, open_store
from kiosk.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Cable:
    """What connects a box with the common store; a test pulls it out."""

    state: dict[str, bool] = field(default_factory=lambda: {"in": True})

    def pull(self) -> None:
        self.state["in"] = False

    def plug(self) -> None:
        self.state["in"] = True

    @property
    def is_in(self) -> bool:
        return self.state["in"]


@dataclass(frozen=True, slots=True)
class TestBox(Shared):
    """A box whose common store is the test's."""

    __test__ = False
    cable: Cable = field(default_factory=Cable)

    def common(self, patience_s: float = 0.0) -> Store:
        del patience_s
        if not self.cable.is_in:
            raise StoreAway("The cable is out.")
        return open_store(self.data.parent / "common", self.address, whose=self.box.common)


@dataclass(slots=True)
class Hand:
    """One box at work: its keeper, its own lobby and the common one as it sees it."""

    shared: TestBox
    keeper: Keeper
    alone: Lobby
    common: Lobby
    taken: int = 0

    def take(self, service: str = "cash", request_id: str = "", *, cut_off: bool = True) -> Ticket:
        self.taken += 1
        request = IssueRequest((service,), request_id or f"{self.shared.box.name}-{self.taken}")
        return (self.alone if cut_off else self.common).issue(request)


Boxes = Callable[[str], Hand]


@pytest.fixture
def make_box(
    tmp_path: Path, address: str, day_and_night: Branch, clock: Clock
) -> Iterator[Callable[..., TestBox]]:
    """A box by its name, in a data folder of that name."""

    def made(name: str, folder: str = "", at: Clock = clock) -> TestBox:
        data = tmp_path / (folder or name)
        data.mkdir(exist_ok=True)
        (data / "box.toml").write_text(f'name = "{name}"\n')
        return TestBox(data, address, day_and_night, at, box_of(data))

    return made


@pytest.fixture
def boxes(make_box: Callable[..., TestBox], clock: Clock) -> Iterator[Boxes]:
    """Boxes at work, closed at the end."""
    with ExitStack() as stack:

        def at_work(name: str, **how: object) -> Hand:
            shared = make_box(name, **how)
            keeper = stack.enter_context(closing(Keeper(shared, clock.seconds)))  # type: ignore[attr-defined]
            alone = shared.lobby(stack.enter_context(closing(shared.island())))
            common = shared.lobby(stack.enter_context(closing(shared.common())))
            return Hand(shared, keeper, alone, common)

        yield at_work
