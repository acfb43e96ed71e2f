"""The notice that one's turn is near: asked on the phone's page, only where the branch has a gateway."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.rating import Endpoint, Relay
from kiosk import notices
from kiosk.audit import disagreements
from kiosk.relay import addressing, outbox
from kiosk.relay.parcel import Destination

NUMBER = "+8613800138000"


@pytest.fixture(scope="session")
def branch(branch):
    return replace(branch, relay=Relay(notices=Endpoint(url="https://sms.bank.example")))


@pytest.fixture
def phone(visit):
    return visit("public")


@pytest.fixture
def token(lobby, take):
    for _ in range(4):
        last = take("cash")
    return lobby.token(last)


def addresses(store):
    with store.read() as cursor:
        return [row[0] for row in cursor.all("SELECT address FROM notice")]


def test_it_is_asked_without_a_script_and_the_address_is_shown_nowhere(phone, store, token, phrases):
    zh = phrases["zh_CN"]
    assert zh("near.ask", count=2) in phone.page(f"/t/{token}").text
    sent = phone.form(f"/t/{token}/near", address="+86 138 0013 8000")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/t/{token}")
    assert addresses(store) == [NUMBER]
    shown = phone.page(f"/t/{token}").text
    assert zh("near.asked", count=2) in shown
    assert NUMBER not in shown


def test_it_is_gone_with_the_call(phone, lobby, store, token):
    phone.post(f"/api/v1/tickets/{token}/near", {"address": NUMBER})
    for _ in range(4):
        lobby.call_next("1")
        lobby.finish("1")
    assert addresses(store) == []


def test_a_wrong_address_is_asked_for_again(phone, store, token, phrases):
    sent = phone.form(f"/t/{token}/near", address="12")
    assert sent.headers["location"] == f"/t/{token}?near=wrong"
    assert phrases["zh_CN"]("near.wrong") in phone.page(sent.headers["location"]).text
    answer = phone.post(f"/api/v1/tickets/{token}/near", {"address": "12"})
    assert (answer.status_code, "5 to 64" in answer.json()["detail"]) == (409, True)
    assert addresses(store) == []


def test_who_is_called_already_is_not_asked(phone, lobby, store, take, phrases):
    ticket = take("cash")
    lobby.call_next("1")
    page = phone.page(f"/t/{lobby.token(ticket)}").text
    assert phrases["zh_CN"]("near.go") not in page
    assert phone.post(f"/api/v1/tickets/{lobby.token(ticket)}/near", {"address": NUMBER}).status_code == 409


def test_a_wrong_token_asks_for_nothing(phone, store, token):
    assert phone.post(f"/api/v1/tickets/{token[:-1]}/near", {"address": NUMBER}).status_code == 404
    assert addresses(store) == []


@pytest.mark.parametrize("way", ["page", "api"])
def test_it_can_be_withdrawn_and_the_address_is_gone_at_once(phone, lobby, store, token, phrases, way):
    zh = phrases["zh_CN"]
    phone.post(f"/api/v1/tickets/{token}/near", {"address": NUMBER})
    assert zh("near.off") in phone.page(f"/t/{token}").text
    if way == "page":
        sent = phone.form(f"/t/{token}/near-off")
        assert (sent.status_code, sent.headers["location"]) == (303, f"/t/{token}")
    else:
        assert phone.client.delete(f"/api/v1/tickets/{token}/near").status_code == 204
    assert addresses(store) == []
    assert zh("near.ask", count=2) in phone.page(f"/t/{token}").text
    assert disagreements(store) == []


def test_a_notice_that_is_due_already_goes_out_no_more_once_withdrawn(phone, lobby, store, token):
    phone.post(f"/api/v1/tickets/{token}/near", {"address": NUMBER})
    for _ in range(2):
        lobby.call_next("1")
        lobby.finish("1")
    assert notices.call_out(lobby.site)
    assert phone.client.delete(f"/api/v1/tickets/{token}/near").status_code == 204
    with store.read() as cursor:
        (parcel,) = outbox.due(cursor, Destination.NOTICES, 0.0, 9)
        assert addressing.addressed(cursor, parcel) is None


def test_where_none_was_asked_for_there_is_none_to_withdraw(phone, lobby, token, take):
    refused = phone.client.delete(f"/api/v1/tickets/{token}/near")
    assert (refused.status_code, "none to withdraw" in refused.json()["detail"]) == (409, True)
    assert phone.client.delete(f"/api/v1/tickets/{'A' * 29}/near").status_code == 404
    assert phone.form(f"/t/{token}/near-off").status_code == 303
