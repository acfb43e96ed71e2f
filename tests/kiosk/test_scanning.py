"""What is held before the scanner: recognised where it is read, and told without a word of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.schema import TicketClass
from kiosk import holder
from kiosk.appointment import book
from kiosk.appointment.book import Wanted
from kiosk.attempts import MOST, REST_S, Attempts
from kiosk.event import Kind
from kiosk.rating.finding import code_of
from kiosk.rating.verdict import Verdict
from kiosk.scanning import BURST, FRESH_S, Readings, is_for, tell_scan
from kiosk.scans import ScanKind, recognised

URL = "https://q.bank.example"
TOKEN = "AB2CDEFGHJ3KLMNPQRST4UVWXYZ56"


@pytest.fixture
def told(lobby):
    """Everything that screens were told."""

    def read():
        with lobby.site.store.read() as cursor:
            return cursor.all(
                "SELECT kind, ticket_id, facts FROM event"
                " WHERE kind IN ('scanned', 'class_shown') ORDER BY seq"
            )

    return read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"HTTPS://Q.BANK.EXAMPLE/T/{TOKEN}", ScanKind.TICKET),
        (f"{URL}/t/{TOKEN.lower()}", ScanKind.TICKET),
        (TOKEN, ScanKind.TICKET),
        ("1234", ScanKind.APPOINTMENT),
        (f"{URL}/A/271828", ScanKind.APPOINTMENT),
        (f"{URL}/F/AB12CD", ScanKind.FORM),
        (f"https://elsewhere.example/T/{TOKEN}", ScanKind.UNKNOWN),
        (f"{URL}/T/{TOKEN}/../admin", ScanKind.UNKNOWN),
        (f"{URL}/1234", ScanKind.UNKNOWN),
        ("$(rm -rf /)", ScanKind.UNKNOWN),
        ("６２２２０２", ScanKind.UNKNOWN),
        ("6222021234567890123", ScanKind.UNKNOWN),
        ("", ScanKind.UNKNOWN),
    ],
)
def test_a_text_is_ours_or_nothing(text, kind):
    assert recognised(text, URL).kind is kind


@given(st.text(max_size=4_096))
def test_no_text_at_all_breaks_it(text):
    assert recognised(text, URL).kind in ScanKind


def test_a_ticket_is_told_by_its_id_and_nothing_of_its_seal(lobby, take, told):
    ticket = take("cash")
    tell_scan(lobby.site, lobby.token(ticket), "door")
    [(kind, ticket_id, facts)] = told()
    assert (kind, ticket_id) == ("scanned", ticket.id)
    assert facts == '{"kiosk":"door","scan":"ticket"}'


def test_a_forged_ticket_an_unknown_code_and_foreign_text_leave_the_same_word(lobby, take, told):
    take("cash")
    for text in (TOKEN, "9999", "Zhang San 13800138000"):
        tell_scan(lobby.site, text, "door")
    assert {(ticket_id, facts) for _, ticket_id, facts in told()} == {
        (None, '{"kiosk":"door","scan":"unknown"}')
    }


def test_an_appointment_is_told_by_its_id(lobby, clock, told):
    [made] = book.add(lobby.site, [Wanted("cash", clock() + timedelta(hours=1), "1234")])
    tell_scan(lobby.site, "1234", "door")
    assert told()[0][2] == f'{{"kiosk":"door","appointment":{made.id},"scan":"appointment"}}'


class _Kept:
    """A store that stays open for the test."""

    def __init__(self, store):
        self._store = store

    def __getattr__(self, name):
        return getattr(self._store, name)

    def close(self):
        """The test closes it."""


@pytest.fixture
def readings(lobby, clock):
    site = replace(lobby.site, store=_Kept(lobby.site.store))
    return Readings(lambda: site, "door", clock.seconds)


def test_a_hundred_scans_a_second_are_a_few_rows_and_then_one_in_two_seconds(readings, clock, told):
    for _ in range(1_000):
        readings.take_text("x" * 4_096)
        clock.advance(0.01)
    assert BURST <= len(told()) <= BURST + 5
    clock.advance(10)
    readings.take_text("1234")
    assert len(told()) <= BURST + 6


def test_of_the_codes_of_appointments_five_wrong_ones_in_ten_minutes_are_looked_at(
    lobby, readings, clock, told
):
    book.add(lobby.site, [Wanted("cash", clock() + timedelta(hours=1), "1234")])

    def scan(text):
        clock.advance(2)
        readings.take_text(text)
        return '"appointment"' in told()[-1][2]

    assert not any(scan(f"999{number}") for number in range(MOST))
    assert not scan("1234")
    clock.advance(REST_S)
    assert not scan("whatever is no code costs no attempt")
    assert scan("1234")


def test_only_care_and_vip_are_told_of_a_card(readings, told):
    for each in (TicketClass.ORDINARY, TicketClass.CARE, TicketClass.VIP):
        readings.take_class(each)
    assert [facts for _, _, facts in told()] == [
        '{"kiosk":"door","class":"care"}',
        '{"kiosk":"door","class":"vip"}',
    ]


def test_a_screen_answers_what_happened_here_and_just_now(lobby, take, clock):
    tell_scan(lobby.site, "nothing", "door")
    with lobby.site.writing() as journal:
        event = journal.record(Kind.SCANNED, facts={"kiosk": "door", "scan": "unknown"})
    assert is_for(event, "door", clock())
    assert not is_for(event, "side door", clock())
    assert not is_for(event, "door", clock() + timedelta(seconds=FRESH_S + 1))
    assert not is_for(replace(event, kind=Kind.CALLED), "door", clock())


def test_the_kiosk_tells_the_place_while_it_lasts_and_then_takes_the_verdict_once_it_is_over(
    lobby, take, clock
):
    first, mine = take("cash"), take("cash")
    code = code_of(lobby.token(mine))
    held = holder.held_by_number(lobby.site, mine.label, code)
    assert held.progress.ahead == 1
    for ticket in (first, mine):
        lobby.call_next("1")
        clock.advance(60)
        lobby.finish("1")
        assert ticket
    held = holder.held_by_id(lobby.site, mine.id)
    assert held.progress is None
    answer = holder.judge(lobby.site, held.token, Verdict(1, ("attitude",), call_manager=True))
    assert answer.case.calls
    clock.advance(lobby.branch.rating.change_s + 1)
    assert holder.held_by_id(lobby.site, mine.id) is None
    assert holder.held_by_number(lobby.site, mine.label, code) is None
    assert holder.held_by_number(lobby.site, mine.label, "000000") is None


def test_a_cancelled_ticket_is_good_for_nothing(lobby, take):
    ticket = take("cash")
    lobby.cancel(ticket.id)
    assert holder.held_by_id(lobby.site, ticket.id) is None
    assert holder.held_by_id(lobby.site, 999) is None


def test_five_wrong_codes_in_ten_minutes_are_all_that_are_looked_at():
    attempts = Attempts()
    for second in range(MOST):
        assert attempts.may_try(second)
        attempts = attempts.failed(second)
    assert not attempts.may_try(MOST)
    assert not attempts.may_try(REST_S - 1)
    assert attempts.may_try(REST_S)
