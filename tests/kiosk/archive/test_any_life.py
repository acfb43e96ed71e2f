"""Whatever customers and staff did on the days that are archived, the store and its log go on agreeing."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from kiosk.archive.closing import Shelf, archive
from kiosk.archive.kept import kept, verify
from kiosk.audit import disagreements
from kiosk.lobby import Lobby
from kiosk.relay import outbox
from kiosk.relay.outbox import Settled
from kiosk.relay.parcel import Destination, Fate
from kiosk.reports import Books
from tests.kiosk.conftest import SetClock
from tests.kiosk.memory import passing_folder
from tests.kiosk.visits import deeds, do, store_for_visits, take

BRANCH = load(SAMPLE)
DAYS = ("2026-05-11", "2026-05-12", "2026-06-22", "2026-08-03", "2026-09-14")
"""Of these the first three are old enough on the last."""

lives = st.lists(st.lists(deeds, min_size=3, max_size=14), min_size=len(DAYS), max_size=len(DAYS))


@settings(max_examples=8)
@given(lives, st.booleans())
def test_any_days_may_be_archived(life, delivers):
    clock = SetClock()
    with store_for_visits() as store, passing_folder() as folder:
        lobby = Lobby(store, BRANCH, clock)
        for day, done in zip(DAYS, life, strict=True):
            clock.set(f"{day} 09:30")
            # Else nobody opens the day.
            take(lobby, ("cash",))
            for deed in done:
                clock.advance(45)
                do(lobby, deed)
        if delivers:
            _deliver(lobby, clock)
        _archive(lobby, folder)
        for deed in life[0]:
            clock.advance(45)
            do(lobby, deed)
        assert disagreements(store) == []


def _archive(lobby: Lobby, folder: Path) -> None:
    store = lobby.site.store
    assert disagreements(store) == []
    books = Books(lobby.site)
    books.catch_up()
    done = archive(lobby.site, Shelf(folder, 62), sleep=lambda _: None)
    assert [day.isoformat() for day in done.days] == list(DAYS[:3])
    assert disagreements(store) == books.disagreements() == []
    assert list(verify(folder, kept(store))) == []
    assert archive(lobby.site, Shelf(folder, 62), sleep=lambda _: None).days == ()
    assert disagreements(store) == []


def _deliver(lobby: Lobby, clock: SetClock) -> None:
    with lobby.site.store.write() as cursor:
        for parcel in outbox.due(cursor, Destination.SCORING, clock.seconds(), 1_000):
            outbox.settle(cursor, Settled(parcel, Fate.DELIVERED))
