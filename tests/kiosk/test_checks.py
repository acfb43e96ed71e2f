"""The lobby manager's check: noted once, last word per thing, on its way to the scoring server."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from config.pack import load_checklists
from kiosk import checks
from kiosk.audit import disagreements
from kiosk.checks import CheckError, Seen
from kiosk.errors import LobbyError
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination

MORNING = load_checklists()["morning"]
ALL_FINE = tuple(Seen(item.id, ok=True) for item in MORNING.items)


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


@pytest.fixture
def report(lobby):
    def reported(*seen, uid="", staff="chen"):
        checks.report(lobby.site, MORNING, uid or str(uuid4()), seen or ALL_FINE, staff)

    return reported


def parcels(lobby):
    with lobby.site.store.read() as cursor:
        return outbox.due(cursor, Destination.CHECKS, 0.0, 99)


def bodies(lobby):
    with lobby.site.store.read() as cursor:
        rows = cursor.all("SELECT body FROM outbox WHERE destination = 'checks' ORDER BY id")
    return [json.loads(row[0]) for row in rows]


def test_what_was_seen_stands_until_it_is_seen_otherwise(lobby, report, clock):
    assert checks.today(lobby.site, MORNING) == {}
    report()
    clock.advance(3_600)
    report(Seen("forms", ok=False, words="存款凭条"), staff="wang")
    now = checks.today(lobby.site, MORNING)
    assert [item for item, each in now.items() if not each.seen.ok] == ["forms"]
    assert (now["forms"].by, now["forms"].at, now["forms"].seen.words) == ("wang", clock(), "存款凭条")
    assert now["glasses"].by == "chen"
    report(Seen("forms", ok=True))
    assert all(each.seen.ok for each in checks.today(lobby.site, MORNING).values())


def test_it_leaves_the_box_as_the_scoring_server_wants_it(lobby, report, clock):
    uid = str(uuid4())
    report(Seen("atm-cash", ok=False), uid=uid)
    assert bodies(lobby) == [
        {
            "id": uid,
            "at": clock().isoformat(),
            "branch": lobby.branch.id,
            "by": "chen",
            "checklist": "morning",
            "items": [{"id": "atm-cash", "ok": False, "words": ""}],
        }
    ]


def test_checks_leave_in_their_order_and_wait_for_no_rating(lobby, report):
    report(Seen("forms", ok=False), uid="a")
    report(Seen("forms", ok=True), uid="b")
    assert [each.uid for each in parcels(lobby)] == ["a"]


def test_sent_twice_it_is_noted_once(lobby, report):
    uid = str(uuid4())
    report(uid=uid)
    report(uid=uid)
    assert len(bodies(lobby)) == 1


def test_yesterday_s_check_is_not_today_s(lobby, report, clock):
    report()
    clock.advance(24 * 3_600)
    assert checks.today(lobby.site, MORNING) == {}


def test_long_numbers_are_blotted_out(lobby, report):
    report(Seen("lobby", ok=False, words="客户 13800138000 说地滑"))
    assert bodies(lobby)[0]["items"][0]["words"] == "客户 *** 说地滑"


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        ((Seen("roof", ok=True),), "'roof' is nothing that morning 2026.1 looks at"),
        ((Seen("forms", ok=True), Seen("forms", ok=False)), "looks at each thing once"),
        ((Seen("forms", ok=False, words="x" * 201),), "at most 200 characters; this one has 201"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(lobby, report, seen, sentence):
    with pytest.raises(CheckError, match=sentence):
        report(*seen)
    assert bodies(lobby) == []


def test_a_check_of_nothing_is_none(lobby):
    with pytest.raises(LobbyError, match="one thing at least"):
        checks.report(lobby.site, MORNING, "a", (), "chen")


def test_what_runs_out_is_what_the_practice_names():
    assert [item.id for item in MORNING.items if item.runs_out] == ["forms", "glasses", "atm-cash"]
