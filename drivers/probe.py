"""Asks a printer what it is and can do, once, over a link of its own."""

from __future__ import annotations

import select
import time

from config.profile import PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.link import Link
from drivers.probing import Found, found, trials
from drivers.trial import Trial, Tried
from drivers.trial_print import real_print
from printer.dialects import Ear, ear_of
from printer.inbound import Fact

_WRITE_S = 2.0
_AGAIN_S = 0.1
_NAMES = 36**3


def probe(
    link: Link, profile: PrinterProfile, *, with_print: bool = False, clock: Monotonic = time.monotonic
) -> Found:
    """What the printer turned out to be; LinkError if nobody can speak with it.

    With a print, one test ticket comes out. Nobody else may use the link meanwhile.
    """
    number = number_at(clock)
    to_try = trials(profile, number) + ((real_print(profile, number),) if with_print else ())
    link.open()
    try:
        ear = ear_of(profile)
        tried = [ask(trial, link, ear, clock) for trial in to_try]
    finally:
        link.close()
    return found(profile, tried)


def number_at(clock: Monotonic) -> int:
    """A number for names that no question of the last hour had."""
    return int(clock() * 10) % _NAMES


def ask(trial: Trial, link: Link, ear: Ear, clock: Monotonic) -> Tried:
    """One question over an open link, and what came of it."""
    link.write(trial.data, Deadline.after(_WRITE_S + len(trial.data) / link.bytes_per_s, clock))
    sent_s, facts = clock(), list[Fact]()
    deadline = Deadline.after(trial.patience_s + len(trial.data) / link.bytes_per_s, clock)
    while not trial.answered(facts):
        if deadline.passed:
            return Tried(trial, tuple(facts), None)
        patience_s = min(deadline.remaining_s, _AGAIN_S)
        ready, _, _ = select.select([link.fileno()], [], [], patience_s)
        facts += ear.hear(link.read()) if ready else []
        if trial.again and not ready:
            link.write(trial.again, deadline)
    return Tried(trial, tuple(facts), clock() - sent_s)
