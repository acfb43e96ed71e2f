"""`POST /v1/ratings` as the contract has it."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.scoring.intake import Intake
from kiosk.scoring.keys import Units
from kiosk.scoring.message import Sent
from kiosk.store import StoreAway
from tests.kiosk.scoring.messages import rating, signed
from ui.scoring import ratings
from ui.scoring.app import scoring_app
from ui.scoring.rating_form import read_rating

PROBLEM = "application/problem+json"


def kept(store):
    with store.read() as cursor:
        return cursor.one("SELECT (SELECT count(*) FROM rating), (SELECT count(*) FROM verdict)")


def test_a_signed_rating_is_taken(relay, store):
    answer = relay.send(rating())
    assert (answer.status_code, answer.json()) == (201, {"status": "taken"})
    assert kept(store) == (1, 1)


def test_the_same_rating_again_is_delivered_already_and_counts_once(relay, store):
    sent = rating()
    relay.send(sent)
    answer = relay.send(sent)
    assert answer.status_code == 409
    assert answer.headers["content-type"] == PROBLEM
    assert kept(store) == (1, 1)


def test_the_same_rating_written_down_in_another_order_is_the_same(relay):
    sent = rating()
    relay.send(sent)
    assert relay.send(dict(reversed(sent.items()))).status_code == 409


def test_other_content_under_the_same_id_is_refused_and_changes_nothing(relay, store):
    sent = rating(score=5)
    relay.send(sent)
    answer = relay.send({**sent, "score": 1})
    assert answer.status_code == 422
    assert "id of its own" in answer.json()["detail"]
    with store.read() as cursor:
        assert cursor.all("SELECT score FROM verdict") == [(5,)]


def test_a_changed_rating_takes_the_place_of_the_first(relay, store):
    first = rating(score=2)
    second = {**rating(score=4), "ticket": first["ticket"], "version": 2}
    relay.send(first)
    relay.send(second)
    with store.read() as cursor:
        assert cursor.all("SELECT score, rating FROM verdict") == [(4, second["id"])]
        assert cursor.one("SELECT count(*) FROM rating") == (2,)


def test_an_older_word_that_comes_late_does_not_take_back_the_newer_one(relay, store):
    first = rating(score=2)
    second = {**rating(score=4), "ticket": first["ticket"], "version": 2}
    relay.send(second)
    relay.send(first)
    with store.read() as cursor:
        assert cursor.all("SELECT score FROM verdict") == [(4,)]


@pytest.mark.parametrize("off_s", [-301, 301])
def test_a_message_from_another_time_is_refused(relay, clock, client, store, off_s):
    sent = rating()
    headers, body = signed(relay.secret, sent, clock())
    clock.advance(seconds=off_s)
    answer = client.post("/v1/ratings", content=body, headers=headers)
    assert answer.status_code == 401
    assert "300 s are allowed" in answer.json()["detail"]
    assert kept(store) == (0, 0)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_message_without_a_header_is_refused(relay, clock, client, header):
    headers, body = signed(relay.secret, rating(), clock())
    del headers[header]
    answer = client.post("/v1/ratings", content=body, headers=headers)
    assert answer.status_code == 401
    assert header in answer.json()["detail"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("webhook-signature", "v1,AAAA"),
        ("webhook-signature", "nonsense"),
        ("webhook-signature", "v1,%%%"),
        ("webhook-signature", "v1a,AAAA v2,BBBB"),
        ("webhook-timestamp", "soon"),
        ("webhook-timestamp", "9" * 40),
        ("webhook-id", "x" * 65),
    ],
)
def test_a_forged_header_is_refused(relay, clock, client, store, header, value):
    headers, body = signed(relay.secret, rating(), clock())
    answer = client.post("/v1/ratings", content=body, headers={**headers, header: value})
    assert answer.status_code == 401
    assert kept(store) == (0, 0)


def test_a_body_that_was_changed_on_the_way_is_refused(relay, clock, client, store):
    headers, body = signed(relay.secret, rating(score=1), clock())
    answer = client.post("/v1/ratings", content=body.replace(b'"score": 1', b'"score": 5'), headers=headers)
    assert answer.status_code == 401
    assert kept(store) == (0, 0)


def test_a_branch_cannot_speak_for_another(relay, desk):
    desk.units.give_key("west")
    assert relay.send(rating("west")).status_code == 401


def test_a_branch_without_a_key_is_told_so(relay):
    answer = relay.send(rating("nowhere"))
    assert answer.status_code == 401
    assert "nowhere" in answer.json()["detail"]


def test_a_second_key_lets_the_first_be_retired_without_a_gap(relay, desk, client, clock):
    fresh = desk.units.give_key("east")
    assert relay.send(rating()).status_code == 201
    desk.units.retire_key(1)
    assert relay.send(rating()).status_code == 401
    headers, body = signed(fresh, rating(), clock())
    assert client.post("/v1/ratings", content=body, headers=headers).status_code == 201


def test_one_of_several_signatures_is_enough(relay, clock, client):
    headers, body = signed(relay.secret, rating(), clock())
    headers["webhook-signature"] = f"v1,{'A' * 44} {headers['webhook-signature']}"
    assert client.post("/v1/ratings", content=body, headers=headers).status_code == 201


@pytest.mark.parametrize("body", ["", "{", "nonsense", "[" * 100_000, '{"a": NaN}', "1" * 5_000, "\ufeff{}"])
def test_a_body_that_is_no_json_is_refused(relay, body):
    answer = relay.send({"id": "x"}, body=body or " ")
    assert answer.status_code == (400 if len(body) < 65_000 else 413)
    assert answer.headers["content-type"] == PROBLEM


def test_a_list_of_ratings_is_refused_with_a_sentence(relay):
    answer = relay.send({"id": "x"}, body=json.dumps([rating()]))
    assert (answer.status_code, answer.json()["detail"][:18]) == (400, "The body is a list")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("score", 0, "greater than or equal to 1"),
        ("score", 6, "less than or equal to 5"),
        ("score", "5", "valid integer"),
        ("score", True, "valid integer"),
        ("score", 4.5, "valid integer"),
        ("score", None, "valid integer"),
        ("channel", "fax", "'phone', 'kiosk' or 'counter'"),
        ("comment", "x" * 2_001, "2000 characters"),
        ("comment", "a\x00b", "pattern"),
        ("reasons", ["x"] * 11, "10 items"),
        ("reasons", ["DROP TABLE"], "pattern"),
        ("rated_at", "2026-11-25T09:50:00", "timezone"),
        ("rated_at", "yesterday", "datetime"),
        ("call_manager", "yes", "valid boolean"),
        ("wait_s", -1, "greater than or equal to 0"),
        ("wait_s", 1e300, "less than or equal to"),
        ("id", "not-a-uuid", "valid UUID"),
        ("branch", "East Branch", "small letters"),
        ("branch", 7, "small letters"),
        ("branch", None, "small letters"),
        ("ticket", {}, "ticket.id is missing"),
    ],
)
def test_a_value_out_of_its_bound_is_named_with_the_bound(relay, store, key, value, told):
    answer = relay.send({**rating(), key: value})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    assert told in answer.json()["detail"]
    assert key in answer.json()["detail"]
    assert kept(store) == (0, 0)


@pytest.mark.parametrize("key", [key for key in rating() if key != "branch"])
def test_a_value_that_is_missing_is_named(relay, key):
    sent = rating()
    uid = sent["id"]
    del sent[key]
    answer = relay.send(sent, uid=uid)
    assert (answer.status_code, answer.json()["detail"]) == (422, f"{key} is missing.")


def test_anything_may_be_added_beside(relay):
    assert relay.send({**rating(), "weather": {"rain": [1, 2]}}).status_code == 201


def test_what_only_nobody_knew_may_be_null(relay):
    unknown = dict.fromkeys(
        ("counter", "teller", "comment", "called_at", "finished_at", "wait_s", "service_s")
    )
    assert relay.send({**rating(), **unknown}).status_code == 201


def test_the_id_of_message_and_rating_must_be_the_same(relay):
    answer = relay.send(rating(), uid="00000000-0000-4000-8000-000000000000")
    assert answer.status_code == 422
    assert "must be the same" in answer.json()["detail"]


def test_a_rating_that_is_too_large_is_refused_before_it_is_read(relay):
    answer = relay.send({**rating(), "more": "x" * 70_000})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)


def test_another_method_is_not_allowed(client):
    assert client.get("/v1/ratings").status_code == 405


def test_many_at_once_are_each_counted_once(relay, store):
    ratings = [rating() for _ in range(40)]
    with ThreadPoolExecutor(8) as senders:
        codes = list(senders.map(lambda sent: relay.send(sent).status_code, [*ratings, *ratings]))
    assert sorted(codes) == [201] * 40 + [409] * 40
    assert kept(store) == (40, 40)


def test_a_refused_rating_keeps_no_other_of_its_batch_from_being_taken(bureau, relay, clock):
    async def together():
        from kiosk.scoring.message import Sent  # noqa: PLC0415

        good = [signed(relay.secret, rating(), clock()) for _ in range(3)]
        bad = signed(relay.secret, rating(score=9), clock())
        sent = [Sent(headers, body) for headers, body in (good[0], bad, good[1], good[2])]
        return await asyncio.gather(*(bureau.group.take(each) for each in sent))

    outcomes = [answer.outcome for answer in asyncio.run(together())]
    assert outcomes == ["taken", "invalid", "taken", "taken"]


def test_a_bad_rating_opens_a_case_and_costs_nobody_a_point(relay, desk, store):
    relay.send({**rating(score=1), "comment": "等了四十分钟", "reference": "F0231"})
    relay.send(rating(score=3))
    relay.send({**rating(score=5), "call_manager": True})
    cases = desk.cases.listed("east")
    assert [case.words.split(":")[1].strip()[:3] for case in cases] == ["1/5", "5/5"]
    assert "F0231" in cases[0].words
    assert "等了四十分钟" in cases[0].words
    with store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM ledger") == (0,)


def test_a_ticket_has_one_case_whatever_is_said_later(relay, desk):
    first = rating(score=1)
    relay.send(first)
    relay.send({**rating(score=2), "ticket": first["ticket"], "version": 2})
    relay.send({**rating(score=5), "ticket": first["ticket"], "version": 3})
    (case,) = desk.cases.listed()
    _, steps = desk.cases.find(case.id)
    assert [(step.deed, step.words.split(": ")[1][:3]) for step in steps] == [
        ("opened", "1/5"),
        ("noted", "2/5"),
        ("noted", "5/5"),
    ]


def test_a_store_that_is_away_asks_the_sender_to_come_later(relay, bureau, monkeypatch, caplog):
    relay.send(rating())

    def away(*_):
        raise StoreAway("The database is out of reach.")

    monkeypatch.setattr("kiosk.scoring.intake.Intake.take", away)
    answer = relay.send(rating())
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "out of reach" in caplog.text


def test_a_fault_nobody_foresaw_ends_one_batch_and_not_the_server(relay, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        patched.setattr("kiosk.scoring.intake.Intake.take", lambda *_: 1 / 0)
        assert relay.send(rating()).status_code == 503
    assert relay.send(rating()).status_code == 201
    assert "failed" in caplog.text


def test_the_description_of_the_api_has_the_rating_with_its_bounds(client):
    described = client.get("/openapi.json").json()["paths"]["/v1/ratings"]["post"]
    schema = described["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["score"] == {
        "maximum": 5,
        "minimum": 1,
        "title": "Score",
        "type": "integer",
    }
    assert {"201", "400", "401", "409", "413", "422", "503"} <= described["responses"].keys()


def test_two_servers_on_one_store_take_a_rating_once(relay, place, store, clock, desk):
    """Nothing that another instance must know is kept in a process."""
    other_store = place.store()
    other = Intake(other_store, clock, place.rules, read_rating)
    sent = rating()
    relay.send(sent)
    key = Units(other_store, clock).give_key("west")
    assert other.take([Sent(*signed(relay.secret, sent, clock()))])[0].outcome == "known"
    assert (
        relay.client.post("/v1/ratings", **_as_request(signed(key, rating("west"), clock()))).status_code
        == 201
    )
    other_store.close()


def test_a_rating_that_dribbles_in_is_wanted_later_and_not_refused(bureau, monkeypatch):
    monkeypatch.setattr(ratings, "_BODY_WITHIN_S", 0.01)
    told = []

    async def dribble():
        await asyncio.Event().wait()

    async def send(message):
        told.append(message)

    scope = {"type": "http", "path": ratings.PATH, "method": "POST", "headers": []}
    asyncio.run(scoring_app(bureau)(scope, dribble, send))
    assert told[0]["status"] == 503
    assert (b"retry-after", b"2") in told[0]["headers"]


def _as_request(message):
    headers, body = message
    return {"headers": headers, "content": body}
