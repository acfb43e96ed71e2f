"""What a ticket's paper costs: its bytes, and setting, compiling and drawing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import load_profile
from kiosk.ticket import Ticket
from printer.escpos import compile_ticket
from printer.layout import ticket_lines
from printer.lines import Line
from printer.picture import picture
from printer.sample import SAMPLE_LINK, sample_ticket
from tests.campaigns.actors import BRANCH
from tests.campaigns.scene import OPENING

PROFILE = load_profile("generic-80", SAMPLE)
PHRASES = {language: load_phrases(language, SAMPLE) for language in BRANCH.languages}


def tickets() -> list[Ticket]:
    """One of every service, led by each language."""
    return [
        sample_ticket(replace(BRANCH, services=(service, *BRANCH.services)), OPENING, language=language)
        for service in BRANCH.services
        for language in BRANCH.languages
    ]


def lines_of(ticket: Ticket) -> tuple[Line, ...]:
    """Its full paper, with one QR code."""
    return ticket_lines(ticket, BRANCH, PROFILE, phrases=PHRASES.__getitem__, link=SAMPLE_LINK)


def sizes() -> list[float]:
    """In bytes."""
    return [_size(ticket) for ticket in tickets()]


def sample_sizes() -> list[float]:
    """Of the ticket that the branch shows as a sample, led by each language."""
    return [_size(sample_ticket(BRANCH, OPENING, language=language)) for language in BRANCH.languages]


def _size(ticket: Ticket) -> float:
    return float(len(compile_ticket(lines_of(ticket), PROFILE)))


def setting_ms(rounds: int) -> list[float]:
    """The way from a ticket to its lines."""
    return _each_ms(lambda ticket: lambda: lines_of(ticket), rounds)


def compiling_ms(rounds: int) -> list[float]:
    """The way from lines to bytes."""

    def deed(ticket: Ticket) -> Callable[[], object]:
        lines = lines_of(ticket)
        return lambda: compile_ticket(lines, PROFILE)

    return _each_ms(deed, rounds)


def drawing_ms(rounds: int) -> list[float]:
    """The way from lines to a picture."""

    def deed(ticket: Ticket) -> Callable[[], object]:
        lines = lines_of(ticket)
        return lambda: picture(lines, PROFILE)

    return _each_ms(deed, rounds)


def _each_ms(deed: Callable[[Ticket], Callable[[], object]], rounds: int) -> list[float]:
    deeds = [deed(ticket) for ticket in tickets()]
    return [_ms(each) for each in _again(deeds, rounds + 1)][len(deeds) :]


def _again(deeds: list[Callable[[], object]], rounds: int) -> Iterable[Callable[[], object]]:
    # The first round only warms up.
    return (deed for _ in range(rounds) for deed in deeds)


def _ms(deed: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    deed()
    return (time.perf_counter() - began_s) * 1e3
