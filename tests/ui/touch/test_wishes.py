"""What is done with all wishes of a screen at once, also at a box that is cut off."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kiosk.store import StoreAway
from ui.touch.wish import Wish, Wishes


class Store:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list = []

    def send(self, errand, then) -> None:
        self.asked.append((errand, then))

    def refuse(self) -> None:
        for _, then in self.asked:
            then(StoreAway("away"))
        self.asked.clear()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def wishes(store):
    around = SimpleNamespace(send=store.send, monotonic=lambda: 0.0, failed=lambda *_: None)
    ticket, help_ = (Wish(around, "sorry", lambda: None) for _ in range(2))
    return ticket, help_, Wishes(ticket, help_)


def test_at_a_box_that_is_cut_off_a_refused_ticket_is_asked_again_and_help_is_not(store, wishes):
    ticket, help_, both = wishes
    for wish in (ticket, help_):
        wish.send(lambda _: None, lambda _: None)
    store.refuse()
    assert both.refused
    both.repeat(alone=True)
    assert (ticket.pending, help_.pending, help_.refused) == (True, False, False)


def test_everything_that_was_refused_is_asked_again_where_the_store_is_the_boxs_own(store, wishes):
    ticket, help_, both = wishes
    for wish in (ticket, help_):
        wish.send(lambda _: None, lambda _: None)
    store.refuse()
    both.repeat(alone=False)
    assert (ticket.pending, help_.pending) == (True, True)


def test_only_what_needs_all_kiosks_is_told_as_unheard(store, wishes):
    ticket, help_, both = wishes
    help_.send(lambda _: None, lambda _: None)
    store.refuse()
    assert both.is_unheard(alone=True)
    assert not both.is_unheard(alone=False)
    ticket.send(lambda _: None, lambda _: None)
    store.refuse()
    assert not both.is_unheard(alone=True)
