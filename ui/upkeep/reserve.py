"""Whether a box of several can go on by itself, and whether it has to."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.finding import finding
from kiosk.island.shared import Shared
from kiosk.island.standing import own_standing
from kiosk.store import Store
from ui.upkeep.part import Part, to_do, well


def reserve(shared: Shared, common: Callable[[], Store]) -> Part:
    """The box by its name, its reserve of numbers, and what is still to be carried over."""
    own = own_standing(shared, common)
    found = {"box": own.name, "left": own.left, "waiting": own.waiting}
    if own.away:
        cut_off = finding("doctor.reserve_away", box=own.name, left=own.left, waiting=own.waiting)
        return to_do("reserve", cut_off, finding("doctor.reserve_why", words=own.away), **found)
    if own.waiting:
        back = finding("doctor.reserve_back", box=own.name, waiting=own.waiting)
        return to_do("reserve", back, **found)
    if not own.left:
        return to_do("reserve", finding("doctor.reserve_none", box=own.name), **found)
    return well("reserve", finding("doctor.reserve_held", box=own.name, left=own.left), **found)
