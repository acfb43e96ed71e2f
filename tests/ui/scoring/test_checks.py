"""`POST /v1/checks`: the morning check and what ran out, from the tablet."""

from __future__ import annotations

import itertools
import json
import uuid
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from config.branch import SAMPLE, load
from config.pack import load_checklists
from kiosk import checks
from kiosk.checks import Seen
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination
from kiosk.scoring.cadence import Cadence
from kiosk.site import Site
from kiosk.store import open_store
from tests.kiosk.scoring.messages import signed

ITEMS = ("lobby", "kiosk", "forms", "glasses", "atm-cash", "meeting")
_count = itertools.count(1)


def check(out=(), items=ITEMS, **more):
    return {
        "id": str(uuid.UUID(int=next(_count), version=4)),
        "branch": "east",
        "by": "lin",
        "at": "2026-11-25T08:40:00+08:00",
        "checklist": "morning",
        "items": [{"id": item, "ok": item not in out, "words": ""} for item in items],
        **more,
    }


@pytest.fixture
def send(relay):
    def sent(value):
        headers, body = signed(relay.secret, value, relay.clock())
        return relay.client.post("/v1/checks", content=body, headers=headers)

    return sent


@pytest.mark.parametrize("words", ["   ", "\u200b"])
def test_words_that_nobody_can_read_are_refused_and_not_taken_for_delivered(send, desk, words):
    answer = send(check(items=[]) | {"items": [{"id": "forms", "ok": False, "words": words}]})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert desk.inspections.listed("east") == []


def open_items(desk):
    return [finding.item for finding in desk.inspections.open_findings("east")]


def test_a_morning_check_is_a_daily_inspection(send, desk):
    assert send(check()).status_code == 201
    (found,) = desk.inspections.listed("east")
    assert (found.cadence, found.inspector, found.is_open) == ("daily", "lin", False)
    assert open_items(desk) == []


def test_what_ran_out_is_a_finding_until_it_is_there_again(send, desk):
    send(check(out=("glasses",)))
    (finding,) = desk.inspections.open_findings("east")
    assert (finding.item, str(finding.due)) == ("glasses", "2026-11-26")
    send(check(out=("glasses", "atm-cash"), items=("glasses", "atm-cash")))
    assert open_items(desk) == ["glasses", "atm-cash"]
    send(check(items=("glasses",)))
    assert open_items(desk) == ["atm-cash"]


def test_a_stock_out_is_looked_at_again_in_the_next_inspection(send, desk, sign_in):
    send(check(out=("forms",), items=("forms",)))
    begun = {"unit": "east", "checklist": "branch-round", "cadence": "monthly", "method-look": "yes"}
    place = sign_in().form("/inspections", **begun).headers["location"]
    _, items = desk.inspections.find(int(place.rpartition("/")[2]))
    assert (items[0].item, items[0].finding) == ("forms", 1)


def test_the_same_check_again_counts_once(send, desk):
    value = check(out=("forms",))
    assert [send(value).status_code for _ in range(2)] == [201, 409]
    assert len(desk.inspections.listed()) == 1
    assert send({**value, "by": "sun"}).status_code == 422


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("items", [], "at least 1 item"),
        ("items", [{"id": "carpet", "ok": True}], "names 'carpet'"),
        ("items", [{"id": "forms", "ok": "yes"}], "valid boolean"),
        ("checklist", "evening", "there are branch-round, gbt-32320, morning"),
        ("at", "today", "datetime"),
        ("by", "", "at least 1 character"),
        ("id", "7", "valid UUID"),
    ],
)
def test_a_value_out_of_its_bound_is_named_with_the_bound(send, desk, key, value, told):
    answer = send({**check(), key: value})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert told in answer.json()["detail"]
    assert desk.inspections.listed() == []


def test_a_check_that_nobody_signed_is_refused(relay, desk):
    headers, body = signed(relay.secret, check(), relay.clock())
    headers["webhook-signature"] = "v1,AAAA"
    assert relay.client.post("/v1/checks", content=body, headers=headers).status_code == 401
    assert desk.inspections.listed() == []


def test_a_stock_out_alone_is_no_morning_check(send, desk):
    assert send(check(out=("forms",), items=("forms",))).status_code == 201
    assert desk.inspections.last_done() == {}
    assert open_items(desk) == ["forms"]
    send(check())
    assert desk.inspections.last_done() == {("east", Cadence.DAILY): date(2026, 11, 25)}


def test_a_check_that_comes_late_is_of_its_own_day(send, desk):
    send(check(at="2026-11-20T08:40:00+08:00"))
    assert desk.inspections.last_done() == {("east", Cadence.DAILY): date(2026, 11, 20)}
    # A tablet whose clock runs ahead does not do tomorrow's check today.
    send(check(at="2026-12-20T08:40:00+08:00"))
    assert desk.inspections.last_done() == {("east", Cadence.DAILY): date(2026, 11, 25)}


def test_what_a_branch_s_tablet_notes_is_what_the_server_takes(send, desk, tmp_path, clock):
    """The parcel as the branch puts it into its outbox, word for word."""
    branch = load(SAMPLE)
    with closing(open_store(tmp_path)) as store:
        site = Site(store, replace(branch, id="east"), clock)
        seen = [Seen("glasses", ok=False, words="一副断腿"), Seen("forms", ok=True)]
        checks.report(site, load_checklists()["morning"], str(uuid.uuid4()), seen, "chen")
        with store.read() as cursor:
            (parcel,) = outbox.due(cursor, Destination.CHECKS, 0.0, 9)
    assert send(json.loads(parcel.body)).status_code == 201
    (finding,) = desk.inspections.open_findings("east")
    assert (finding.item, finding.words) == ("glasses", "一副断腿")
