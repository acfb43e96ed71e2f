"""Whatever customers and staff do with verdicts, in any order, the state is what the log says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from config.rating import Endpoint, Relay
from kiosk import notices, rows
from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.rating import cases, giving
from kiosk.rating.verdict import Channel, Verdict
from tests.kiosk.visits import deeds, do, store_for_visits

BRANCH = replace(load(SAMPLE), relay=Relay(notices=Endpoint(url="https://sms.bank.example")))

tickets = st.integers(1, 12)
verdicts = st.builds(Verdict, st.integers(0, 6), st.just(("skill",)), st.text(max_size=5), st.booleans())
after = st.one_of(
    st.tuples(st.just("rate"), tickets, verdicts),
    st.tuples(st.just("press"), tickets, verdicts),
    st.tuples(st.sampled_from(["go", "hand", "close", "notice", "call out"]), tickets, st.none()),
)
finishing = st.tuples(st.just("finish"), st.sampled_from("123456"))


def do_after(lobby, deed):
    verb, ticket, verdict = deed
    site = lobby.site
    verbs = {
        "rate": lambda: giving.rate(site, token(lobby, ticket), verdict, Channel.PHONE),
        "press": lambda: giving.rate_at_counter(site, str(1 + ticket % 6), ticket, verdict),
        "go": lambda: cases.take(site, ticket, "m.chen"),
        "hand": lambda: cases.hand_over(site, ticket, "m.chen", "a.zhou", "8"),
        "close": lambda: cases.close(site, ticket, "m.chen", "done"),
        "notice": lambda: notices.ask(site, ticket, "13800138000"),
        "call out": lambda: notices.call_out(site),
    }
    with suppress(LobbyError):
        verbs[verb]()


def token(lobby, ticket_id):
    with lobby.site.store.read() as cursor:
        found = rows.ticket(cursor, ticket_id)
    return lobby.token(found) if found else ""


@given(st.lists(st.one_of(deeds, finishing, after, after), min_size=40, max_size=90))
@settings(max_examples=25)
def test_after_any_day_the_verdicts_are_what_the_log_says(day):
    now = [datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))]
    with store_for_visits() as store:
        lobby = Lobby(store, BRANCH, lambda: now[0])
        for deed in day:
            (do_after if len(deed) == 3 else do)(lobby, deed)
            now[0] += timedelta(seconds=61)
        assert disagreements(store) == []


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE rating SET score = 5", "the rating of ticket 1"),
        ("UPDATE rating SET comment = ''", "the rating of ticket 1"),
        ("DELETE FROM rating", "the rating of ticket 1"),
        ("UPDATE case_file SET owner = 'nobody'", "the case of ticket 1"),
        ("DELETE FROM case_file", "the case of ticket 1"),
        ("DELETE FROM outbox", "the parcel of row"),
        ("UPDATE outbox SET body = replace(body, '\"score\":1', '\"score\":5')", "the parcel of row"),
        ("INSERT INTO notice VALUES (1, 'x', 0)", "the notice of ticket 1"),
    ],
)
def test_whoever_tampers_with_a_verdict_is_found(tampering, named):
    now = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    with store_for_visits() as store:
        lobby = Lobby(store, BRANCH, lambda: now)
        do(lobby, ("take", (("cash",),)))
        lobby.call_next("1")
        lobby.finish("1")
        giving.rate(lobby.site, token(lobby, 1), Verdict(1, comment="慢"), Channel.PHONE)
        assert disagreements(store) == []
        with store.write() as cursor:
            cursor.run(tampering)
        (sentence, *_) = disagreements(store)
        assert named in sentence
