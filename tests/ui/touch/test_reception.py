"""What the screen waits for and when it wakes, with a store that answers only when it is told to."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from config.schema import Branch
from kiosk.store import StoreAway, StoreFull
from tests.ui.touch.person import Clock, Steady
from ui.touch.reception import SOONEST_S, Reception
from ui.touch.surroundings import Errand, Surroundings, Then
from ui.touch.wish import PATIENCE_S, Wish

FULL = StoreFull("The disk is full.")
AWAY = StoreAway("The database is out of reach.")


@dataclass
class HungStore:
    """Takes errands, and answers one when a test says so."""

    sent: list[tuple[Errand, Then]] = field(default_factory=list)

    def send(self, errand: Errand, then: Then) -> None:
        self.sent.append((errand, then))

    def answers(self, answer: object, place: int = -1) -> None:
        self.sent[place][1](answer)


@pytest.fixture
def store() -> HungStore:
    return HungStore()


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def around(store: HungStore, steady: Steady) -> Surroundings:
    return Surroundings(store.send, Clock(), steady, lambda: "one", lambda: None)


@pytest.fixture
def reception(branch: Branch, around: Surroundings) -> Reception:
    return Reception(branch, around, lambda: None)


@pytest.fixture
def wish(around: Surroundings) -> Wish:
    return Wish(around, "No ticket could be given", lambda: None)


def test_the_first_look_is_due_at_once_and_a_hung_one_never_again(
    reception: Reception, store: HungStore
) -> None:
    assert reception.next_tick_s() == SOONEST_S
    reception.tick()
    assert len(store.sent) == 1
    reception.tick()
    assert len(store.sent) == 1
    assert reception.next_tick_s() == 60


def test_a_store_that_hangs_wakes_the_screen_for_the_end_of_patience_only(
    reception: Reception, steady: Steady
) -> None:
    reception.tick()
    reception.pick("cash")
    reception.take()
    assert reception.next_tick_s() == PATIENCE_S
    for _ in range(100):
        steady.now += PATIENCE_S
        reception.tick()
        assert reception.in_trouble
        assert reception.next_tick_s() == 60


@pytest.mark.warns
def test_a_refusal_is_left_alone_until_the_customer_is_gone(
    reception: Reception, store: HungStore, steady: Steady
) -> None:
    reception.tick()
    reception.pick("cash")
    reception.take()
    store.answers(FULL)
    steady.now += 30
    reception.tick()
    assert not reception.asking
    assert reception.next_tick_s() == 30
    steady.now += 30
    reception.tick()
    assert not reception.in_trouble


@pytest.mark.warns
def test_a_trouble_that_lasts_is_told_to_the_technician_once(
    reception: Reception, store: HungStore, steady: Steady, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        reception.tick()
        store.answers(AWAY)
        assert reception.next_tick_s() == 5
        steady.now += 5
    assert caplog.messages == ["The screen cannot read the lobby: The database is out of reach."]


@pytest.mark.warns
def test_a_wish_is_repeated_word_for_word(wish: Wish, store: HungStore) -> None:
    given: list[str] = []
    wish.send(lambda _desk: "A001", given.append)
    store.answers(FULL)
    assert (wish.pending, wish.refused) == (False, True)
    wish.repeat()
    assert store.sent[0][0] is store.sent[1][0]
    store.answers("A001")
    assert (given, wish.refused) == (["A001"], False)


def test_a_wish_that_is_on_its_way_is_waited_for_and_not_sent_twice(
    wish: Wish, store: HungStore, steady: Steady
) -> None:
    wish.send(lambda _desk: None, print)
    steady.now += PATIENCE_S
    wish.tick()
    assert wish.refused
    wish.repeat()
    assert not wish.refused
    assert len(store.sent) == 1
    assert wish.due_at == steady.now + PATIENCE_S


@pytest.mark.warns
@pytest.mark.parametrize("answer", ["A001", FULL])
def test_what_comes_after_the_customer_left_is_for_nobody(
    wish: Wish, store: HungStore, answer: object
) -> None:
    given: list[str] = []
    wish.send(lambda _desk: None, given.append)
    wish.forget()
    store.answers(answer)
    assert (given, wish.refused) == ([], False)
    wish.repeat()
    assert len(store.sent) == 1


@pytest.mark.warns
@pytest.mark.parametrize(("why", "still"), [(AWAY, False), (FULL, True)])
def test_a_store_that_is_back_takes_back_only_what_it_refused_while_away(
    wish: Wish, store: HungStore, why: Exception, still: bool
) -> None:
    wish.send(lambda _desk: None, print)
    store.answers(why)
    wish.store_is_back()
    assert wish.refused is still
