"""Unhappy now: somebody is asked before the customer has left, and the customer gets an answer."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.errors import LobbyError
from kiosk.rating import cases
from kiosk.rating.cases import Answer, close, hand_over, look_up, open_cases
from kiosk.rating.cases import take as go


def calling(lobby):
    with lobby.site.store.read() as cursor:
        return open_cases(cursor)


def test_a_bad_word_opens_a_case_in_the_same_moment(lobby, serve, rate):
    ticket = serve()
    rating = rate(ticket, 2)
    (found,) = calling(lobby)
    assert (found.number, found.counter) == ("A001", "1")
    assert (found.case.reference, found.case.score, found.case.calls) == (rating.reference, 2, True)
    kinds = [event.kind for event in lobby.log_of(ticket.id)][-2:]
    assert kinds == ["rated", "case_opened"]


def test_the_first_person_asked_owns_it(lobby, serve, rate, clock):
    lobby.start_duty("m.chen")
    clock.advance(60)
    lobby.start_duty("a.zhou")
    rate(serve(), 1)
    assert calling(lobby)[0].case.owner == "m.chen"


def test_with_nobody_on_duty_the_first_who_goes_owns_it(lobby, serve, rate, clock):
    ticket = serve()
    rate(ticket, 1)
    assert calling(lobby)[0].case.owner is None
    clock.advance(30)
    assert cases.called_for_s(calling(lobby)[0].case, clock.now) == 30
    taken = go(lobby.site, ticket.id, "a.zhou")
    assert (taken.owner, taken.calls, cases.called_for_s(taken, clock.now)) == ("a.zhou", False, 0.0)


def test_who_is_content_and_wants_a_manager_gets_one(lobby, serve, rate):
    rate(serve(), 5, call_manager=True)
    assert calling(lobby)[0].case.call_manager


def test_who_is_content_calls_nobody(lobby, serve, rate):
    rate(serve(), 3)
    assert calling(lobby) == ()


def test_a_case_changes_hands_by_name_and_with_a_way_to_reach_that_person(lobby, serve, rate):
    lobby.start_duty("m.chen")
    ticket = serve()
    rate(ticket, 1)
    with pytest.raises(LobbyError, match=r"is m\.chen's: let it be handed over by name"):
        go(lobby.site, ticket.id, "a.zhou")
    with pytest.raises(LobbyError, match="A contact of a case at wutong has 1 to 60 printable characters; 0"):
        hand_over(lobby.site, ticket.id, "m.chen", "a.zhou", " ")
    handed = hand_over(lobby.site, ticket.id, "m.chen", "a.zhou", "0734-8123456 转 8")
    assert (handed.owner, handed.contact, handed.calls) == ("a.zhou", "0734-8123456 转 8", True)
    with pytest.raises(LobbyError, match=r"is a\.zhou's already"):
        hand_over(lobby.site, ticket.id, "m.chen", "a.zhou", "8")
    assert go(lobby.site, ticket.id, "a.zhou").owner == "a.zhou"


def test_only_the_owner_or_the_head_closes_a_case(lobby, serve, rate):
    ticket = serve()
    rate(ticket, 1)
    go(lobby.site, ticket.id, "m.chen")
    with pytest.raises(LobbyError, match=r"is m\.chen's: let it be handed over by name"):
        close(lobby.site, ticket.id, "a.zhou", "已处理")
    assert close(lobby.site, ticket.id, "a.zhou", "已处理", head=True).owner == "m.chen"


def test_the_customer_looks_up_the_result_by_the_reference(lobby, serve, rate, clock):
    ticket = serve()
    rating = rate(ticket, 1)
    waiting = look_up(lobby.site, f" {rating.reference.lower()} ")
    assert (waiting.result, waiting.due_on, waiting.case.is_open) == ("", date(2026, 12, 2), True)
    go(lobby.site, ticket.id, "m.chen")
    clock.advance(600)
    close(lobby.site, ticket.id, "m.chen", "已当面致歉，午间增开窗口。")
    told = look_up(lobby.site, rating.reference)
    assert told.result == "已当面致歉，午间增开窗口。"
    assert told.case.closed_at == clock.now
    assert calling(lobby) == ()
    with pytest.raises(LobbyError, match="is closed already"):
        close(lobby.site, ticket.id, "m.chen", "again")


def test_a_good_word_has_a_reference_as_well_and_nothing_to_wait_for(lobby, serve, rate):
    rating = rate(serve(), 5)
    assert look_up(lobby.site, rating.reference) == Answer(rating.reference, rating.rated_at, None, None, "")


@pytest.mark.parametrize(
    "asked", ["F0001", "F0001-AAAAA", "", "F0001-" + "A" * 10_000, "Ｆ0001-AAAAA", "' OR 1=1"]
)
def test_a_reference_that_is_only_guessed_tells_nothing(lobby, serve, rate, asked):
    rate(serve(), 1)
    assert look_up(lobby.site, asked) is None


def test_saying_more_calls_again_and_other_words_alone_do_not(lobby, serve, rate):
    ticket = serve()
    rate(ticket, 2)
    go(lobby.site, ticket.id, "m.chen")
    rate(ticket, 2, comment="补充")
    assert not calling(lobby)[0].case.calls
    rate(ticket, 2, comment="补充", call_manager=True)
    assert calling(lobby)[0].case.calls
    go(lobby.site, ticket.id, "m.chen")
    rate(ticket, 1, call_manager=True)
    assert (calling(lobby)[0].case.calls, calling(lobby)[0].case.score) == (True, 1)


def test_a_better_word_does_not_close_a_case(lobby, serve, rate):
    ticket = serve()
    rate(ticket, 1)
    rate(ticket, 5)
    assert len(calling(lobby)) == 1


def test_unhappy_again_after_the_answer_opens_the_same_case_again(lobby, serve, rate):
    ticket = serve()
    first = rate(ticket, 1)
    close(lobby.site, ticket.id, "m.chen", "已处理")
    rate(ticket, 1, comment="没有解决")
    assert calling(lobby)[0].case.reference == first.reference
    assert calling(lobby)[0].case.calls


def test_the_answer_is_due_in_working_days_of_the_branch(lobby, serve, rate, clock):
    clock.set("2026-09-29T10:00:00")
    rate(serve(), 1)
    case = calling(lobby)[0].case
    assert (case.due_on, cases.is_late(case, case.due_on)) == (date(2026, 10, 12), False)
    assert cases.is_late(case, date(2026, 10, 13))


def test_what_is_not_there_is_told(lobby, serve):
    ticket = serve()
    for deed in (lambda: go(lobby.site, ticket.id, "m.chen"), lambda: close(lobby.site, 99, "m.chen", "x")):
        with pytest.raises(cases.UnknownCaseError, match="has no case"):
            deed()
