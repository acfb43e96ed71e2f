from __future__ import annotations

from drivers.deadline import Deadline
from drivers.hearing import Hearing
from kiosk.printer_state import PrinterState
from tests.drivers.benches import quick

HEALTHY = bytes.fromhex("16 12 12 12")
OUT = bytes.fromhex("1e 32 12 7e")
CLEARED = bytes.fromhex("37 25 00")
REPORTED_OPEN = bytes.fromhex("3c 00 00 0f")
REPORTED_WELL = bytes.fromhex("14 00 00 0f")


class StandingClock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def asked(clock=None) -> Hearing:
    hearing = Hearing(clock or StandingClock(), quick())
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
    hearing = Hearing(StandingClock(), quick())
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


def owing(answers: int) -> Hearing:
    hearing = Hearing(StandingClock(), quick())
    hearing.owe(answers)
    return hearing


def test_each_nameless_answer_pays_one_that_is_owed():
    hearing = owing(2)
    owed = []
    for _ in range(3):
        hearing.take(b"\x00")
        owed.append(hearing.owed)
    assert (owed, hearing.queued_answers) == ([1, 0, 0], 3)


def test_nothing_is_owed_over_a_line_that_broke_or_by_a_printer_that_forgot():
    broken, cleared = owing(3), owing(3)
    broken.lose()
    cleared.take(CLEARED)
    assert (broken.owed, cleared.owed) == (0, 0)


def test_a_question_that_was_not_asked_is_not_owed():
    hearing = owing(2)
    hearing.owe(-2)
    assert hearing.owed == 0


def test_waiting_ends_with_the_deadline_and_lets_others_work():
    hearing = Hearing(StandingClock(), quick())
    pulses = []
    clock = iter(range(100))
    deadline = Deadline(3, lambda: next(clock))
    assert not hearing.wait(lambda: False, deadline, lambda: pulses.append(1))
    assert pulses


def in_trouble() -> Hearing:
    """It has told of a ticket's text, and then of an open cover, once."""
    hearing = asked()
    hearing.take(b"\x37\x22P001\x00" + REPORTED_OPEN)
    return hearing


def test_trouble_that_is_told_once_may_be_noise():
    hearing = in_trouble()
    assert hearing.trouble.state is PrinterState.COVER_OPEN
    hearing.take(HEALTHY)
    assert hearing.before_trouble is None


def test_trouble_that_is_told_again_or_ended_unasked_is_none():
    again, ended = in_trouble(), in_trouble()
    again.take(b"\x37\x22C001\x00" + REPORTED_OPEN)
    ended.take(REPORTED_WELL + b"\x37\x22C001\x00")
    assert again.before_trouble.process_ids == (b"P001", b"C001")
    assert ended.before_trouble.process_ids == (b"P001",)
    ended.forgive()
    assert (ended.trouble, ended.before_trouble) == (None, None)


def test_what_no_printer_says_and_answers_to_no_question_are_noise():
    hearing = owing(1)
    noises = []
    for said in (b"\x00", b"\x00", b"\xff", HEALTHY):
        hearing.take(said)
        noises.append(hearing.noises)
    assert noises == [0, 1, 2, 2]


def test_answers_that_come_late_are_credited_to_their_own_questions():
    """The second asking overtakes the answers to the first on a line that is slower than it is said to be."""
    clock = StandingClock()
    hearing = asked(clock)
    clock.now_s += 0.5
    assert hearing.expect_status()
    told = []
    for value in HEALTHY * 2:
        clock.now_s += 0.1
        hearing.take(bytes((value,)))
        hearing.expect_status()
        told.append(hearing.sensed and hearing.sensed.state)
    assert set(told) == {None, PrinterState.OK}
    assert hearing.trouble is None


def test_the_answers_to_a_long_tickets_questions_are_counted():
    hearing = asked()
    first, second = hearing.ask_status(), hearing.ask_status()
    hearing.delivering = True
    hearing.take(HEALTHY)
    assert hearing.inquiry.answered == first - 1
    hearing.take(HEALTHY + HEALTHY[:3])
    assert hearing.inquiry.answered == second - 1
    hearing.take(OUT[3:])
    assert hearing.inquiry.answered == second
    assert hearing.sensed.state is PrinterState.PAPER_OUT


def test_nobody_else_asks_while_a_long_tickets_answers_are_on_their_way():
    clock = StandingClock()
    hearing = asked(clock)
    hearing.delivering = True
    clock.now_s += 5.0
    assert not hearing.expect_status()
    hearing.delivering = False
    assert hearing.expect_status()


def test_from_one_look_at_the_paper_to_the_next_word_of_it_anything_may_have_come_and_gone():
    clock = StandingClock()
    hearing = asked(clock)
    hearing.take(HEALTHY)
    unwatched = []
    for answered_after_s, way_s in ((0.5, 0.0), (0.25, 0.0), (2.0, 1.5), (3.0, 0.0)):
        hearing.ask_status(way_s)
        clock.now_s += answered_after_s
        hearing.take(HEALTHY)
        unwatched.append(hearing.unwatched_s)
    # The third question was 1.5 s on its way: at the next answer the printer had not looked for 3.5 s.
    assert unwatched == [0.5, 0.75, 2.25, 3.5]


def test_an_answer_that_was_lost_leaves_the_time_until_the_next_one_unwatched():
    clock = StandingClock()
    hearing = asked(clock)
    hearing.take(HEALTHY)
    for _ in range(3):
        clock.now_s += 1.0
        assert hearing.expect_status()
    hearing.take(HEALTHY)
    assert hearing.unwatched_s == 3.0
