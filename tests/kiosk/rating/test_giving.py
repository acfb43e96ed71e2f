"""A ticket's right to judge: once, after the service, for three days, and the last word counts."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from datetime import timedelta
from random import Random

import pytest

from kiosk.lobby import Lobby
from kiosk.rating import giving
from kiosk.rating.finding import code_of, numbered
from kiosk.rating.giving import NotOpenError, NotYetError, look, prompt, rate_at_counter
from kiosk.rating.rating import Standing
from kiosk.rating.tables import rating_of
from kiosk.rating.verdict import Channel, Verdict
from kiosk.sealing import Seal

HOUR = 3_600


def rated_events(lobby, ticket):
    return [event for event in lobby.log_of(ticket.id) if event.kind == "rated"]


def kept(lobby, ticket):
    with lobby.site.store.read() as cursor:
        return rating_of(cursor, ticket.id)


def outbox(lobby):
    with lobby.site.store.read() as cursor:
        return [json.loads(row[0]) for row in cursor.all("SELECT body FROM outbox ORDER BY id")]


def test_before_the_end_of_service_nothing_can_be_judged(lobby, take, rate):
    ticket = take("cash")
    lobby.call_next("1")
    assert look(lobby.site, lobby.token(ticket)).standing is Standing.NOT_YET
    with pytest.raises(NotYetError, match="A001 is not done yet: it is judged after the service"):
        rate(ticket, 5)
    assert outbox(lobby) == []


def test_a_rating_is_kept_and_leaves_as_the_contract_says(lobby, serve, rate):
    ticket = serve("cash")
    rating = rate(ticket, 4, reasons=("waiting",), comment="还行")
    (sent,) = outbox(lobby)
    assert sent == {
        "id": rating.uid,
        "branch": "wutong",
        "ticket": {
            "id": "2026-11-25-A001",
            "number": "A001",
            "business_date": "2026-11-25",
            "services": ["cash"],
            "zone": "cash",
            "class": "ordinary",
        },
        "counter": "1",
        "teller": None,
        "score": 4,
        "reasons": ["waiting"],
        "comment": "还行",
        "call_manager": False,
        "channel": "phone",
        "rated_at": "2026-11-25T09:37:00+08:00",
        "issued_at": "2026-11-25T09:30:00+08:00",
        "called_at": "2026-11-25T09:34:00+08:00",
        "finished_at": "2026-11-25T09:37:00+08:00",
        "wait_s": 240,
        "service_s": 180,
        "reference": rating.reference,
        "version": 1,
        "replaces": None,
    }


def test_who_served_is_told_where_the_log_knows(lobby, take, rate):
    ticket = take("cash")
    lobby.call_next("1", staff="w.li")
    lobby.finish("1", staff="w.li")
    rate(ticket, 5)
    assert outbox(lobby)[0]["teller"] == "w.li"


def test_looking_redeems_nothing(lobby, serve):
    token = lobby.token(serve())
    for _ in range(3):
        assert look(lobby.site, token).standing is Standing.OPEN
    assert outbox(lobby) == []


def test_it_is_open_for_72_hours_and_not_a_second_longer(lobby, serve, rate, clock):
    first, second = serve(), serve()
    clock.advance(72 * HOUR - 420)
    assert look(lobby.site, lobby.token(first)).until == first.finished_at + timedelta(hours=72)
    assert rate(first, 5).version == 1
    clock.advance(421)
    assert look(lobby.site, lobby.token(second)) is None
    with pytest.raises(NotOpenError):
        rate(second, 5)


def test_the_last_word_counts_and_every_word_is_in_the_log(lobby, serve, rate, clock):
    ticket = serve()
    first = rate(ticket, 5)
    clock.advance(60)
    last = rate(ticket, 3, comment="再想想")
    assert (last.version, last.reference, last.first_at) == (2, first.reference, first.first_at)
    assert kept(lobby, ticket).verdict == Verdict(3, comment="再想想")
    assert [event.facts["score"] for event in rated_events(lobby, ticket)] == [5, 3]
    sent = outbox(lobby)
    assert [each["id"] for each in sent] == [first.uid, last.uid]
    assert [each["replaces"] for each in sent] == [None, first.uid]


def test_the_same_word_again_changes_nothing(lobby, serve, rate):
    ticket = serve()
    assert rate(ticket, 5) == rate(ticket, 5)
    assert len(outbox(lobby)) == 1


def test_after_24_hours_the_word_stands(lobby, serve, rate, clock):
    ticket = serve()
    rate(ticket, 5)
    clock.advance(24 * HOUR)
    rate(ticket, 4)
    clock.advance(1)
    assert look(lobby.site, lobby.token(ticket)) is None
    with pytest.raises(NotOpenError):
        rate(ticket, 1)
    assert kept(lobby, ticket).verdict.score == 4


def test_whoever_changes_it_again_and_again_is_stopped(lobby, serve, rate):
    ticket = serve()
    for turn in range(10):
        rate(ticket, 4 + turn % 2)
    with pytest.raises(NotOpenError):
        rate(ticket, 4)


def test_a_ticket_of_an_earlier_day_is_judged_today(lobby, serve, take, rate, clock):
    ticket = serve()
    clock.set("2026-11-27T10:00:00")
    take("cash")
    assert lobby.progress(lobby.token(ticket)) is None
    rating = rate(ticket, 5)
    assert (rating.day, rating.rated_at.day) == (ticket.day, 27)


def test_a_visit_without_service_is_not_judged(lobby, take, rate):
    ticket = take("cash")
    lobby.cancel(ticket.id)
    with pytest.raises(NotOpenError):
        rate(ticket, 1)


def test_every_token_that_may_not_judge_gets_one_answer(lobby, serve, rate, clock):
    ticket, used = serve(), serve()
    rate(used, 5)
    clock.advance(25 * HOUR)
    token = lobby.token(ticket)
    swapped = token[:13] + lobby.token(used)[13:]
    wrong = [token[:-1], token + "A", swapped, "", "A" * 29, "Ａ" * 29, token[::-1], lobby.token(used)]
    told = set()
    for each in wrong:
        assert look(lobby.site, each) is None
        with pytest.raises(NotOpenError) as refused:
            giving.rate(lobby.site, each, Verdict(5), Channel.PHONE)
        told.add(str(refused.value))
    assert len(told) == 1


def test_forged_tokens_never_ask_for_the_right_to_write(lobby, serve, monkeypatch):
    token = lobby.token(serve())
    monkeypatch.setattr(lobby.site.store, "write", None)
    with pytest.raises(NotOpenError):
        giving.rate(lobby.site, ("B" if token[-1] != "B" else "C") + token[1:], Verdict(5), Channel.PHONE)


def test_two_phones_at_once_make_one_rating(lobby, serve, branch, clock):
    ticket = serve()
    token, store = lobby.token(ticket), lobby.site.store
    gate = threading.Barrier(2)

    def phone(score):
        with closing(store.again()) as own:
            mine = Lobby(own, branch, clock)
            gate.wait(5.0)
            giving.rate(mine.site, token, Verdict(score), Channel.PHONE)

    phones = [threading.Thread(target=phone, args=(score,)) for score in (4, 5)]
    for each in phones:
        each.start()
    for each in phones:
        each.join()
    with store.read() as cursor:
        assert cursor.all("SELECT count(*), max(version) FROM rating") == [(1, 2)]
    assert outbox(lobby)[1]["replaces"] == outbox(lobby)[0]["id"]


@pytest.mark.parametrize("aside", ["parked", "sent on"])
def test_a_teller_who_never_ends_a_service_withholds_no_judgement(lobby, take, rate, clock, aside):
    ticket = take("cash")
    lobby.call_next("1", staff="w.li")
    lobby.start("1", staff="w.li")
    _ = lobby.park("1") if aside == "parked" else lobby.transfer("1", "noncash")
    assert look(lobby.site, lobby.token(ticket)).standing is Standing.NOT_YET
    clock.set("2026-11-27T09:30:00")
    take("cash")
    view = look(lobby.site, lobby.token(ticket))
    assert (view.ticket.state, view.standing) == ("expired", Standing.OPEN)
    assert view.until == view.ticket.started_at + timedelta(hours=72)
    rate(ticket, 1)
    (sent,) = outbox(lobby)
    assert (sent["teller"], sent["finished_at"], sent["service_s"]) == ("w.li", None, None)
    clock.set("2026-11-28T09:31:00")
    assert look(lobby.site, lobby.token(ticket)) is None


def test_a_teller_who_notes_a_customer_as_missed_withholds_no_judgement(lobby, take, rate, clock):
    ticket = take("cash")
    lobby.call_next("1", staff="w.li")
    lobby.miss("1", staff="w.li")
    view = look(lobby.site, lobby.token(ticket))
    assert (view.standing, view.until) == (Standing.OPEN, view.ticket.called_at + timedelta(hours=72))
    rate(ticket, 1)
    (sent,) = outbox(lobby)
    assert (sent["teller"], sent["counter"], sent["finished_at"]) == ("w.li", "1", None)
    lobby.bring_back(ticket.id)
    assert look(lobby.site, lobby.token(ticket)).standing is Standing.NOT_YET
    lobby.call_next("1")
    lobby.finish("1")
    rate(ticket, 5)
    assert [each["version"] for each in outbox(lobby)] == [1, 2]


@pytest.mark.parametrize("aside", ["missed", "parked"])
def test_once_the_day_is_over_whoever_was_called_may_judge(lobby, take, clock, aside):
    ticket = take("cash")
    lobby.call_next("1")
    _ = lobby.miss("1") if aside == "missed" else lobby.park("1")
    clock.set("2026-11-27T09:30:00")
    take("cash")
    assert look(lobby.site, lobby.token(ticket)).standing is Standing.OPEN


def test_who_was_never_called_has_nothing_to_judge(lobby, take, clock):
    gone, waited = take("cash"), take("cash")
    lobby.cancel(gone.id)
    assert look(lobby.site, lobby.token(gone)) is None
    clock.set("2026-11-27T09:30:00")
    take("cash")
    assert look(lobby.site, lobby.token(waited)) is None


def test_the_row_itself_makes_it_single(lobby, serve, rate):
    ticket = serve()
    rate(ticket, 5)
    with pytest.raises(Exception, match=r"(?i)unique"), lobby.site.store.write() as cursor:
        cursor.run(
            "INSERT INTO rating SELECT 99, ticket_id, uid, version, 'other', day, counter, score, reasons,"
            " comment, call_manager, channel, first_at, rated_at FROM rating"
        )


def test_at_the_kiosk_the_number_and_the_code_on_the_paper_are_enough(lobby, serve):
    ticket = serve()
    seal, token = Seal(lobby.site), lobby.token(ticket)
    assert numbered(lobby.site, seal, " a001 ", f" {code_of(token)} ") == token
    assert numbered(lobby.site, seal, "A002", code_of(token)) is None
    assert numbered(lobby.site, seal, "A001", code_of(token) + "0") is None
    assert numbered(lobby.site, seal, "A001", "１２３４５６") is None


def test_the_number_of_yesterday_is_told_from_todays_by_its_code(lobby, serve, clock):
    old = serve()
    clock.set("2026-11-26T09:30:00")
    new = serve()
    assert old.label == new.label
    for each in (old, new):
        token = lobby.token(each)
        assert numbered(lobby.site, Seal(lobby.site), "A001", code_of(token)) == token


def test_the_prompt_appears_by_itself_at_the_end_and_goes_with_the_next_call(lobby, take, clock):
    ticket = take("cash")
    assert prompt(lobby.site, "1") is None
    lobby.call_next("1")
    assert prompt(lobby.site, "1") is None
    lobby.finish("1")
    assert prompt(lobby.site, "1").id == ticket.id
    take("cash")
    lobby.call_next("1")
    assert prompt(lobby.site, "1") is None
    with pytest.raises(NotOpenError):
        rate_at_counter(lobby.site, "1", ticket.id, Verdict(5))


def test_the_keys_take_one_word_and_no_change(lobby, serve):
    ticket = serve()
    assert rate_at_counter(lobby.site, "1", ticket.id, Verdict(2)).channel is Channel.COUNTER
    assert prompt(lobby.site, "1") is None
    with pytest.raises(NotOpenError):
        rate_at_counter(lobby.site, "1", ticket.id, Verdict(5))


def test_the_keys_take_nothing_for_another_ticket_or_another_counter(lobby, serve):
    ticket = serve()
    with pytest.raises(NotOpenError):
        rate_at_counter(lobby.site, "1", ticket.id + 1, Verdict(5))
    with pytest.raises(NotOpenError):
        rate_at_counter(lobby.site, "2", ticket.id, Verdict(5))


def test_the_keys_do_not_wait_for_a_customer_who_has_left(lobby, serve, clock):
    ticket = serve()
    clock.advance(91)
    assert prompt(lobby.site, "1") is None
    with pytest.raises(NotOpenError):
        rate_at_counter(lobby.site, "1", ticket.id, Verdict(5))


def test_a_visit_that_goes_on_elsewhere_is_judged_at_its_last_counter(lobby, take):
    ticket = take("cash", "corporate")
    first = lobby.call_next("1")
    assert first.id == ticket.id
    lobby.finish("1")
    assert prompt(lobby.site, "1") is None
    lobby.call_next("4")
    lobby.finish("4")
    assert prompt(lobby.site, "1") is None
    assert prompt(lobby.site, "4").id == ticket.id


@pytest.mark.parametrize("address", [""], ids=["sqlite"])
def test_of_ten_thousand_forged_tokens_none_judges(lobby, serve):
    ticket = serve()
    chance, letters = Random(1), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    token = lobby.token(ticket)
    for _ in range(10_000):
        place = chance.randrange(len(token))
        forged = token[:place] + chance.choice(letters) + token[place + 1 :]
        assert forged == token or look(lobby.site, forged) is None
