"""Two boxes, the database they share, and the lines between: what `cut_apart` is played with."""

from __future__ import annotations

import os
import random
import selectors
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import load_profile
from drivers import devices
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.island.desk import open_desk
from kiosk.island.identity import box_of
from kiosk.island.shared import Shared
from kiosk.island.watch import watching
from kiosk.lobby import Lobby
from kiosk.store import Store, StoreAway, StoreBusy, open_store
from tests.campaigns.actors import BAUD, Stage
from tests.campaigns.child import Actor, Play, Say
from tests.campaigns.line import Line, line_to
from tests.campaigns.scene import COUNTERS, day_and_night, lobby_clock, sample, wish
from tests.campaigns.witness import Promises
from tests.kiosk.cluster import Cluster, running
from tests.kiosk.memory import in_memory

BRANCH = day_and_night(sample())
PAUSE_S = 0.25
"""A screen's customers come so far apart, in the middle."""
SERVED_S = 0.2
"""And so much later somebody at a counter does something."""


@dataclass(slots=True)
class Role:
    """A process of a box, as often as it dies."""

    name: str
    play: Callable[[], Play]
    mortal: bool = True
    actor: Actor | None = None
    doom_s: float = 0.0


@dataclass(slots=True)
class World:
    """The database, two boxes with their lines, and what was promised."""

    folder: Path
    cluster: Cluster
    zero_s: float
    chance: random.Random
    address: str = ""
    lines: dict[str, Line] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    promises: Promises = field(default_factory=Promises)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    kills: int = 0
    waits_s: list[float] = field(default_factory=list)
    """How long each customer waited for a number."""
    joined_s: list[float] = field(default_factory=list)
    """How long after each mend everything was in."""

    @property
    def clock(self) -> Clock:
        return lobby_clock(self.zero_s)

    @property
    def errors(self) -> Path:
        return self.folder / "errors.txt"

    def stage(self, box: str) -> Stage:
        return Stage(self.folder / box, self.zero_s, branch=BRANCH)

    def shared(self, box: str) -> Shared:
        """As the processes of a box have it: by way of its line."""
        schema = self.address.rpartition("%3D")[2]
        port = self.lines[box].port
        address = f"postgresql://postgres@127.0.0.1:{port}/postgres?options=-csearch_path%3D{schema}"
        return Shared(self.folder / box, address, BRANCH, self.clock, box_of(self.folder / box))

    def at_server(self) -> Store:
        """The common store, from where no line is cut."""
        return open_store(self.folder, self.address)


def screen(world: World, box: str) -> Play:
    """Touches now and then; begins with the request that may not have been answered."""
    first = world.promises.tried.get(box, 0)
    first += f"{box}-{first}" in world.promises.issued
    shared, seed = world.shared(box), f"{box}-{first}-{world.kills}"

    def play(say: Say) -> None:
        number, chance = first, random.Random(seed)
        with watching(shared) as shore, open_desk(shared, shore, shared.lobby) as desk:
            while True:
                request = f"{box}-{number}"
                say(f"tried {box} {number}")
                began = time.monotonic()
                with suppress(LobbyError):
                    ticket = desk.issue(wish(random.Random(request), request))
                    waited = time.monotonic() - began
                    say(f"issued {request} {ticket.id} {ticket.public_id}")
                    say(f"waited {waited:.4f}")
                number += 1
                time.sleep(chance.expovariate(1 / PAUSE_S))

    return play


def printing(world: World, box: str) -> Play:
    """The real devices process, with the box's own printer."""
    stage, shared = world.stage(box), world.shared(box)

    def play(_: Say) -> None:
        assert BRANCH.printer is not None
        plugged = replace(BRANCH.printer, link=str(stage.link), baud=BAUD)
        profile = load_profile(plugged.profile, SAMPLE)
        site = shared.site(shared.common())
        gear = devices.Gear(plugged, profile, lambda language: load_phrases(language, SAMPLE), shared=shared)
        os._exit(devices.main(site, gear, stage.data))

    return play


def staff(world: World) -> Play:
    """Calls, serves and misses, from the database's side of every cut."""
    address, folder, clock, seed = world.address, world.folder, world.clock, world.kills

    def play(say: Say) -> None:
        chance = random.Random(f"staff {seed}")
        with closing(open_store(folder, address)) as store:
            lobby = Lobby(store, BRANCH, clock)
            while True:
                counter = chance.choice(COUNTERS)
                with suppress(LobbyError, StoreBusy, StoreAway):
                    if ticket := lobby.call_next(counter):
                        say(f"called {counter} {ticket.id}")
                with suppress(LobbyError, StoreBusy, StoreAway):
                    chance.choice((lobby.finish, lobby.finish, lobby.miss))(counter)
                time.sleep(chance.expovariate(1 / SERVED_S))

    return play


@contextmanager
def world_of(folder: Path, chance: random.Random) -> Iterator[World]:
    """Everything at its place, and nobody at work yet."""
    with running(in_memory()) as cluster, ExitStack() as stack:
        world = World(folder, cluster, time.monotonic(), chance, cluster.address())
        world.at_server().close()
        for box in ("left", "right"):
            data = folder / box
            data.mkdir()
            (data / "box.toml").write_text(f'name = "{box}"\n')
            world.lines[box] = stack.enter_context(line_to(cluster.folder / ".s.PGSQL.5432", world.errors))
        yield world
