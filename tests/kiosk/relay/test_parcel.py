"""What leaves the box makes sense to a scoring server, whatever the box's clock did."""

from __future__ import annotations

import json

import pytest

from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination, Fate
from kiosk.scoring.intake import RatingRefused
from tests.kiosk.relay.receiver import Receiver, receiving
from tests.kiosk.relay.running import carry
from ui.scoring.rating_form import read_rating


@pytest.fixture
def bodies(lobby):
    def waiting():
        with lobby.site.store.read() as cursor:
            found = outbox.due(cursor, Destination.SCORING, 0.0, 10)
        return [json.loads(each.body) for each in found]

    return waiting


def served(lobby, rate, ticket):
    lobby.call_next("1")
    lobby.finish("1")
    rate(ticket)


@pytest.fixture
def rate(lobby):
    return lambda ticket: giving.rate(lobby.site, lobby.token(ticket), Verdict(4), Channel.PHONE)


def test_a_clock_that_was_put_right_during_a_visit_costs_no_rating(lobby, take, clock, rate, bodies):
    take("cash")
    lobby.call_next("1")
    lobby.finish("1")
    clock.set("1970-01-01T03:00")
    ticket = take("cash")
    clock.set("2026-11-25T10:00")
    served(lobby, rate, ticket)
    (body,) = bodies()
    assert (body["wait_s"], body["service_s"]) == (None, 0)
    assert read_rating(json.dumps(body).encode(), body).unit == lobby.branch.id


def test_a_rating_of_a_day_that_never_was_is_refused_kept_and_blocks_nobody(
    lobby, take, clock, rate, bodies, fates, stands
):
    clock.set("1970-01-01T10:00")
    served(lobby, rate, take("cash"))
    clock.set("2026-11-25T10:00")
    served(lobby, rate, take("cash"))
    old, new = bodies()
    assert (old["ticket"]["business_date"], new["ticket"]["business_date"]) == ("1970-01-01", "2026-11-25")
    with pytest.raises(RatingRefused, match=r"ticket\.business_date is '1970-01-01'"):
        read_rating(json.dumps(old).encode(), old)
    with receiving(Receiver(lambda uid, times: "422" if uid == old["id"] else "ok")) as server:
        carry(lobby.site, server.url, lambda: fates() == {Fate.DELIVERED: 1, Fate.REFUSED: 1})
    assert list(server.kept) == [new["id"]]
    assert (stands().waiting, stands().refused) == (0, 1)
