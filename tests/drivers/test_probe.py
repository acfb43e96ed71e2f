"""What a printer is found to be when it is asked, with and without paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import Evidence, PrinterProfile, load_profile
from drivers.link import LinkGone
from drivers.probe import probe
from drivers.probing import Found, found, trials
from drivers.serial_link import SerialLink
from drivers.trial import Ability, Trial, Tried
from drivers.trial_print import real_print, too_soon
from drivers.virtual.faults import parse_faults
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.printer_state import PrinterState
from printer.inbound import Answer, Block, LiveStatus, ProcessId, StatusReport
from tests.drivers.benches import eventually, words

HEALTHY = tuple(map(LiveStatus, bytes.fromhex("16 12 12 12")))


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Callable[..., Found]]:
    """Ask a virtual printer of one kind by the profile of another."""
    with ExitStack() as stack:

        def make(real: PrinterProfile, said: PrinterProfile, *faults: str, **how) -> Found:
            virtual = VirtualPrinter(
                tmp_path / "port", Tray(tmp_path / "tray", words), real, faults=parse_faults(faults)
            )
            stack.enter_context(virtual)
            return probe(SerialLink(str(tmp_path / "port")), quickly(said), **how)

        yield make


def quickly(profile: PrinterProfile) -> PrinterProfile:
    return replace(profile, speed_mm_s=500)


def hasty() -> float:
    """A clock on which nobody is waited for long."""
    return time.monotonic() * 10


def star() -> PrinterProfile:
    return replace(load_profile("generic-80"), completion=Evidence.STAR_ETB, asb=0)


@pytest.mark.parametrize("profile_id", ["generic-80", "latin-80", "custom-80"])
def test_a_printer_that_is_as_its_profile_says_is_fine_with_a_real_print(asked, tmp_path, profile_id):
    profile = load_profile(profile_id)
    what = asked(profile, profile, with_print=True)
    assert what.advice == ()
    assert what.fine
    assert what.health.state is PrinterState.OK
    assert what.identity[0] == profile_id.upper()
    assert what.abilities[Ability.TICKET]
    eventually(lambda: len(list((tmp_path / "tray").glob("*.png"))) == 1)


def test_a_printer_that_could_prove_more_than_its_profile_uses_is_told(asked):
    what = asked(load_profile("generic-80"), load_profile("xprinter-80"))
    assert any("completion = 'process_id'" in sentence for sentence in what.advice)


def test_a_stars_count_is_found_with_a_real_print(asked):
    what = asked(star(), star(), with_print=True, clock=hasty)
    assert what.advice == ()
    assert set(what.abilities) == {Ability.STAR, Ability.TICKET}


def test_a_printer_out_of_paper_is_told_and_nothing_else(asked):
    profile = load_profile("generic-80")
    what = asked(profile, profile, "paper-out", clock=hasty)
    assert what.health.state is PrinterState.PAPER_OUT
    assert what.advice == (what.health.detail,)


def test_a_roll_near_its_end_is_told_beside_all_else(asked):
    profile = load_profile("generic-80")
    what = asked(profile, profile, "near-end")
    assert what.health.state is PrinterState.NEAR_END
    assert what.advice == (what.health.detail,)


def test_a_printer_in_whose_place_another_answers_is_found(asked):
    profile = load_profile("generic-80")
    what = asked(profile, profile, "lying-id")
    assert not what.abilities[Ability.HONESTY]
    assert "in the printer's place" in " ".join(what.advice)


def test_a_printer_that_is_silent_is_told(asked):
    profile = load_profile("generic-80")
    what = asked(profile, profile, "silent", clock=hasty)
    assert what.health.state is PrinterState.SILENT
    assert what.advice == (what.health.detail,)


def test_a_printer_that_is_not_there_cannot_be_asked(tmp_path):
    with pytest.raises(LinkGone, match="nothing is plugged in"):
        probe(SerialLink(str(tmp_path / "port")), load_profile("generic-80"))


@pytest.mark.parametrize("profile_id", ["generic-80", "generic-58", "custom-80", "xprinter-80"])
def test_the_first_question_waits_its_turn_and_none_is_a_reset(profile_id):
    asked = trials(load_profile(profile_id), 1)
    assert asked[0].data.startswith(b"\x1d(H")
    assert not any(b"\x1b@" in trial.data for trial in asked)


def answers(profile: PrinterProfile, *facts, ticket_s: float | None = 1.0) -> Found:
    """What is found of a printer that said these things, and finished its ticket after so long."""
    tried = [Tried(trial, facts, 0.01 if trial.answered(facts) else None) for trial in trials(profile, 1)]
    return found(profile, [*tried, Tried(real_print(profile, 1), (), ticket_s)])


def test_a_printer_that_gives_another_proof_is_told_what_to_write():
    what = answers(load_profile("generic-80"), *HEALTHY, Answer(0), StatusReport(b"\x14\0\0\x0f"))
    assert any("completion = 'gs_r'" in sentence for sentence in what.advice)
    nothing = answers(load_profile("generic-80"), *HEALTHY)
    assert any("completion = 'timer'" in sentence for sentence in nothing.advice)
    assert any("asb = 0" in sentence for sentence in nothing.advice)


def test_a_kiosk_printer_without_a_mouth_is_told():
    what = answers(load_profile("custom-80"), *HEALTHY)
    assert any("has = false" in sentence for sentence in what.advice)


KNOWN = (*HEALTHY, ProcessId(b"R001"), Answer(0), StatusReport(b"\x14\0\0\x0f"))


@pytest.mark.parametrize(
    ("took_s", "told"), [(1.0, ""), (0.01, "before its paper could have moved"), (None, "did not say")]
)
def test_a_ticket_that_is_done_before_paper_can_move_is_no_proof(took_s, told):
    advice = " ".join(answers(load_profile("generic-80"), *KNOWN, ticket_s=took_s).advice)
    assert told in advice
    assert bool(advice) is bool(told)


def test_paper_that_is_only_drawn_may_move_at_once():
    what = answers(load_profile("generic-80"), *KNOWN, Block(0x5F, b"1.00 VIRTUAL"), ticket_s=0.01)
    assert what.fine


def test_where_nothing_is_proven_nothing_is_too_soon():
    profile = replace(load_profile("generic-80"), completion=Evidence.TIMER)
    trial = real_print(profile, 1)
    assert not too_soon(Tried(trial, HEALTHY, 0.01))
    assert trial.answered(HEALTHY)


def test_a_question_that_must_stay_unanswered_is_well_when_it_is():
    quiet = Trial(Ability.HONESTY, b"", lambda _: True, silence_is_well=True)
    assert Tried(quiet, (), None).found
    assert not Tried(quiet, (), 0.1).found
