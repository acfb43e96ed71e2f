"""Who asked for it is told that the turn is near; the address is gone as soon as it has done its work."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from config.rating import Endpoint, Relay
from kiosk import notices
from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.relay import addressing, outbox
from kiosk.relay.outbox import Settled
from kiosk.relay.parcel import Destination, Fate

ADDRESS = "+8613800138000"


@pytest.fixture
def lobby(store, branch, clock):
    relay = Relay(notices=Endpoint(url="https://sms.bank.example"))
    return Lobby(store, replace(branch, relay=relay), clock)


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def addresses(lobby):
    with lobby.site.store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT address FROM notice")]


def parcels(lobby):
    with lobby.site.store.read() as cursor:
        return outbox.due(cursor, Destination.NOTICES, 0.0, 99)


def everything(lobby):
    """Every text in log and outbox."""
    with lobby.site.store.read() as cursor:
        return str(cursor.all("SELECT facts FROM event")) + str(cursor.all("SELECT * FROM outbox"))


def asked(lobby, take, ahead):
    for _ in range(ahead):
        take("cash")
    ticket = take("cash")
    notices.ask(lobby.site, ticket.id, ADDRESS)
    return ticket


def test_a_customer_is_told_when_two_are_ahead_and_once(lobby, take):
    ticket = asked(lobby, take, ahead=4)
    lobby.call_next("1")
    assert notices.call_out(lobby.site) == []
    lobby.finish("1")
    lobby.call_next("1")
    assert [each.id for each in notices.call_out(lobby.site)] == [ticket.id]
    assert notices.call_out(lobby.site) == []
    (parcel,) = parcels(lobby)
    told = json.loads(parcel.body)
    assert (told["ticket"]["number"], told["ahead"], told["language"]) == ("A005", 2, "zh_CN")


def test_the_address_is_put_on_when_it_is_sent_and_stands_nowhere_else(lobby, take):
    asked(lobby, take, ahead=1)
    notices.call_out(lobby.site)
    (parcel,) = parcels(lobby)
    with lobby.site.store.read() as cursor:
        assert json.loads(addressing.addressed(cursor, parcel).body)["address"] == ADDRESS
    assert ADDRESS not in everything(lobby)


@pytest.mark.parametrize("end", ["called", "cancelled", "gone", "day"])
def test_the_address_is_gone_when_nobody_needs_to_be_told(lobby, take, clock, end):
    ticket = asked(lobby, take, ahead=0)
    notices.call_out(lobby.site)
    ends = {
        "called": lambda: lobby.call_next("1"),
        "cancelled": lambda: lobby.cancel(ticket.id),
        "gone": lambda: lobby.answer_presence(ticket.id, is_here=False),
        "day": lambda: (clock.set("2026-11-27T09:30:00"), take("cash")),
    }
    assert addresses(lobby) == [ADDRESS]
    ends[end]()
    assert addresses(lobby) == []
    (parcel,) = parcels(lobby)
    with lobby.site.store.read() as cursor:
        assert addressing.addressed(cursor, parcel) is None


def test_a_notice_that_was_delivered_has_its_address_forgotten(lobby, take):
    asked(lobby, take, ahead=0)
    notices.call_out(lobby.site)
    (parcel,) = parcels(lobby)
    with lobby.site.store.write() as cursor:
        done = Settled(parcel, Fate.DELIVERED)
        outbox.settle(cursor, done)
        addressing.forget(cursor, done)
    assert addresses(lobby) == [""]


@pytest.mark.parametrize("is_due", [False, True])
def test_an_address_that_was_given_while_the_notice_was_on_its_way_is_told_as_well(lobby, take, is_due):
    ticket = asked(lobby, take, ahead=0)
    notices.call_out(lobby.site)
    (first,) = parcels(lobby)
    notices.ask(lobby.site, ticket.id, "wx_openid-1")
    if is_due:
        notices.call_out(lobby.site)
    with lobby.site.store.write() as cursor:
        done = Settled(first, Fate.DELIVERED)
        outbox.settle(cursor, done)
        addressing.forget(cursor, done)
    assert addresses(lobby) == ["wx_openid-1"]


def test_nobody_floods_strangers_with_the_notices_of_one_ticket(lobby, take):
    ticket = asked(lobby, take, ahead=0)
    for number in range(1, notices.ASKED_MOST):
        notices.ask(lobby.site, ticket.id, f"1380013800{number}")
    with pytest.raises(LobbyError, match="5 times for ticket A001"):
        notices.ask(lobby.site, ticket.id, "13900139000")
    assert addresses(lobby) == ["13800138004"]


def test_a_later_address_takes_its_place(lobby, take):
    ticket = asked(lobby, take, ahead=4)
    notices.ask(lobby.site, ticket.id, "wx_openid-1")
    assert addresses(lobby) == ["wx_openid-1"]


NO_ADDRESSES = ["", "123", "a" * 65, "a b c d e", "1380013<b>", "１３８００１３８０００"]


@pytest.mark.parametrize("given", NO_ADDRESSES)
def test_what_is_no_address_is_refused_and_not_repeated(lobby, take, given):
    ticket = take("cash")
    with pytest.raises(LobbyError, match="An address for a notice has 5 to 64 letters") as refused:
        notices.ask(lobby.site, ticket.id, given)
    assert not given or given not in str(refused.value)


def test_who_is_called_already_has_no_turn_to_be_told_of(lobby, take):
    ticket = take("cash")
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="A001 is called: there is no turn to tell of"):
        notices.ask(lobby.site, ticket.id, ADDRESS)


def test_a_branch_without_a_gateway_offers_none(store, branch, clock, take):
    plain = Lobby(store, branch, clock)
    assert not notices.are_offered(plain.site)
    with pytest.raises(LobbyError, match="sends no notices"):
        notices.ask(plain.site, take("cash").id, ADDRESS)
