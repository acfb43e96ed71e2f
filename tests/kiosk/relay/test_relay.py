"""Every rating arrives and counts once, whatever the server and the line do."""

from __future__ import annotations

import time
from dataclasses import replace
from uuid import uuid4

import pytest

from config.pack import load_checklists
from config.rating import Endpoint, Relay
from kiosk import checks, notices, rows
from kiosk.audit import disagreements
from kiosk.checks import Seen
from kiosk.lobby import Lobby
from kiosk.relay import outbox, pause, process
from kiosk.relay.pace import Bounds
from kiosk.relay.parcel import Destination, Fate
from tests.kiosk.relay.receiver import Receiver, receiving
from tests.kiosk.relay.running import carry


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def first_time(what):
    """A trouble that happens to each message once."""
    return lambda uid, times: what if times == 1 else "ok"


def test_ratings_arrive_signed_and_leave_the_outbox(lobby, rated, fates):
    uids = rated(20)
    with receiving(Receiver()) as server:
        carry(lobby.site, server.url, lambda: len(server.kept) == 20)
    assert set(server.kept) == set(uids)
    assert server.forged == []
    assert fates() == {Fate.DELIVERED: 20}
    assert max(server.times.values()) == 1


@pytest.mark.parametrize("what", ["500", "drop", "lost", "half", "half head", "nonsense", "301"])
def test_whatever_goes_wrong_once_each_is_in_effect_once(lobby, rated, fates, what):
    uids = rated(3)
    with receiving(Receiver(first_time(what))) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 3})
    assert sorted(server.kept) == sorted(uids)
    assert set(server.times.values()) == {2}
    assert server.forged == []


def test_a_server_that_hangs_is_given_up_and_asked_again(lobby, rated, fates):
    rated(1)
    with receiving(Receiver(first_time("hang"))) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 1}, timeout_s=0.3)
    assert set(server.times.values()) == {2}


def test_the_pause_that_a_server_asks_for_is_kept(lobby, rated, fates):
    rated(3)
    server = Receiver(lambda uid, times: "429" if sum(server.times.values()) == 1 else "ok")
    with receiving(server):
        began = time.monotonic()
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 3})
    assert time.monotonic() - began >= 1.0
    assert sum(server.times.values()) == 4


@pytest.mark.parametrize("what", ["409", "created"])
def test_what_the_server_has_or_takes_is_delivered(lobby, rated, fates, what):
    rated(2)
    with receiving(Receiver(lambda uid, times: what)) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 2})
    assert set(server.times.values()) == {1}


def test_a_refused_rating_is_kept_told_and_blocks_nobody(lobby, rated, fates, stands, monkeypatch):
    monkeypatch.setattr(process, "_REPORT_S", 0.0)
    bad, *others = rated(5)
    with receiving(Receiver(lambda uid, times: "422" if uid == bad else "ok")) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 4, Fate.REFUSED: 1})
        assert sorted(server.kept) == sorted(others)
        assert (stands().refused, stands().last_refusal) == (1, "HTTP 422")
        told = _device(lobby, "relay")
        assert told.state == "refused"
        assert told.detail.startswith("The scoring server refused 1 message (HTTP 422): they are kept;")
        server.trouble = lambda uid, times: "ok"
        with lobby.site.store.write() as cursor:
            assert outbox.send_again(cursor, Destination.SCORING) == 1
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 5})
    assert bad in server.kept
    assert _device(lobby, "relay").state == "ok"


def test_what_was_refused_does_not_hide_that_the_server_is_away(lobby, rated, fates, monkeypatch):
    monkeypatch.setattr(process, "_REPORT_S", 0.0)
    monkeypatch.setattr(process, "_AWAY_AFTER_S", 0.0)
    bad, _ = rated(2)

    def is_told():
        told = _device(lobby, "relay")
        return fates() == {Fate.REFUSED: 1, Fate.WAITING: 1} and told is not None and told.state == "away"

    with receiving(Receiver(lambda uid, times: "422" if uid == bad else "500")) as server:
        carry(lobby.site, server.url, is_told, patience_s=10.0)


@pytest.fixture
def promptly(monkeypatch):
    monkeypatch.setattr(process, "_REPORT_S", 0.0)
    monkeypatch.setattr(process, "_AWAY_AFTER_S", 0.0)


@pytest.mark.usefixtures("promptly")
@pytest.mark.parametrize("wrong", ["2020-01-01T00:00:00", "2027-11-25T10:00:00"])
def test_nothing_is_sent_while_the_clock_is_doubted(lobby, rated, fates, clock, wrong):
    rated(2)
    right, told = clock.now, []

    def is_told():
        told[:] = [_device(lobby, "relay")]
        return told[0] is not None and told[0].state == "away"

    with receiving(Receiver()) as server:
        clock.set(wrong)
        carry(lobby.site, server.url, is_told, patience_s=10.0)
        assert (sum(server.times.values()), fates()) == (0, {Fate.WAITING: 2})
        assert "this box's clock is in doubt: set date and time; what" in told[0].detail
        clock.now = right
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 2} and not is_told())
    assert _device(lobby, "relay").state == "ok"


def test_a_restart_keeps_the_pause_that_the_server_asked_for(lobby, rated):
    rated(3)
    with receiving(Receiver(lambda uid, times: "an hour")) as server:
        carry(lobby.site, server.url, lambda: sum(server.times.values()) == 1)
        anew = carry(lobby.site, server.url, lambda: True)
        assert 3_500 < anew.pace.until_s - time.monotonic() <= 3_601
        assert sum(server.times.values()) == 1


@pytest.mark.usefixtures("promptly")
def test_a_restart_makes_nobody_well_before_something_got_through(lobby, rated, fates, monkeypatch):
    rated(1)
    lobby.report_device("relay", "away", "The scoring server is away (no connection).")
    with lobby.site.store.write() as cursor:
        pause.keep(cursor, Destination.SCORING, time.time() + 3_600)
    said, tell = [], process.Relay._report

    def heard(relay, destination, health):
        said.append(health[0])
        tell(relay, destination, health)

    monkeypatch.setattr(process.Relay, "_report", heard)
    with receiving(Receiver()) as server:
        carry(lobby.site, server.url, lambda: bool(said))
        assert (set(said), _device(lobby, "relay").state) == ({"away"}, "away")
        with lobby.site.store.write() as cursor:
            pause.keep(cursor, Destination.SCORING, 0.0)
        carry(lobby.site, server.url, lambda: _device(lobby, "relay").state == "ok")
    assert fates() == {Fate.DELIVERED: 1}


def test_a_pause_that_no_server_can_have_asked_for_is_none(lobby):
    with lobby.site.store.write() as cursor:
        for until_s, left_s in ((1_060.0, 60.0), (999.0, 0.0), (1_000.0 + 400 * 86_400, 0.0)):
            pause.keep(cursor, Destination.SCORING, until_s)
            assert pause.left_s(cursor, Destination.SCORING, 1_000.0) == left_s


def _device(lobby, name):
    with lobby.site.store.read() as cursor:
        return rows.devices(cursor).get(name)


def test_one_that_never_arrives_delays_nobody_else(lobby, rated, fates):
    bad, *_ = rated(60)
    with receiving(Receiver(lambda uid, times: "500" if uid == bad else "ok")) as server:
        carry(lobby.site, server.url, lambda: len(server.kept) == 59 and server.times[bad] > 2)
    assert fates() == {Fate.DELIVERED: 59, Fate.WAITING: 1}


def test_old_trouble_does_not_look_like_a_server_in_trouble(lobby, rated, fates):
    bad = set(rated(40))
    rated(40)
    slow = Bounds(at_once=16, first_s=0.05, longest_s=3_600.0)
    with receiving(Receiver(lambda uid, times: "500")) as server:
        carry(lobby.site, server.url, lambda: min((server.times[uid] for uid in bad), default=0) > 0)
        server.trouble = lambda uid, times: "500" if uid in bad else "ok"
        carry(lobby.site, server.url, lambda: fates().get(Fate.DELIVERED) == 40, bounds=slow, patience_s=20)


def test_the_words_on_one_ticket_arrive_in_their_order(lobby, rated, fates):
    rated(8, scores=(5, 3, 4))
    with receiving(Receiver(lambda uid, times: "ok" if times > int(uid[0], 16) % 3 else "500")) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 24})
    for uids in server.order.values():
        sent = [server.kept[uid] for uid in uids]
        assert [each["version"] for each in sent] == [1, 2, 3]
        assert [each["replaces"] for each in sent] == [None, *uids[:2]]


def test_a_refused_first_word_does_not_hold_back_the_second(lobby, rated, fates):
    first, second = rated(1, scores=(5, 3))
    with receiving(Receiver(lambda uid, times: "422" if uid == first else "ok")) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 1, Fate.REFUSED: 1})
    assert list(server.kept) == [second]


def test_the_oldest_go_first(lobby, rated, fates):
    uids = rated(30)
    with receiving(Receiver()) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 30}, bounds=Bounds(at_once=1))
    assert list(server.kept) == uids
    assert server.busiest == 1


def test_no_more_than_may_are_on_the_way_at_once(lobby, rated, fates):
    rated(60)
    with receiving(Receiver()) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 60}, bounds=Bounds(at_once=4))
    assert server.busiest <= 4


def test_a_server_that_is_killed_and_comes_back_gets_what_it_missed(lobby, rated, fates):
    uids = rated(40)
    server = Receiver(lambda uid, times: "ok" if len(server.kept) < 20 else "lost")
    with receiving(server):
        carry(lobby.site, server.url, lambda: len(server.kept) == 20 and sum(server.times.values()) > 20)
    carry(lobby.site, server.url, lambda: True)
    server.trouble = lambda uid, times: "ok"
    with receiving(server):
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 40})
    assert sorted(server.kept) == sorted(uids)


def test_a_notice_carries_its_address_and_is_void_once_it_is_needless(store, branch, clock, take, fates):
    with receiving(Receiver()) as gateway:
        relay = Relay(notices=Endpoint(url=gateway.url))
        lobby = Lobby(store, replace(branch, relay=relay), clock)
        first, second = take("cash"), take("cash")
        for ticket in (first, second):
            notices.ask(lobby.site, ticket.id, f"+861380013800{ticket.number}")
        notices.call_out(lobby.site)
        lobby.call_next("1")
        carry(
            lobby.site,
            gateway.url,
            lambda: fates() == {Fate.DELIVERED: 1, Fate.VOID: 1},
            destination=Destination.NOTICES,
        )
    (told,) = gateway.kept.values()
    assert (told["address"], told["ticket"]["number"]) == ("+8613800138002", "A002")
    assert gateway.forged == []
    with store.read() as cursor:
        assert cursor.all("SELECT address FROM notice") == [("",)]


def test_a_notice_is_sent_by_itself_when_the_turn_comes_near(store, branch, clock, take, fates):
    with receiving(Receiver()) as gateway:
        lobby = Lobby(store, replace(branch, relay=Relay(notices=Endpoint(url=gateway.url))), clock)
        ticket = take("cash")
        notices.ask(lobby.site, ticket.id, "wx_openid-1")
        carry(lobby.site, gateway.url, lambda: len(gateway.kept) == 1, destination=Destination.NOTICES)
    assert next(iter(gateway.kept.values()))["ahead"] == 0


def test_checks_go_to_an_address_of_their_own_in_their_order_and_each_counts_once(lobby, fates):
    server = Receiver(trouble=lambda uid, times: "drop" if times == 1 else "409")
    morning, uids = load_checklists()["morning"], [str(uuid4()) for _ in range(3)]
    for ok, uid in zip((False, True, False), uids, strict=True):
        checks.report(lobby.site, morning, uid, [Seen("forms", ok)], "chen")
    with receiving(server):
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 3}, destination=Destination.CHECKS)
    assert (server.order[""], server.forged) == (uids, [])
    assert set(server.paths.values()) == {"/v1/checks"}
    assert [server.kept[uid]["items"][0]["ok"] for uid in uids] == [False, True, False]
