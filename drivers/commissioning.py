"""A logo stored in a printer once, when it is set up: its memory bears few writes, and none amid work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from config.profile import LogoWay, PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.link import Link
from drivers.probe import ask, number_at
from drivers.probing import health_in
from drivers.questions import status_of
from drivers.trial import Ability, Trial, told
from drivers.trial_print import logo_print
from printer.dialects import ear_of
from printer.inbound import Block, Fact, LiveStatus
from printer.logo import ACK, KEY, LIST, Logo, storing

_STATUS_ANSWERS = 4
_LISTED = b"\x72"
_LIST_HEAD = 2
_WRITING_S = 30.0
"""A printer is deaf while it writes; none writes longer."""
_RESET_S = 5.0
"""A printer that took its logo by FS q starts anew and forgets what arrives meanwhile."""
_WRITE_S = 2.0


class NotStored(Exception):
    """The logo is not known to be in the printer; the sentence says why."""


def store_logo(
    link: Link,
    profile: PrinterProfile,
    logo: Logo,
    *,
    sending: Callable[[], None],
    clock: Monotonic = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Write the logo once, and print it once from the printer's memory; NotStored, LinkError.

    `sending` is called right before the first byte: from then on nobody knows before the end what the
    printer holds. Nobody else may use the link meanwhile.
    """
    link.open()
    try:
        ear = ear_of(profile)
        before = ask(_well(profile), link, ear, clock)
        health = health_in(profile, before.facts)
        if not health.can_print:
            raise NotStored(f"Nothing was sent. {health.detail}")
        sending()
        if not ask(_store(profile, logo), link, ear, clock).found:
            raise NotStored(_UNHEARD)
        if profile.logo is LogoWay.GRAPHICS:
            link.write(ACK, Deadline.after(_WRITE_S, clock))
        else:
            pause(_RESET_S)
        if not ask(logo_print(profile, logo, number_at(clock)), link, ear, clock).found:
            raise NotStored(_UNPRINTED)
    finally:
        link.close()


def _well(profile: PrinterProfile) -> Trial:
    return Trial(Ability.STATUS, status_of(profile), told(LiveStatus, _STATUS_ANSWERS))


def _store(profile: PrinterProfile, logo: Logo) -> Trial:
    """The logo, and the question that is answered when it is in."""
    data = storing(logo, profile.logo)
    if profile.logo is LogoWay.GRAPHICS:
        return Trial(Ability.LOGO, data + LIST, _listed, patience_s=_WRITING_S)
    # What waits its turn would be forgotten with the reset: what is answered at once is asked for.
    again = status_of(profile)
    return Trial(Ability.LOGO, data, told(LiveStatus, _STATUS_ANSWERS), patience_s=_WRITING_S, again=again)


def _listed(facts: Sequence[Fact]) -> bool:
    """Whether ours is among the names of what is stored."""
    lists = [fact.body for fact in facts if isinstance(fact, Block) and fact.body.startswith(_LISTED)]
    names = {body[at : at + len(KEY)] for body in lists for at in range(_LIST_HEAD, len(body), len(KEY))}
    return KEY in names


_UNHEARD = (
    "The logo was sent, and the printer did not say that it has it: look whether the key logo of its profile"
    " fits, and try again with --again."
)
_UNPRINTED = (
    "The logo was sent, and the test print with it was not confirmed: look at the printer, and try again"
    " with --again."
)
