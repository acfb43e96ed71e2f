from __future__ import annotations

from drivers.deadline import Deadline
from drivers.hearing import Hearing
from kiosk.printer_state import PrinterState

HEALTHY = bytes.fromhex("16 12 12 12")
OUT = bytes.fromhex("1e 32 12 7e")
REPORTED_OPEN = bytes.fromhex("3c 00 00 0f")


class StandingClock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def asked(clock=None) -> Hearing:
    hearing = Hearing(clock or StandingClock())
    assert hearing.expect_status()
    return hearing


def test_the_health_is_known_when_all_four_questions_are_answered():
    hearing = asked()
    hearing.take(OUT[:3])
    assert hearing.sensed is None
    hearing.take(OUT[3:])
    assert hearing.sensed.state is PrinterState.PAPER_OUT
    assert hearing.trouble is hearing.sensed


def test_an_answer_to_no_question_is_no_news():
    hearing = asked()
    hearing.take(HEALTHY + OUT)
    assert hearing.sensed.state is PrinterState.OK
    assert hearing.statuses == 1


def test_nobody_asks_while_answers_are_on_their_way():
    clock = StandingClock()
    hearing = asked(clock)
    hearing.take(HEALTHY[:2])
    assert not hearing.expect_status()
    clock.now_s += 1.0
    assert hearing.expect_status()
    hearing.take(OUT)
    assert hearing.sensed.state is PrinterState.PAPER_OUT


def test_what_the_printer_reports_by_itself_counts_amid_answers():
    hearing = asked()
    hearing.take(HEALTHY[:1] + REPORTED_OPEN)
    assert hearing.sensed.state is PrinterState.COVER_OPEN


def test_noise_is_no_sign_of_life():
    hearing = Hearing(StandingClock())
    hearing.take(b"\xff\x80\x99\x13")
    assert hearing.last_s == 0.0
    hearing.take(b"\x37\x22P001\x00")
    assert hearing.last_s == 100.0
    assert list(hearing.process_ids) == [b"P001"]


def test_a_broken_line_takes_half_a_word_and_all_knowledge_with_it():
    hearing = asked()
    hearing.take(HEALTHY + b"\x37\x22P0")
    hearing.lose()
    assert (hearing.sensed, hearing.losses) == (None, 1)
    hearing.take(b"01\x00")
    assert list(hearing.process_ids) == []


def test_waiting_ends_with_the_deadline_and_lets_others_work():
    hearing = Hearing(StandingClock())
    pulses = []
    clock = iter(range(100))
    deadline = Deadline(3, lambda: next(clock))
    assert not hearing.wait(lambda: False, deadline, lambda: pulses.append(1))
    assert pulses
