from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.profile import Claim, Claims, Evidence, load_profile, profiles
from drivers.evidence import LONGEST_MM, Progress, paper_s, process_id, proof, trust
from drivers.questions import nameless_fence
from printer.escpos import compile_parts
from printer.lines import CutLine, QrLine, Run, TextLine
from printer.realtime import RealTimeEar
from tests.drivers.benches import quick

TEXT, CUT = b"text\n", b"cut"


@dataclass
class Heard:
    queued_answers: int = 0
    process_ids: list[bytes] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)


def made(evidence: Evidence, heard: Heard):
    return proof(replace(quick(), completion=evidence), TEXT, CUT, 36, heard)


def test_a_named_ticket_asks_after_its_text_and_after_its_cut():
    heard = Heard()
    ticket = made(Evidence.PROCESS_ID, heard)
    decoy = b"\x1d(k\x0e\x001P0\x1d(H\x06\x0000D010"
    assert ticket.data == TEXT + decoy + b"\x1d(H\x06\x0000P010" + CUT + b"\x1d(H\x06\x0000C010"
    assert ticket.progress(heard) is Progress.NOTHING
    heard.process_ids.append(b"P010")
    assert ticket.progress(heard) is Progress.PRINTED
    assert ticket.progress(Heard(process_ids=[b"C010"])) is Progress.CUT


def test_the_name_of_another_ticket_proves_nothing():
    ticket = made(Evidence.PROCESS_ID, Heard())
    assert ticket.progress(Heard(process_ids=[b"P00Z", b"C00Z"])) is Progress.NOTHING


def test_an_answer_to_a_question_that_no_printer_sees_is_a_lie():
    ticket = made(Evidence.PROCESS_ID, Heard())
    assert not ticket.is_lie(Heard(process_ids=[b"P010", b"C010"]))
    assert ticket.is_lie(Heard(process_ids=[b"D010", b"P010", b"C010"]))


@given(st.integers(0, 10**6), st.sampled_from(profiles()), st.text(max_size=20))
def test_no_ticket_on_the_wire_holds_a_command_that_is_obeyed_on_arrival(job, profile_id, name):
    profile = load_profile(profile_id)
    content, parted = compile_parts([TextLine((Run(name),)), QrLine("HTTPS://A/B", 4), CutLine()], profile)
    data = proof(profile, content, parted, job, Heard()).data
    assert RealTimeEar().hear(data) == []


def test_where_a_question_cannot_be_hidden_none_is():
    profile = replace(quick(), native_qr=False)
    assert b"D010" not in proof(profile, TEXT, CUT, 36, Heard()).data


@pytest.mark.parametrize(
    ("told", "progress"),
    [
        ([], Progress.NOTHING),
        ([40], Progress.PRINTED),
        ([40, 41], Progress.CUT),
        ([40, 40], Progress.PRINTED),
        ([240, 41], Progress.PRINTED),
    ],
)
def test_a_counter_of_cuts_proves_a_cut_only_by_counting_it(told, progress):
    ticket = made(Evidence.CUSTOM_PRESENTER, Heard(queued_answers=3, cuts=[39]))
    assert ticket.data == TEXT + b"\x1d\xe2" + CUT + b"\x1d\xe2"
    assert ticket.progress(Heard(3 + len(told), [], [39, *told])) is progress


def test_a_presenter_is_told_to_hold_the_ticket_out_at_last():
    profile = load_profile("custom-80")
    assert proof(profile, TEXT, CUT, 36, Heard()).data.endswith(CUT + b"\x1d\xe2\x1de\x03\x0c")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Claim.DOCUMENTED, "as the maker documents it"),
        (Claim.PROBED, "was seen to do"),
        (Claim.UNVERIFIED, "nobody has verified"),
    ],
)
def test_it_is_told_how_far_a_word_is_trusted(claim, words):
    profile = replace(quick(), claims=Claims(completion=claim))
    assert words in trust(profile)
    assert "alone" in trust(profile, alone=True)


def test_a_nameless_ticket_counts_the_answers_that_come_after_it_was_sent():
    heard = Heard(queued_answers=7)
    ticket = made(Evidence.GS_R, heard)
    assert ticket.data == TEXT + b"\x1dr\x01" + CUT + b"\x1dr\x01"
    steps = []
    for heard.queued_answers in (7, 8, 9, 10):
        steps.append(ticket.progress(heard))
    assert steps == [Progress.NOTHING, Progress.PRINTED, Progress.CUT, Progress.CUT]


@pytest.mark.parametrize("evidence", Evidence)
def test_a_ticket_knows_how_many_nameless_questions_it_asks(evidence):
    ticket = made(evidence, Heard())
    question = nameless_fence(replace(quick(), completion=evidence))
    assert (ticket.data.count(question) if question else 0) == ticket.fences


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
