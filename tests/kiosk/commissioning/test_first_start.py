"""The five questions: what is answered, who may answer, and how it ends for good."""

from __future__ import annotations

import fcntl

import pytest

from config.adoption import files_of
from config.branch import SAMPLE
from config.branch_file import NoBranchFile, opened
from kiosk.commissioning import conduct, gate, guests, record
from kiosk.commissioning.codes import Reading, codes_of, is_code
from kiosk.commissioning.steps import Progress, Step
from kiosk.commissioning.trial_ticket import how_it_fares, print_trial
from kiosk.commissioning.typed import moment_typed
from kiosk.commissioning.wishes import Want, taken
from kiosk.print_job import PrintState
from kiosk.staff import Role, Staff, UnfitError
from kiosk.store import StoreError, open_store
from kiosk.ticket import TicketState
from tests.kiosk.conftest import SetClock

SECRET = "a long enough one"


def settled(rooms):
    for step in (Step.LANGUAGE, Step.BRANCH):
        record.change(rooms, lambda now, step=step: now.answered(step))


def test_the_questions_come_in_their_order_and_two_may_wait():
    progress = Progress()
    asked = []
    for _ in Step:
        asked.append(progress.step)
        skips = progress.step.may_be_skipped
        progress = progress.passed_by(progress.step) if skips else progress.answered(progress.step)
    assert asked == list(Step)
    assert progress.missing == ()
    assert progress.skipped == {Step.PRINTER, Step.NETWORK}


def test_one_goes_back_to_what_was_asked_and_no_further_ahead():
    progress = Progress().answered(Step.LANGUAGE).answered(Step.BRANCH)
    assert progress.back_to(Step.LANGUAGE).step is Step.LANGUAGE
    assert progress.back_to(Step.ADMINISTRATOR).step is Step.PRINTER
    assert progress.back_to(Step.LANGUAGE).answered(Step.LANGUAGE).step is Step.PRINTER
    with pytest.raises(ValueError, match="can't be skipped"):
        progress.passed_by(Step.BRANCH)
    with pytest.raises(ValueError, match="'xx'"):
        progress.speaking("xx")


def test_progress_outlives_the_process_and_a_torn_file_is_the_beginning(rooms):
    record.change(rooms, lambda now: now.speaking("en").answered(Step.LANGUAGE).passed_by(Step.PRINTER))
    assert record.read(rooms) == Progress("en", frozenset({Step.LANGUAGE}), frozenset({Step.PRINTER}))
    (rooms.own / "progress.json").write_text('{"done": ["lang')
    assert record.read(rooms) == Progress()
    (rooms.own / "progress.json").write_text('{"done": ["x", 3], "skipped": 5, "language": "xx", "at": []}')
    assert record.read(rooms) == Progress()


def test_it_is_offered_only_on_a_box_as_it_was_delivered(rooms, own_store, clock):
    def opens():
        return open_store(rooms.data)

    assert gate.is_open(rooms, opens)
    Staff(own_store, clock).add("lin", Role.MANAGER, SECRET)
    assert gate.is_open(rooms, opens)
    Staff(own_store, clock).add("chen", Role.ADMINISTRATOR, SECRET)
    assert not gate.is_open(rooms, opens)
    rooms.begun.touch()
    assert gate.is_open(rooms, opens)
    rooms.done.touch()
    assert not gate.is_open(rooms, opens)


def test_it_is_not_offered_where_nobody_prepared_it_or_the_store_cannot_be_read(rooms):
    def fails():
        raise StoreError("away")

    assert not gate.is_open(rooms, fails)
    rooms.setup.rmdir()
    assert not gate.is_open(rooms, lambda: open_store(rooms.data))


def test_it_is_not_offered_where_tickets_were_given(rooms, site):
    print_trial(site, "en")
    assert not gate.is_open(rooms, lambda: open_store(rooms.data))


def test_the_first_administrator_ends_it_for_good(rooms, site):
    settled(rooms)
    code = guests.code(rooms)
    conduct.name_administrator(rooms, site, "Chen.Min", SECRET)
    assert [(each.name, each.role) for each in Staff(site.store, site.clock).all()] == [
        ("chen.min", Role.ADMINISTRATOR)
    ]
    assert rooms.is_over
    assert [wish.want for wish, _ in taken(rooms)] == [Want.FINISH]
    assert guests.code(rooms) != code
    with pytest.raises(conduct.NotYet, match="over"):
        conduct.name_administrator(rooms, site, "another", SECRET)


def test_of_two_who_name_one_at_once_the_second_waits_and_finds_it_over(rooms, site, monkeypatch):
    settled(rooms)
    add, waited = Staff.add, []

    def at_once(*given):
        with (rooms.own / "ending").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited.append(True)
        add(*given)

    monkeypatch.setattr(Staff, "add", at_once)
    conduct.name_administrator(rooms, site, "chen", SECRET)
    assert waited == [True]


def test_whoever_saw_the_time_and_ends_it_vouches_for_the_clock(rooms, site, clock):
    print_trial(site, "en")
    clock.set("2027-06-25 09:30")
    settled(rooms)
    record.change(rooms, lambda now: now.answered(Step.NETWORK))
    conduct.name_administrator(rooms, site, "chen", SECRET)
    clock.advance(60)
    with site.writing() as journal:
        assert journal.believable


def test_nobody_becomes_administrator_before_the_branch_is_known_or_beside_another(rooms, site):
    with pytest.raises(conduct.NotYet, match="language, branch"):
        conduct.name_administrator(rooms, site, "chen", SECRET)
    settled(rooms)
    with pytest.raises(conduct.NotYet, match="no administrator yet"):
        conduct.end_with_the_one_there_is(rooms, site)
    Staff(site.store, site.clock).add("lin", Role.ADMINISTRATOR, SECRET)
    with pytest.raises(conduct.NotYet, match="already"):
        conduct.name_administrator(rooms, site, "chen", SECRET)
    conduct.end_with_the_one_there_is(rooms, site)
    assert rooms.is_over


@pytest.mark.parametrize(
    ("name", "secret", "reason"),
    [("", SECRET, "name"), ("a b", SECRET, "name"), ("chen", "12345", "length"), ("chen", "123456", "weak")],
)
def test_name_and_password_keep_the_rules_of_staff(rooms, site, name, secret, reason):
    settled(rooms)
    with pytest.raises(UnfitError) as unfit:
        conduct.name_administrator(rooms, site, name, secret)
    assert unfit.value.reason == reason
    assert not rooms.is_over


def test_whoever_reads_the_code_on_the_box_comes_in_and_stays(rooms):
    clock = SetClock()
    door = guests.Guests(rooms, clock.seconds)
    code = guests.code(rooms)
    key = door.welcome(f" {code[:4]} {code[4:]} ")
    assert key
    assert guests.Guests(rooms, clock.seconds).knows(key)
    assert not door.knows("")
    assert not door.knows(key + "x")
    assert key not in (rooms.own / "guests.json").read_text()
    guests.forget(rooms)
    assert not door.knows(key)


def test_a_code_is_not_found_by_trying(rooms):
    clock = SetClock()
    door, code = guests.Guests(rooms, clock.seconds), guests.code(rooms)
    wrong = "".join(str((int(digit) + 1) % 10) for digit in code)
    assert [door.welcome(each) for each in (wrong, "", "x" * 9999, wrong, wrong)] == [None] * 5
    assert door.must_wait
    assert door.welcome(code) is None
    clock.advance(601)
    assert not door.must_wait
    assert door.welcome(code)


def test_switching_the_box_off_and_on_wins_no_further_tries(rooms):
    clock = SetClock()
    door, code = guests.Guests(rooms, clock.seconds, "first"), guests.code(rooms)
    wrong = "not the code"
    for _ in range(4):
        assert door.welcome(wrong) is None
    clock.advance(300)
    again = guests.Guests(rooms, clock.seconds, "first")
    assert again.welcome(wrong) is None
    assert guests.Guests(rooms, clock.seconds, "first").must_wait
    clock.advance(301)
    assert not guests.Guests(rooms, clock.seconds, "first").must_wait
    # After a power cut the seconds of before say nothing: all of it counts from now.
    after = SetClock()
    rebooted = guests.Guests(rooms, after.seconds, "second")
    assert rebooted.must_wait
    assert rebooted.welcome(code) is None
    after.advance(601)
    assert rebooted.welcome(code)
    (rooms.own / "wrong-codes.json").write_text('{"boot": "second", "failures": ["x", null, 9e99]}')
    assert not guests.Guests(rooms, after.seconds, "second").must_wait
    guests.forget(rooms)
    assert not guests.Guests(rooms, after.seconds, "third").must_wait


def test_a_trial_is_a_real_ticket_at_any_hour_and_nobody_is_called_with_it(site, clock):
    clock.set("2026-11-25T22:10")
    ticket = print_trial(site, "en")
    trial = how_it_fares(site, ticket)
    assert (trial.number, trial.state, trial.is_over) == ("A001", PrintState.QUEUED, False)
    with site.store.read() as cursor:
        assert cursor.all("SELECT state, language FROM ticket") == [(TicketState.CANCELLED.value, "en")]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        (" 2026-11-25 10:00 ", "2026-11-25T10:00:00+08:00"),
        ("2026-11-25T02:00+00:00", "2026-11-25T02:00:00+00:00"),
        ("ten", "ten"),
    ],
)
def test_a_time_is_typed_by_the_branch_s_own_clock(clock, typed, moment):
    assert moment_typed(typed, clock().tzinfo) == moment


def test_codes_in_any_order_are_the_branch_again():
    texts = codes_of(files_of(SAMPLE))
    reading = Reading()
    assert all(is_code(text) and len(text) < 1_000 for text in texts)
    for text in (*texts[::-2], "LB1 nonsense", *texts):
        assert not reading.is_whole
        reading = reading.with_code(text)
        if reading.is_whole:
            break
    files = opened(reading.content())
    assert files.keys() == files_of(SAMPLE).keys()
    assert b"#" not in files["zones.toml"]


def test_codes_of_two_files_are_never_mixed():
    ours, theirs = (
        codes_of({"branch.toml": b"a = 1" * 900}),
        codes_of({"branch.toml": bytes(range(256)) * 20}),
    )
    reading = Reading()
    for text in (*ours[:-1], *theirs[:1]):
        reading = reading.with_code(text)
    assert (len(reading.pieces), reading.count) == (1, len(theirs))
    forged = Reading(ours[0].split()[1], 1, {1: theirs[0].split()[4]})
    with pytest.raises(NoBranchFile, match="do not fit together"):
        forged.content()
