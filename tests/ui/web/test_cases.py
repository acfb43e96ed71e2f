"""Unhappy customers on the tablet: called at once, owned, handed over by name, and answered."""

from __future__ import annotations

import pytest

from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict


@pytest.fixture
def unhappy(lobby, take, clock):
    """A customer who judged badly: the reference, and the number on the ticket."""

    def judged(score=1, **more):
        take("cash")
        lobby.call_next("1")
        clock.advance(60)
        ticket = lobby.finish("1")
        rating = giving.rate(lobby.site, lobby.token(ticket), Verdict(score, **more), Channel.PHONE)
        return rating.reference, ticket.label

    return judged


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", "lin")


def listed(manager):
    return manager.get("/api/v1/cases").json()


def alarms(lobby):
    return [(alarm.ticket, alarm.level) for alarm in lobby.alarms() if alarm.trouble == "unhappy"]


def test_it_is_on_the_tablet_with_clock_number_and_window(manager, unhappy, phrases, lobby):
    zh = phrases["zh_CN"]
    assert zh("cases.open") not in manager.page("/manager").text
    reference, number = unhappy(call_manager=True)
    shown = manager.page("/manager").text
    for text in (zh("cases.open"), number, "1号窗口", zh("cases.wants_manager"), zh("cases.take"), reference):
        assert text in shown
    assert "data-since" in shown
    assert alarms(lobby) == [(number, 2)]


def test_whom_the_counter_noted_as_missed_is_shown_as_such(manager, lobby, take, phrases):
    ticket = take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    giving.rate(lobby.site, lobby.token(ticket), Verdict(1), Channel.PHONE)
    assert f">{phrases['zh_CN']('manager.state_missed')}<" in manager.page("/cases").text


def test_a_case_outlives_its_counter(manager, unhappy, store):
    _, number = unhappy()
    with store.write() as cursor:
        cursor.run("UPDATE ticket SET counter = 'gone'")
    for page in ("/cases", "/manager"):
        assert number in manager.page(page).text


def test_nobody_who_calls_is_left_out_by_others_who_came_before(manager, unhappy, phrases):
    numbers = [unhappy()[1] for _ in range(4)]
    reference, newest = unhappy(call_manager=True)
    shown = manager.page("/manager").text
    assert f"{phrases['zh_CN']('cases.open')} · 5" in shown
    assert f'id="take-{reference}"' in shown
    card = shown[shown.index('id="unhappy-title"') :]
    assert [card.index(f">{number}<") for number in (newest, *reversed(numbers))] == sorted(
        card.index(f">{number}<") for number in (newest, *numbers)
    )


def test_a_satisfied_customer_calls_nobody_and_one_who_asks_does(manager, unhappy):
    unhappy(5)
    assert listed(manager) == []
    unhappy(5, call_manager=True)
    assert [each["wants_manager"] for each in listed(manager)] == [True]


def test_the_first_person_asked_owns_it_until_it_is_handed_over_by_name(manager, sign_in, unhappy, lobby):
    lobby.start_duty("lin")
    reference, _ = unhappy()
    assert listed(manager)[0]["owner"] == "lin"
    other = sign_in("manager", "chen")
    refused = other.post(f"/api/v1/cases/{reference}/take")
    assert (refused.status_code, "lin's" in refused.json()["detail"]) == (409, True)
    given = manager.post(f"/api/v1/cases/{reference}/hand-over", {"to": "chen", "contact": "3号窗口"}).json()
    assert (given["owner"], given["contact"], given["taken_at"]) == ("chen", "3号窗口", None)
    taken = other.post(f"/api/v1/cases/{reference}/take").json()
    assert (taken["owner"], bool(taken["taken_at"])) == ("chen", True)
    assert alarms(lobby) == []


def test_without_anybody_on_duty_whoever_goes_first_owns_it(manager, unhappy):
    reference, _ = unhappy()
    assert listed(manager)[0]["owner"] is None
    assert manager.post(f"/api/v1/cases/{reference}/take").json()["owner"] == "lin"


def test_a_result_closes_it_and_stays_readable(manager, unhappy, phrases):
    reference, number = unhappy(comment="排队太久")
    page = manager.page("/cases").text
    assert "排队太久" in page
    closed = manager.post(f"/api/v1/cases/{reference}/close", {"result": "已加开窗口"}).json()
    assert closed["closed_at"]
    assert phrases["zh_CN"]("cases.open") not in manager.page("/manager").text
    page = manager.page("/cases").text
    assert "已加开窗口" in page
    assert number in page
    again = manager.post(f"/api/v1/cases/{reference}/close", {"result": "again"})
    assert (again.status_code, "closed already" in again.json()["detail"]) == (409, True)


def test_nobody_closes_what_is_anothers_but_the_head_in_their_own_name(
    manager, sign_in, unhappy, lobby, store
):
    reference, _ = unhappy()
    manager.post(f"/api/v1/cases/{reference}/take")
    other, path = sign_in("manager", "chen"), f"/api/v1/cases/{reference}/close"
    refused = other.post(path, {"result": "已处理"})
    assert (refused.status_code, "lin's" in refused.json()["detail"]) == (409, True)
    button = f'id="close-{reference}"'
    head = sign_in("administrator", "wu")
    assert [button in person.page("/cases").text for person in (manager, other, head)] == [True, False, True]
    assert button not in other.page("/manager").text
    assert head.post(path, {"result": "已当面致歉"}).json()["owner"] == "lin"
    with store.read() as cursor:
        [(facts,)] = cursor.all("SELECT facts FROM event WHERE kind = 'case_closed'")
    assert '"wu"' in facts


def test_an_answer_that_is_late_is_told(manager, unhappy, clock, lobby, phrases):
    reference, number = unhappy()
    manager.post(f"/api/v1/cases/{reference}/take")
    clock.advance(600)
    assert alarms(lobby) == []
    clock.advance(10 * 24 * 3_600)
    assert alarms(lobby) == [(number, 3)]


def test_what_is_wrong_is_named(manager, unhappy):
    reference, _ = unhappy()
    for deed, body, words in (
        ("hand-over", {"to": "", "contact": "x"}, "name of one of the staff"),
        ("hand-over", {"to": "chen", "contact": ""}, "1 to 60 printable characters; 0 given"),
        ("close", {"result": " "}, "1 to 300 printable characters; 0 given"),
        ("close", {"result": "x" * 301}, "301 given"),
    ):
        answer = manager.post(f"/api/v1/cases/{reference}/{deed}", body)
        assert (answer.status_code, words in answer.json()["detail"]) == (409, True)
    unknown = manager.post("/api/v1/cases/F0099-AAAAA/take")
    assert (unknown.status_code, unknown.json()["detail"]) == (404, "There is no case F0099-AAAAA.")


def test_a_teller_sees_neither_a_case_nor_that_anybody_judged(sign_in, unhappy):
    teller = sign_in("teller")
    reference, _ = unhappy(comment="慢")
    assert teller.get("/api/v1/cases").status_code == 403
    assert teller.page("/cases").status_code == 403
    assert reference not in teller.page("/counter/1").text


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_nobody_takes_is_told_further_up_in_words_and_colour(
    sign_in, unhappy, lobby, clock, phrases, language
):
    t = phrases[language]
    reference, _ = unhappy()
    steps = [("manager", None, None), ("head", "up", "rung_head"), ("superior", "highest", "rung_superior")]
    for minutes, (told, look, words) in zip((0, 5, 25), steps, strict=True):
        clock.advance(60 * minutes)
        lobby.tend()
        manager = sign_in("manager")
        assert [each["told"] for each in listed(manager)] == [told]
        for path in ("/manager", "/cases"):
            shown = manager.page(f"{path}?lang={language}").text
            assert (t("cases.rung_head") in shown) == (words == "rung_head")
            assert (t("cases.rung_superior") in shown) == (words == "rung_superior")
            assert ("chip up" in shown) == bool(look)
            assert ("chip up highest" in shown) == (look == "highest")
    manager.post(f"/api/v1/cases/{reference}/take")
    assert t("cases.rung_superior") not in manager.page(f"/cases?lang={language}").text
    assert alarms(lobby) == []
