"""The phone's rating page: one ticket, one word, without a script; and one answer to every wrong token."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from config.branch import SAMPLE, load
from kiosk import rows
from kiosk.lobby import Lobby
from kiosk.rating import cases
from kiosk.token import Claim, make_token
from tests.ui.web.rating_page import rate, ratings, said

HOUR = 3_600
PAGE_MOST = 30_000


def test_before_the_end_the_link_shows_the_place_and_after_it_the_question(phone, lobby, take, phrases):
    ticket = take("cash")
    page = f"/t/{lobby.token(ticket)}?lang=en"
    assert phrases["en"]("rating.question") not in phone.page(page).text
    lobby.call_next("1")
    assert phrases["en"]("rating.question") not in phone.page(page).text
    lobby.finish("1")
    shown = phone.page(page).text
    assert phrases["en"]("rating.question") in shown
    assert shown.count('name="score"') == 5


def test_ten_seconds_without_a_script(phone, lobby, serve, phrases):
    ticket, token = serve()
    assert "<script" not in phone.page(f"/t/{token}").text
    sent = rate(phone, token, score="4", reason=["waiting", "skill"], comment="还行")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/t/{token}")
    verdict = said(lobby, ticket).verdict
    assert (verdict.score, verdict.reasons, verdict.comment) == (4, ("waiting", "skill"), "还行")
    shown = phone.page(f"/t/{token}").text
    assert said(lobby, ticket).reference in shown
    assert phrases["zh_CN"]("rating.next_none") in shown


def test_looking_redeems_nothing(phone, store, serve):
    _, token = serve()
    for path in (f"/t/{token}", f"/T/{token}", f"/t/{token}/rating", f"/api/v1/tickets/{token}/rating"):
        for query in ("", "?score=5", "?change=yes"):
            phone.page(path + query)
    assert ratings(store) == []


def test_what_is_missing_is_said_and_nothing_typed_is_lost(phone, store, serve, phrases):
    _, token = serve()
    zh = phrases["zh_CN"]
    none = phone.client.post(f"/t/{token}/rating", data={"comment": "慢", "reason": "attitude"})
    assert none.status_code == 422
    assert zh("rating.nothing_picked") in none.text
    assert ">慢</textarea>" in none.text
    assert 'value="attitude" checked' in none.text
    many = rate(phone, token, reason=["waiting", "attitude", "skill", "other"])
    assert (many.status_code, zh("rating.too_many", count=1) in many.text) == (422, True)
    long = rate(phone, token, comment="慢" * 201)
    assert (long.status_code, zh("rating.too_long", most=200) in long.text) == (422, True)
    assert ratings(store) == []


def test_a_comment_is_shown_as_it_was_typed_and_runs_nothing(phone, serve):
    _, token = serve()
    rate(phone, token, comment="<script>alert(1)</script>")
    for page in (f"/t/{token}", f"/t/{token}?change=yes"):
        assert "<script" not in phone.page(page).text
        assert "&lt;script&gt;" in phone.page(page).text


@pytest.mark.parametrize("score", ["0", "6", "-1", "５", "five", "", "5.0", "1e0"])
def test_a_score_that_is_none_is_asked_for_again(phone, store, serve, score):
    _, token = serve()
    assert rate(phone, token, score=score).status_code == 422
    assert ratings(store) == []


def test_it_can_be_changed_for_a_day_and_the_last_word_counts(phone, lobby, serve, clock, phrases):
    ticket, token = serve()
    rate(phone, token, score="2", comment="慢")
    first = said(lobby, ticket)
    again = phone.page(f"/t/{token}?change=yes").text
    assert 'value="2" required checked' in again
    clock.advance(24 * HOUR - 60)
    rate(phone, token, score="5")
    assert (said(lobby, ticket).verdict.score, said(lobby, ticket).reference) == (5, first.reference)
    assert phrases["zh_CN"]("rating.changed") in phone.page(f"/t/{token}").text
    clock.advance(120)
    rate(phone, token, score="1")
    assert said(lobby, ticket).verdict.score == 5
    assert phone.page(f"/t/{token}").status_code == 404


def test_it_is_open_for_three_days(phone, store, serve, clock):
    _, token = serve()
    clock.advance(72 * HOUR - 60)
    assert phone.page(f"/t/{token}").status_code == 200
    clock.advance(120)
    assert phone.page(f"/t/{token}").status_code == 404
    rate(phone, token)
    assert ratings(store) == []


def wrong_tokens(lobby, ticket, other):
    good = lobby.token(ticket)
    return {
        "short": good[:-1],
        "long": good + "A",
        "very long": "A" * 900,
        "changed": ("B" if good[0] == "A" else "A") + good[1:],
        "its end swapped with another's": good[:-10] + lobby.token(other)[-10:],
        "its name swapped with another's": lobby.token(other)[:12] + good[12:],
        "own key": make_token(1, b"0" * 32, Claim(lobby.branch.code, ticket.day, "A", 1)),
        "other branch": make_token(1, b"0" * 32, Claim(7, ticket.day, "A", 1)),
        "chinese": "号票",
        "zero": "A%00B",
    }


def without_address(answer):
    """The page, but for the link to itself in the other language."""
    return re.sub(r'href="/t/[^"]*"', "", answer.text) + str(answer.status_code)


def test_unknown_used_and_expired_get_one_answer(phone, lobby, store, serve, clock):
    used, used_token = serve()
    late, late_token = serve()
    third, _ = serve()
    wrong = wrong_tokens(lobby, used, late)
    rate(phone, used_token)
    clock.advance(73 * HOUR)
    wrong |= {"used": used_token, "expired": late_token}
    pages = {without_address(phone.page(f"/t/{token}?lang=en")) for token in wrong.values()}
    asked = {phone.get(f"/api/v1/tickets/{token}/rating").text for token in wrong.values()}
    judged = {phone.post(f"/api/v1/tickets/{token}/rating", {"score": 1}).text for token in wrong.values()}
    forms = {rate(phone, token).status_code for token in wrong.values()}
    assert (len(pages), len(asked | judged), forms) == (1, 1, {303})
    assert [each.ticket_id for each in ratings(store)] == [used.id]
    assert said(lobby, third) is None


def test_who_was_noted_as_missed_sees_that_and_may_judge_all_the_same(phone, lobby, take, phrases):
    ticket, t = take("cash"), phrases["zh_CN"]
    token = lobby.token(ticket)
    lobby.call_next("1")
    lobby.miss("1")
    page = phone.page(f"/t/{token}").text
    assert t("phone.missed") in page
    assert t("rating.question") not in page
    form = phone.page(re.search(r'href="(/t/[^"]+judge[^"]*)"', page)[1]).text
    assert t("rating.question") in form
    assert rate(phone, token, score="1").status_code == 303
    assert said(lobby, ticket).verdict.score == 1
    assert t("rating.thanks") in phone.page(f"/t/{token}").text
    lobby.bring_back(ticket.id)
    assert t("phone.nobody_ahead") in phone.page(f"/t/{token}").text


def test_a_ticket_that_was_never_served_has_nothing_to_judge(phone, lobby, store, take):
    gone, missed = take("cash"), take("cash")
    lobby.cancel(gone.id)
    for ticket in (gone, missed):
        rate(phone, lobby.token(ticket))
        answer = phone.post(f"/api/v1/tickets/{lobby.token(ticket)}/rating", {"score": 5})
        assert answer.status_code in {404, 409}
    assert ratings(store) == []


def test_another_site_s_form_is_refused(phone, store, serve):
    _, token = serve()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        answer = phone.client.post(f"/t/{token}/rating", data={"score": "1"}, headers=headers)
        assert answer.status_code == 403
    assert ratings(store) == []


def test_the_api_names_the_value_and_the_bound(phone, store, serve):
    _, token = serve()
    api = f"/api/v1/tickets/{token}/rating"
    for body, words in (
        ({"score": 6}, "A score is 1 to 5; 6 was given"),
        ({"score": True}, "score is True: "),
        ({"score": 5, "reasons": ["nonsense"]}, "'nonsense' is none of the reasons waiting"),
        ({"score": 5, "reasons": ["waiting", "attitude", "skill", "other"]}, "At most 3 reasons"),
        ({"score": 5, "comment": "x" * 201}, "at most 200 characters; this one has 201"),
        ({"score": "x"}, "score is 'x'"),
        ({}, "score"),
    ):
        answer = phone.post(api, body)
        assert (answer.status_code, words in answer.json()["detail"]) == (422, True)
    assert ratings(store) == []
    done = phone.post(api, {"score": 1, "reasons": ["waiting"], "call_manager": True}).json()
    assert (done["standing"], done["said"]["score"], done["said"]["call_manager"]) == ("changeable", 1, True)
    assert phone.get(api).json() == done


def test_before_the_end_the_api_says_not_yet(phone, lobby, take):
    token = lobby.token(take("cash"))
    assert phone.get(f"/api/v1/tickets/{token}/rating").json()["standing"] == "not_yet"
    assert phone.post(f"/api/v1/tickets/{token}/rating", {"score": 5}).status_code == 409


def test_a_crowd_from_one_address_is_slowed_and_counts_once(phone, store, serve):
    _, token = serve()
    answers = [phone.post(f"/api/v1/tickets/{token}/rating", {"score": 5}).status_code for _ in range(300)]
    assert set(answers) == {200, 429}
    assert len(ratings(store)) == 1


def test_the_reference_shows_what_came_of_it(phone, lobby, serve, phrases):
    ticket, token = serve()
    words = phrases["en"]
    rate(phone, token, score="1", manager="yes")
    reference, page = said(lobby, ticket).reference, f"/r/{said(lobby, ticket).reference}?lang=en"
    assert words("rating.next_calls") in unescape(phone.page(page).text)
    assert "2026\u201112\u201102" in phone.page(page).text
    cases.take(lobby.site, ticket.id, "lin")
    assert words("rating.next_taken", name="lin") in phone.page(page).text
    cases.hand_over(lobby.site, ticket.id, "lin", "chen", "window 3")
    assert words("rating.next_handed", name="chen", contact="window 3") in phone.page(page).text
    cases.close(lobby.site, ticket.id, "chen", "We opened one more window")
    assert "We opened one more window" in phone.page(page).text
    assert "We opened one more window" in phone.page(f"/t/{token}").text
    typed = phone.page("/r", params={"reference": f" {reference.lower()} "})
    assert "We opened one more window" in typed.text


def test_a_late_answer_is_called_late(phone, lobby, serve, clock, phrases):
    ticket, token = serve()
    rate(phone, token, score="1")
    clock.advance(10 * 24 * HOUR)
    shown = phone.page(f"/r/{said(lobby, ticket).reference}?lang=en").text
    assert phrases["en"]("rating.next_late", day="2026\u201112\u201102") in shown


def test_a_wrong_reference_gets_one_answer_and_tells_nothing_of_a_ticket(phone, lobby, serve):
    ticket, token = serve()
    rate(phone, token, score="1", comment="慢")
    right = said(lobby, ticket).reference
    wrong = ["F0001-AAAAA", right[:-1], right + "A", token, "号", "A" * 900, "F0009-ABCDE", "%00"]
    pages = {phone.page(f"/r/{each}?lang=en").status_code for each in wrong}
    assert pages == {404}
    assert "慢" not in phone.page(f"/r/{right}").text
    assert ticket.label not in phone.page(f"/r/{right}").text


def test_every_page_of_it_is_light(phone, serve):
    _, token = serve()
    files = sum(len(phone.get(f"/static/{name}").content) for name in ("rating.css", "mark.svg"))
    form = len(phone.page(f"/t/{token}").content)
    rate(phone, token, score="1", comment="慢" * 200)
    thanks = len(phone.page(f"/t/{token}").content)
    assert max(form, thanks) + files < PAGE_MOST


def test_the_words_of_the_branch_are_in_both_languages(phone, serve):
    _, token = serve()
    for language in ("zh_CN", "en"):
        shown = phone.page(f"/t/{token}?lang={language}").text
        assert all(reason.name[language] in shown for reason in load(SAMPLE).rating.reasons)


def test_nobody_s_word_is_on_another_s_page(phone, lobby, serve):
    _, own = serve()
    other, token = serve()
    rate(phone, token, comment="别人的话")
    assert "别人的话" not in phone.page(f"/t/{own}").text
    assert other.label not in phone.page(f"/t/{own}").text


def test_the_outbox_has_each_word_once(lobby: Lobby, phone, serve):
    ticket, token = serve()
    for score in ("2", "2", "4"):
        rate(phone, token, score=score)
    with lobby.site.store.read() as cursor:
        sent = [json.loads(row[0])["score"] for row in cursor.all("SELECT body FROM outbox ORDER BY id")]
        assert rows.ticket(cursor, ticket.id) is not None
    assert sent == [2, 4]
