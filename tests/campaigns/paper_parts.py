"""The parts that are played when paper is tried: a printer with its faults, its driver, its customers."""

from __future__ import annotations

import contextlib
import os
import random
import time
from dataclasses import replace

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import Hanzi, PrinterProfile
from drivers import devices
from drivers.virtual.faults import Fault, FaultKind
from drivers.virtual.presenter import Deed
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.sensors import Roll
from drivers.virtual.tray import Tray
from kiosk.errors import LobbyError
from kiosk.follower import Follower
from kiosk.lobby import Lobby
from kiosk.printer_state import PrinterState
from tests.campaigns.actors import BRANCH, Stage
from tests.campaigns.child import Play, Say
from tests.campaigns.paper_log import PaperLog, logged_printer, tell_lateness
from tests.campaigns.scene import wish
from tests.drivers.benches import QUICK, quick

OUTAGE_S, TAKEN_S = 0.15, 0.03
SWAP = "swap"
"""The paper ends, and somebody puts in a new roll without waiting for the tablet."""
HURRIED = replace(QUICK, exchange=0.5)
SETTLED_S = 60.0
AGAIN = 0.5
"""So many of those who are told that something went wrong ask for another copy."""


def log_of(stage: Stage) -> PaperLog:
    """What the processes of a lobby write down for whoever looks into a disagreement."""
    return PaperLog(stage.data / "log.txt")


def profile_of(name: str) -> PrinterProfile:
    """One whose paper takes no time, and whose numbers can be read from the bytes."""
    profile = replace(quick(name), hanzi=Hanzi.GBK, native_qr=True)
    held = replace(profile.presenter, hold_s=1)
    return replace(profile, presenter=held)


def the_printer(stage: Stage, profile: PrinterProfile, orders: int) -> Play:
    """Obeys lines: `break KIND BYTES`, `swap BYTES SECONDS`, `mend WHAT` the tablet tells."""

    def play(say: Say) -> None:
        tray = Tray(stage.tray, lambda _: b"")
        virtual = VirtualPrinter(stage.link, tray, profile, outage_s=OUTAGE_S)
        virtual.taken_s = TAKEN_S
        log = log_of(stage)
        log.overhear(virtual)
        with virtual, os.fdopen(orders) as lines:
            say("plugged")
            for line in lines:
                log.note("hands", line.strip())
                _order(virtual, line.split())
            virtual.order(lambda: virtual.mechanism.mouth.obey(Deed.EJECT))
        say("emptied")

    return play


def _order(virtual: VirtualPrinter, words: list[str]) -> None:
    hands = virtual.hands
    if words[0] == "break":
        hands.break_after(int(words[2]), FaultKind(words[1]))
        return
    if words[0] == SWAP:
        at, lasts_s = int(words[1]), float(words[2])
        inside = virtual.mechanism
        virtual.order(lambda: virtual.expect(Fault(inside.worked + at, FaultKind.PAPER_OUT, lasts_s)))
        return

    virtual.order(lambda: _mend(virtual, words[1]))
    hands.replug()


def _mend(virtual: VirtualPrinter, told: str) -> None:
    """Nobody puts in a roll, closes a cover or frees paper before the tablet has said that it is wanting."""
    virtual.forget_faults()
    virtual.silent, virtual.hands_take = False, True
    inside = virtual.mechanism
    # A roll that somebody is about to put in need not be put in twice.
    at_it = virtual._mishaps.next_mend_s is not None
    if inside.sensors.roll is Roll.OUT and told == PrinterState.PAPER_OUT.value and not at_it:
        inside.refill()
    elif told == PrinterState.COVER_OPEN.value:
        inside.change(replace(inside.sensors, cover_open=False))
    elif told == PrinterState.CUTTER.value:
        inside.free_cutter()
    elif told == PrinterState.OFFLINE.value:
        inside.free_presenter()
    elif inside.sensors.roll is Roll.NEAR_END:
        inside.change(replace(inside.sensors, roll=Roll.FULL))


def the_devices(stage: Stage, profile: PrinterProfile) -> Play:
    """The real process, in a hurry."""

    def play(_: Say) -> None:
        assert BRANCH.printer is not None
        log = log_of(stage)
        devices.ThermalPrinter = logged_printer(log, HURRIED)  # type: ignore[assignment, misc]
        tell_lateness(log)
        printer = replace(BRANCH.printer, link=str(stage.link))
        site = stage.lobby().site
        # What it logs of faults that were asked for is nobody's complaint.
        with contextlib.redirect_stderr(None):
            gear = devices.Gear(printer, profile, lambda language: load_phrases(language, SAMPLE))
            code = devices.main(site, gear, stage.data)
        os._exit(code)

    return play


def the_customers(stage: Stage, seed: str, orders: int) -> Play:
    """Obeys lines: `issue RUN N`; says `trouble` when the tablet does, `settled` when no paper is to come."""

    def play(say: Say) -> None:
        lobby = stage.lobby()
        news = Follower(lobby.site.store)
        with os.fdopen(orders) as lines:
            for line in lines:
                run, count = line.split()[1:]
                chance = random.Random(f"{seed}/{run}/customers")
                for number in range(int(count)):
                    request = f"{seed}-{run}-{number}"
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
