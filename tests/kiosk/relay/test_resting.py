"""A relay that starts while the store is away notes what it does not send as soon as it can, and once."""

from __future__ import annotations

import itertools

from kiosk.relay import process
from kiosk.relay.courier import Clocks
from kiosk.relay.parcel import Destination
from kiosk.relay.process import Relay, Rest
from kiosk.store import StoreAway

WHY = "No notices are sent."


def test_what_rests_is_noted_once_the_store_is_there(lobby, monkeypatch, caplog):
    noted, looks = [], itertools.count()

    def report(_site, device, state, why):
        if next(looks) < 2:
            raise StoreAway("The cable is out.")
        noted.append((device, state, why))

    monkeypatch.setattr(process, "report", report)
    moments = itertools.count(100.0, 10.0)
    relay = Relay(
        lobby.site,
        [],
        Clocks(monotonic=lambda: next(moments)),
        [Rest(Destination.NOTICES, "off", WHY)],
    )
    for _ in range(6):
        relay._tell()
    assert noted == [("notices", "off", WHY)]
    assert [each.getMessage() for each in caplog.records] == ["The cable is out."]
