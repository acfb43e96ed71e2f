"""Two servers on one PostgreSQL are one: whichever was asked, what came before is known to both."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.store import open_store
from tests.bench.scoring import UNIT, serving_many
from tests.kiosk.cluster import running
from tests.kiosk.memory import in_memory, passing_folder
from tests.kiosk.scoring.messages import rating, signed

MANY = 40
PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def bank() -> Iterator[tuple[list[tuple[str, int]], str, str]]:
    """Two servers, the branch's key, and the store that they share."""
    with running(in_memory()) as cluster, passing_folder() as data:
        address = cluster.address()
        with serving_many(data, 2, address) as (places, secret):
            yield places, secret, address


def post(place, message):
    headers, body = message
    with closing(http.client.HTTPConnection(*place, timeout=PATIENCE_S)) as line:
        line.request("POST", "/v1/ratings", body, headers)
        answer = line.getresponse()
        answer.read()
        return answer.status


def counted(address):
    with (
        passing_folder() as nowhere,
        closing(open_store(nowhere, address, shape="kiosk.scoring")) as store,
        store.read() as cursor,
    ):
        return cursor.one(
            "SELECT (SELECT count(*) FROM rating), (SELECT count(*) FROM verdict),"
            " (SELECT count(*) FROM complaint)"
        )


def test_a_replay_to_the_other_server_is_known_there(bank):
    (one, other), secret, address = bank
    before = counted(address)
    message = signed(secret, rating(UNIT), datetime.now(UTC))
    assert [post(one, message), post(other, message), post(one, message)] == [201, 409, 409]
    assert [a - b for a, b in zip(counted(address), before, strict=True)] == [1, 1, 0]


def test_an_id_with_other_content_is_refused_by_the_other_server(bank):
    (one, other), secret, _ = bank
    value = rating(UNIT)
    assert post(one, signed(secret, value, datetime.now(UTC))) == 201
    assert post(other, signed(secret, {**value, "score": 1}, datetime.now(UTC))) == 422


def test_a_message_that_is_played_again_too_late_is_refused_by_both(bank):
    places, secret, _ = bank
    stale = signed(secret, rating(UNIT), datetime.now(UTC) - timedelta(minutes=6))
    assert [post(place, stale) for place in places] == [401, 401]


def test_sent_to_both_at_once_each_counts_once_and_opens_one_case(bank):
    places, secret, address = bank
    before, start = counted(address), threading.Barrier(2)
    messages = [signed(secret, rating(UNIT, score=1), datetime.now(UTC)) for _ in range(MANY)]

    def send(place):
        start.wait(PATIENCE_S)
        return [post(place, message) for message in messages]

    with ThreadPoolExecutor(2) as lines:
        answers = [answer for answers in lines.map(send, places) for answer in answers]
    assert Counter(answers) == {201: MANY, 409: MANY}
    assert [a - b for a, b in zip(counted(address), before, strict=True)] == [MANY] * 3
