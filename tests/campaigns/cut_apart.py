"""Two boxes and their database cut apart again and again: no ticket lost or doubled, and all in their order.

    .venv/bin/python -m tests.campaigns.cut_apart --cuts 100 --seed 1

Each box has a screen and the real devices process with a virtual printer; its way to the database can
be cut, silenced and mended. Staff at the database's side call and serve meanwhile. Screens and devices
processes die by SIGKILL at random moments and start again.
"""

from __future__ import annotations

import argparse
import random
import selectors
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from kiosk import audit, rows
from kiosk.errors import LobbyError
from kiosk.island import carrying, register
from kiosk.island.shared import Shared
from kiosk.lobby import Lobby
from kiosk.store import Store
from kiosk.store.engine import IDS
from kiosk.ticket import Ticket, TicketState
from tests.campaigns.actors import printer
from tests.campaigns.apart import BRANCH, Role, World, printing, screen, staff, world_of
from tests.campaigns.child import Actor, spawn
from tests.campaigns.paper_trail import papers
from tests.campaigns.scene import COUNTERS
from tests.campaigns.witness import paper_faults
from tests.kiosk.memory import in_memory

JOINED_S = 60.0
LONGEST_CUT_S = 4.0
LONGEST_CALM_S = 12.0
LIFE_S = 20.0
"""A process that is killed lives for so long at most before."""


def perform(
    world: World, cuts: int, cut_s: float = LONGEST_CUT_S, calm_s: float = LONGEST_CALM_S
) -> Iterator[str]:
    """The play; what was found to be wrong."""
    inks = [spawn(printer(world.stage(box)), world.errors) for box in world.lines]
    for ink in inks:
        ink.wait_for("plugged")
    for box in world.lines:
        world.roles.append(Role(f"screen {box}", lambda box=box: screen(world, box)))  # type: ignore[misc]
        world.roles.append(Role(f"devices {box}", lambda box=box: printing(world, box)))  # type: ignore[misc]
    world.roles.append(Role("staff", lambda: staff(world)))
    for role in world.roles:
        _enter(world, role)
    _live(world, 1.0)
    for cut in range(cuts):
        _cut_once(world, cut_s, calm_s)
        if cut % 5 == 4 or cut == cuts - 1:
            yield from _looked_at(world)
    yield from _end(world)
    for ink in inks:
        ink.end(signal.SIGTERM)
    sheets = [sheet for box in world.lines for sheet in papers(world.stage(box).tray)]
    with closing(world.at_server()) as store:
        yield from paper_faults(store, sheets)


def _cut_once(world: World, cut_s: float, calm_s: float) -> None:
    hit = world.chance.choice((["left"], ["right"], ["left", "right"]))
    for box in hit:
        line = world.lines[box]
        world.chance.choice((line.cut, line.silence))()
    # Some lines flap; others are away for as long as it takes a screen to be killed, start and be killed.
    _live(world, world.chance.uniform(0.1, cut_s))
    for box in hit:
        world.lines[box].mend()
    _live(world, world.chance.choice((0.2, 1.5, calm_s)) * world.chance.random())


def _looked_at(world: World) -> Iterator[str]:
    """Once everything that was promised by now is in: nothing lost, nothing doubled, state and log agree."""
    for role in world.roles:
        if role.actor and role.mortal:
            world.promises.hear(_heard(world, role.actor))
    mended = time.monotonic()
    told = dict(world.promises.issued)
    promised = {ticket for ticket, _ in told.values()}
    with closing(world.at_server()) as store:
        while missing := promised - set(_ids(store)):
            if time.monotonic() - mended > JOINED_S:
                yield f"{len(missing)} tickets never came in"
                return
            _live(world, 0.2)
        world.joined_s.append(time.monotonic() - mended)
        yield from kept(store, told)
        yield from audit.disagreements(store)


def _end(world: World) -> Iterator[str]:
    """Everybody leaves; both boxes come back once more, and the whole hall is called."""
    for role in world.roles:
        if role.actor and not role.name.startswith("devices"):
            _die(world, role)
    with closing(world.at_server()) as store:
        lobby = Lobby(store, BRANCH, world.clock)
        until = time.monotonic() + JOINED_S
        while is_under_way(store, {box: world.shared(box) for box in world.lines}):
            if time.monotonic() > until:
                yield "the boxes never had everything carried over and printed"
                break
            _live(world, 0.2)
        for role in world.roles:
            if role.actor:
                _exit(world, role, signal.SIGTERM, expected=0)
        yield from kept(store, world.promises.issued)
        yield from in_order(lobby)
        yield from audit.disagreements(store)
        yield from world.promises.contradictions
    for box in world.lines:
        with closing(world.shared(box).island()) as island:
            yield from (f"{box}: {found}" for found in audit.disagreements(island))


def is_under_way(store: Store, boxes: Mapping[str, Shared]) -> bool:
    """Whether something is still to be carried over, or to be printed."""
    with store.read() as cursor:
        places = cursor.all("SELECT box FROM print_job WHERE live = 1")
        carried = {each.name: each.carried for each in register.boxes(cursor)}
    behind = []
    for box, shared in boxes.items():
        with closing(shared.island()) as island:
            with island.read() as cursor:
                own = cursor.one("SELECT count(*) FROM print_job WHERE live = 1")
            behind.append(carrying.last_row(island) > carried.get(box, 0) or bool(own and own[0]))
    return any(row[0] in boxes for row in places) or any(behind)


def kept(store: Store, told: dict[str, tuple[int, str]]) -> Iterator[str]:
    """What customers were told, and the store does not have, or has twice."""
    with store.read() as cursor:
        there = {each.id: each for each in rows.tickets(cursor, "1 = 1")}
    for request, (ticket_id, name) in told.items():
        found = there.get(ticket_id)
        if found is None or found.public_id != name:
            yield f"request {request} was told {name}, the store has {found and found.public_id}"
        elif found.state is TicketState.CANCELLED:
            yield f"request {request} was told {name}, which was cancelled"
    wanted = [each for each in there.values() if each.state is not TicketState.CANCELLED]
    touches = [each.request_id.removesuffix("~") for each in wanted]
    if len(set(touches)) != len(touches):
        yield "a touch has two tickets"
    names = [name for _, name in told.values()]
    if len(set(names)) != len(names):
        yield "a number was told to two customers"


def in_order(lobby: Lobby) -> Iterator[str]:
    """All who are left are called; within a class and a service in the order in which they came."""
    for counter in COUNTERS:
        with suppress(LobbyError):
            lobby.finish(counter)
    called: list[Ticket] = []
    for counter in COUNTERS:
        while ticket := lobby.call_next(counter):
            called.append(ticket)
            lobby.finish(counter)
    before: dict[tuple[object, ...], Ticket] = {}
    for ticket in called:
        if ticket.step or ticket.misses:
            continue
        kind = (ticket.called_at and ticket.counter, ticket.ticket_class, ticket.services)
        last = before.get(kind)
        if last and last.issued_at > ticket.issued_at:
            yield f"{last.label} was called before {ticket.label}, which came earlier"
        before[kind] = ticket


def _ids(store: Store) -> list[int]:
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT id FROM ticket")]


def _enter(world: World, role: Role) -> None:
    role.actor = spawn(role.play(), world.errors)
    role.doom_s = time.monotonic() + world.chance.uniform(0.5, LIFE_S)
    world.selector.register(role.actor.pipe, selectors.EVENT_READ, role)


def _live(world: World, seconds: float) -> None:
    """Time goes on; whoever's time has come is killed and starts again."""
    until = time.monotonic() + seconds
    while (left_s := until - time.monotonic()) > 0:
        due = min((role for role in world.roles if role.actor), key=lambda role: role.doom_s)
        for key, _ in world.selector.select(max(0.0, min(left_s, due.doom_s - time.monotonic()))):
            if not key.data.actor.listen():
                _exit(world, key.data, signal.SIGKILL, expected=-signal.SIGKILL)
        if due.actor and time.monotonic() >= due.doom_s:
            _die(world, due)
            _enter(world, due)


def _die(world: World, role: Role) -> None:
    world.kills += 1
    _exit(world, role, signal.SIGKILL, expected=-signal.SIGKILL)


def _exit(world: World, role: Role, number: signal.Signals, *, expected: int) -> None:
    assert role.actor is not None
    world.selector.unregister(role.actor.pipe)
    code = role.actor.end(number)
    world.promises.hear(_heard(world, role.actor))
    role.actor = None
    if code != expected:
        raise AssertionError(f"{role.name} ended with {code}:\n{world.errors.read_text()}")


def _heard(world: World, actor: Actor) -> list[list[str]]:
    lines = actor.lines()
    actor.heard.clear() if actor.heard.endswith(b"\n") else _keep_half(actor)
    world.waits_s += [float(words[1]) for words in lines if words[0] == "waited"]
    return lines


def _keep_half(actor: Actor) -> None:
    del actor.heard[: actor.heard.rfind(b"\n") + 1]


def summary(world: World) -> str:
    """The figures of a play, in a line."""
    waits = sorted(world.waits_s)
    alone = sum(ticket >= IDS for ticket, _ in world.promises.issued.values())
    median, worst = 1e3 * waits[len(waits) // 2], 1e3 * waits[len(waits) * 99 // 100]
    return (
        f"{len(world.promises.issued)} tickets, {alone} of them cut off, {world.kills} kills; a number took"
        f" p50 {median:.0f}, p99 {worst:.0f}, at most {1e3 * waits[-1]:.0f} ms;"
        f" everything was in within {max(world.joined_s):.1f} s after a mend"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Cuts two boxes and their database apart.")
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="cut-", dir=in_memory()) as folder,
        world_of(Path(folder), random.Random(wanted.seed)) as world,
    ):
        found = list(perform(world, wanted.cuts))
        print(*found, summary(world), f"{wanted.cuts} cuts: {len(found)} promises broken", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
