from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from config.profile import Evidence
from drivers.evidence import LONGEST_MM, Progress, paper_s, process_id, proof
from drivers.questions import STATUS_FENCE
from tests.drivers.benches import quick

TEXT, CUT = b"text\n", b"cut"


@dataclass
class Heard:
    queued_answers: int = 0
    process_ids: list[bytes] = field(default_factory=list)


def made(evidence: Evidence, heard: Heard):
    return proof(replace(quick(), completion=evidence), TEXT, CUT, 36, heard)


def test_a_named_ticket_asks_after_its_text_and_after_its_cut():
    heard = Heard()
    ticket = made(Evidence.PROCESS_ID, heard)
    assert ticket.data == TEXT + b"\x1d(H\x06\x0000P010" + CUT + b"\x1d(H\x06\x0000C010"
    assert ticket.progress(heard) is Progress.NOTHING
    heard.process_ids.append(b"P010")
    assert ticket.progress(heard) is Progress.PRINTED
    assert ticket.progress(Heard(process_ids=[b"C010"])) is Progress.CUT


def test_the_name_of_another_ticket_proves_nothing():
    ticket = made(Evidence.PROCESS_ID, Heard())
    assert ticket.progress(Heard(process_ids=[b"P00Z", b"C00Z"])) is Progress.NOTHING


def test_a_nameless_ticket_counts_the_answers_that_come_after_it_was_sent():
    heard = Heard(queued_answers=7)
    ticket = made(Evidence.STATUS_FENCE, heard)
    assert ticket.data == TEXT + b"\x1dr\x01" + CUT + b"\x1dr\x01"
    steps = []
    for heard.queued_answers in (7, 8, 9, 10):
        steps.append(ticket.progress(heard))
    assert steps == [Progress.NOTHING, Progress.PRINTED, Progress.CUT, Progress.CUT]


@pytest.mark.parametrize("evidence", Evidence)
def test_a_ticket_knows_how_many_nameless_questions_it_asks(evidence):
    ticket = made(evidence, Heard())
    assert ticket.data.count(STATUS_FENCE) == ticket.fences


def test_a_printer_without_a_word_is_asked_nothing():
    ticket = made(Evidence.TIMER, Heard())
    assert ticket.data == TEXT + CUT
    assert ticket.progress(Heard(9, [b"C010"])) is Progress.NOTHING


@pytest.mark.parametrize(
    ("number", "name"), [(0, b"P000"), (35, b"P00Z"), (46_655, b"PZZZ"), (46_656, b"P000")]
)
def test_a_process_id_is_four_letters(number, name):
    assert process_id("P", number) == name


def test_the_time_on_paper_follows_the_printers_speed():
    assert paper_s(replace(quick(), speed_mm_s=100, head_to_cutter_mm=20)) == (LONGEST_MM + 20) / 100
