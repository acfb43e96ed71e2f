"""Which parcel goes next."""

from __future__ import annotations

from kiosk.relay.parcel import Destination, Parcel
from kiosk.relay.queue import Queue


def queue(*parcels):
    made = Queue()
    made.fill(Parcel(number, Destination.SCORING, number, "", "", attempts) for number, attempts in parcels)
    return made


def order(made, *, probing=False, drawn=0.5):
    return [made.next(probing=probing, draw=lambda: drawn).id for _ in range(len(made))]


def test_the_oldest_goes_first():
    assert order(queue((1, 0), (2, 0), (3, 0))) == [1, 2, 3]


def test_each_that_failed_before_goes_beside_a_new_one():
    assert order(queue((1, 3), (2, 1), (3, 2), (7, 0), (8, 0))) == [7, 1, 8, 2, 3]


def test_after_a_pause_a_new_one_asks_whether_the_server_is_back():
    assert order(queue((1, 3), (7, 0), (8, 0)), probing=True) == [7, 8, 1]


def test_with_none_that_is_new_any_of_them_asks():
    assert order(queue((1, 9), (2, 9), (3, 9), (4, 9)), probing=True) == [3, 2, 4, 1]
    assert order(queue((1, 9), (2, 9)), probing=True, drawn=0.999) == [2, 1]
