"""Whether this box still is as it was delivered, so that a first start may be offered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from kiosk.commissioning.rooms import Rooms
from kiosk.store import Store, StoreError


def is_open(rooms: Rooms, open_store: Callable[[], Store]) -> bool:
    """Whether the first start is shown: never once it is over, nor on a box that serves already.

    Once begun it goes on until its end, though there be an administrator meanwhile: the second kiosk of a
    branch finds one in the store that it shares as soon as it has the branch's file.
    """
    if rooms.is_over:
        return False
    if rooms.begun.exists():
        return True
    try:
        with closing(open_store()) as store:
            return is_fresh(store)
    except StoreError:
        return False


def allows(rooms: Rooms, store: Store) -> bool:
    """The same, asked by whoever has the store open."""
    return not rooms.is_over and (rooms.begun.exists() or is_fresh(store))


def is_fresh(store: Store) -> bool:
    """Whether nobody administers this store, and it never gave a number."""
    with store.read() as cursor:
        return not (_administrators(cursor.one) or cursor.one("SELECT 1 FROM ticket LIMIT 1"))


def has_administrator(store: Store) -> bool:
    with store.read() as cursor:
        return _administrators(cursor.one)


def _administrators(one: Callable[..., object]) -> bool:
    return one("SELECT 1 FROM staff WHERE role = 'administrator' LIMIT 1") is not None
