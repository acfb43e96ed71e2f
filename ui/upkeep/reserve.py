"""Whether a box of several can go on by itself, and whether it has to."""

from __future__ import annotations

from kiosk.island.shared import Shared
from kiosk.island.standing import own_standing
from ui.upkeep.part import Part


def reserve(shared: Shared) -> Part:
    """The box by its name, its reserve of numbers, and what is still to be carried over."""
    own = own_standing(shared)
    found = {"box": own.name, "left": own.left, "waiting": own.waiting}
    if own.away:
        says = (
            f"Box {own.name} is cut off and goes on by itself: {own.left} numbers of its reserve are left,"
            f" {own.waiting} tickets of the day wait to be carried over. Nothing is lost; {own.away}"
        )
        return Part("reserve", fine=False, says=says, found=found)
    if own.waiting:
        says = f"Box {own.name} has the database back; {own.waiting} tickets are being carried over."
        return Part("reserve", fine=False, says=says, found=found)
    if not own.left:
        says = f"Box {own.name} has no reserve of numbers yet: it comes within a minute of `kiosk touch`."
        return Part("reserve", fine=False, says=says, found=found)
    return Part("reserve", fine=True, says=f"Box {own.name} has {own.left} numbers in reserve.", found=found)
