"""Ten thousand tickets under faults and kills: paper, states and what customers were told must agree.

    .venv/bin/python -m tests.campaigns.paper --runs 10000 --seed 1

In each run one or two tickets are issued while the printer suffers a fault at some byte, and the
devices process may be killed; then the printer is put right, and the next run begins on what is left.
Several lobbies run side by side: most of the time each waits for a printer that says nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import Evidence, Hanzi, PrinterProfile
from drivers import devices
from drivers.thermal import ThermalPrinter
from drivers.virtual.faults import FaultKind
from drivers.virtual.mouth import Deed
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.sensors import Roll
from drivers.virtual.tray import RETRACTED, Tray
from kiosk.errors import LobbyError
from kiosk.follower import Follower
from kiosk.lobby import Lobby
from kiosk.printer_state import PrinterState
from tests.campaigns.actors import BRANCH, Stage
from tests.campaigns.agreement import disagreements, jobs
from tests.campaigns.child import Actor, Play, Say, spawn
from tests.campaigns.paper_trail import Paper, tickets_on
from tests.campaigns.scene import wish
from tests.campaigns.witness import Promises, faults
from tests.drivers.benches import QUICK, quick

F = FaultKind
ILLS = (F.PAPER_OUT, F.COVER_OPEN, F.CUTTER, F.UNPLUG, F.SILENT, F.POWER_CUT, F.NEAR_END, F.GARBAGE)
MOUTH_ILLS = (F.PRESENTER_JAM, F.NOT_TAKEN)
PROFILES = ("generic-80", "custom-80", "xprinter-80", "generic-58")
LONGEST = 1_000
"""No ticket has more bytes."""
OUTAGE_S, TAKEN_S = 0.15, 0.03
KILLED, WELL = 0.3, 0.15
"""So many runs kill the devices process; so many have no fault."""
LONGEST_LIFE_S, LONGEST_WAY_S = 0.25, 0.2
SETTLED_S = 60.0
AGAIN = 0.5
"""So many of those who are told that something went wrong ask for another copy."""


def profile_of(name: str) -> PrinterProfile:
    """One whose paper takes no time, and whose numbers can be read from the bytes."""
    profile = replace(quick(name), hanzi=Hanzi.GBK, native_qr=True)
    held = replace(profile.presenter, hold_s=1)
    return replace(profile, presenter=held)


def the_printer(stage: Stage, profile: PrinterProfile, orders: int) -> Play:
    """Obeys lines: `break KIND BYTES`, `mend WHAT` the tablet tells."""

    def play(say: Say) -> None:
        tray = Tray(stage.tray, lambda _: b"")
        virtual = VirtualPrinter(stage.link, tray, profile, outage_s=OUTAGE_S)
        virtual.taken_s = TAKEN_S
        with virtual, os.fdopen(orders) as lines:
            say("plugged")
            for line in lines:
                _order(virtual, line.split())
            virtual.order(lambda: virtual.mechanism.mouth.obey(Deed.EJECT))
        say("emptied")

    return play


def _order(virtual: VirtualPrinter, words: list[str]) -> None:
    hands = virtual.hands
    if words[0] == "break":
        hands.break_after(int(words[2]), FaultKind(words[1]))
        return

    virtual.order(lambda: _mend(virtual, words[1]))
    for deed in (hands.free_presenter, hands.free_cutter, hands.replug):
        deed()


def _mend(virtual: VirtualPrinter, told: str) -> None:
    """Nobody puts in a roll, or closes a cover, before the tablet has said that it is wanting."""
    virtual.forget_faults()
    virtual.silent, virtual.hands_take = False, True
    inside = virtual.mechanism
    if inside.sensors.roll is Roll.OUT and told == PrinterState.PAPER_OUT.value:
        inside.refill()
    elif told == PrinterState.COVER_OPEN.value:
        inside.change(replace(inside.sensors, cover_open=False))
    elif inside.sensors.roll is Roll.NEAR_END:
        inside.change(replace(inside.sensors, roll=Roll.FULL))


def the_devices(stage: Stage, profile: PrinterProfile) -> Play:
    """The real process, in a hurry."""

    def play(_: Say) -> None:
        assert BRANCH.printer is not None
        devices.ThermalPrinter = _hurried  # type: ignore[assignment, misc]
        printer = replace(BRANCH.printer, link=str(stage.link))
        site = stage.lobby().site
        # What it logs of faults that were asked for is nobody's complaint.
        with contextlib.redirect_stderr(None):
            gear = devices.Gear(printer, profile, lambda language: load_phrases(language, SAMPLE))
            code = devices.main(site, gear, stage.data)
        os._exit(code)

    return play


def _hurried(*given: object, **named: object) -> ThermalPrinter:
    return ThermalPrinter(*given, **named | {"timings": QUICK})  # type: ignore[arg-type]


def the_customers(stage: Stage, seed: str, orders: int) -> Play:
    """Obeys lines: `issue N`; says `trouble` when the tablet does, `settled` when no paper is to come."""

    def play(say: Say) -> None:
        chance, lobby = random.Random(seed), stage.lobby()
        news = Follower(lobby.site.store)
        issued = 0
        with os.fdopen(orders) as lines:
            for line in lines:
                count = int(line.split()[1])
                for _ in range(count):
                    request = f"{seed}-{issued}"
                    issued += 1
                    ticket = lobby.issue(wish(chance, request))
                    say(f"issued {request} {ticket.id} {ticket.public_id}")
                _await_paper(lobby, news, say)
                _complain(lobby, chance, ticket.id)
                _await_paper(lobby, news, say)
                say("settled")

    return play


def _await_paper(lobby: Lobby, news: Follower, say: Say) -> None:
    give_up_s = time.monotonic() + SETTLED_S
    while _owed(lobby):
        told = lobby.overview().printer
        assert time.monotonic() < give_up_s, f"a paper never came out, though all was put right: {told}"
        if told and not PrinterState(told.state).can_print:
            say(f"trouble {told.state}")
        news.wait(0.05)


def _owed(lobby: Lobby) -> int:
    """How many papers are still to come."""
    with lobby.site.store.read() as cursor:
        found = cursor.one("SELECT count(*) FROM print_job WHERE live = 1 AND state IN ('queued', 'sent')")
    return found[0] if found else 0


def _complain(lobby: Lobby, chance: random.Random, ticket_id: int) -> None:
    if not lobby.print_state(ticket_id).on_paper and chance.random() < AGAIN:
        with contextlib.suppress(LobbyError):
            lobby.reprint(ticket_id)


@dataclass(slots=True)
class Shift:
    """One lobby with its printer, its customers and its devices process."""

    stage: Stage
    profile: PrinterProfile
    chance: random.Random
    seed: str
    promises: Promises = field(default_factory=Promises)

    def work(self, runs: int, say: Say) -> None:
        """So many runs; what does not agree in the end is said."""
        printer, printer_orders = self._child(lambda orders: the_printer(self.stage, self.profile, orders))
        printer.wait_for("plugged")
        customers, wishes = self._child(lambda orders: the_customers(self.stage, self.seed, orders))
        owner = self._start_devices()
        for number in range(runs):
            last = number >= runs - 1
            owner = self._run(number, owner, customers, wishes, printer_orders, last=last)
        owner.end()
        for actor, orders in ((customers, wishes), (printer, printer_orders)):
            os.close(orders)
            while actor.listen():
                pass
            self.promises.hear(actor.lines())
        for found in self._found():
            say(f"found {found}")

    def _run(
        self, number: int, owner: Actor, customers: Actor, wishes: int, printer: int, *, last: bool
    ) -> Actor:
        """One fault at most; none in the last run, which pushes out what the one before it left."""
        chance = self.chance
        ills = (*ILLS, *(MOUTH_ILLS if self.profile.presenter.has else ()))
        if chance.random() > WELL and not last:
            os.write(printer, f"break {chance.choice(ills)} {chance.randint(0, LONGEST)}\n".encode())
        os.write(wishes, f"issue {chance.choice((1, 1, 2))}\n".encode())
        if chance.random() < KILLED and not last:
            _rest(chance.uniform(0, LONGEST_LIFE_S))
            owner.end()
            owner = self._start_devices()
        troubles = customers.heard.count(b"trouble ")
        while customers.heard.count(b"settled\n") <= number:
            assert customers.listen(), self.stage.errors.read_text()
            if customers.heard.count(b"trouble ") > troubles:
                # Whoever is to put it right was called by the tablet, and needs a while to come.
                _rest(chance.uniform(0, LONGEST_WAY_S))
                told = next(words[1] for words in reversed(customers.lines()) if words[0] == "trouble")
                os.write(printer, f"mend {told}\n".encode())
                troubles = customers.heard.count(b"trouble ")
        os.write(printer, b"mend nothing\n")
        return owner

    def _start_devices(self) -> Actor:
        return spawn(the_devices(self.stage, self.profile), self.stage.errors)

    def _child(self, play: object) -> tuple[Actor, int]:
        """A child, and the pipe that gives it orders."""
        ear, mouth = os.pipe()

        def closed(say: Say) -> None:
            os.close(mouth)
            play(ear)(say)  # type: ignore[operator]

        actor = spawn(closed, self.stage.errors)
        os.close(ear)
        return actor, mouth

    def _found(self) -> Iterator[str]:
        with closing(self.stage.open()) as store:
            yield from faults(store, self.promises)
            believed = jobs(store)
        out, back = _tickets(self.stage.tray), _tickets(self.stage.tray / RETRACTED)
        timer = self.profile.completion is Evidence.TIMER
        yield from disagreements(believed, out, back, timer=timer)
        states = Counter(job.state.value for job in believed)
        yield f"# {dict(states)}, {len(out)} tickets, {len(back)} taken back"


def _tickets(tray: Path) -> list[Paper]:
    first_line = BRANCH.bank["zh_CN"]
    return [ticket for path in sorted(tray.glob("ticket-*.bin")) for ticket in tickets_on(path, first_line)]


def _rest(seconds: float) -> None:
    """Nothing happens for a while; the moment of a kill is random on purpose."""
    select.select([], [], [], seconds)


def shift(folder: Path, profile_name: str, seed: str, runs: int) -> Play:
    """One lobby's share of the campaign, in a process of its own."""

    def play(say: Say) -> None:
        folder.mkdir(parents=True)
        stage = Stage(folder, time.monotonic())
        Shift(stage, profile_of(profile_name), random.Random(seed), seed).work(runs, say)

    return play


def campaign(runs: int, seed: int, lobbies: int, folder: Path, profiles: tuple[str, ...]) -> Iterator[str]:
    """What did not agree; lines that begin with # are figures."""
    actors = []
    for number in range(lobbies):
        share = runs // lobbies + (number < runs % lobbies)
        name = profiles[number % len(profiles)]
        place = folder / f"{number}"
        actors.append(
            (name, place, spawn(shift(place, name, f"{seed}-{number}", share), folder / "errors.txt"))
        )
    for name, place, actor in actors:
        while actor.listen():
            pass
        for words in actor.lines():
            yield f"{name}: {' '.join(words[1:])}"
        if code := actor.end(signal.SIGCONT):
            complaints = "".join(
                path.read_text() for path in (folder / "errors.txt", place / "errors.txt") if path.exists()
            )
            yield f"{name}: its lobby ended with {code}: {complaints}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Prints tickets under random faults and kills.")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lobbies", type=int, default=12, help="so many side by side")
    parser.add_argument("--profile", action="append", help="only this printer; may be given more than once")
    wanted = parser.parse_args()
    profiles = tuple(wanted.profile or PROFILES)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        said = list(campaign(wanted.runs, wanted.seed, wanted.lobbies, Path(folder), profiles))
    found = [line for line in said if ": # " not in line]
    print(*said, f"{wanted.runs} runs: {len(found)} disagreements", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
