"""How a first start ends: with the first administrator, and never a second time."""

from __future__ import annotations

from kiosk.commissioning import guests
from kiosk.commissioning.gate import has_administrator
from kiosk.commissioning.record import change, ending, finish, read
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import Step
from kiosk.commissioning.wishes import Want, ask
from kiosk.errors import LobbyError
from kiosk.site import Site


class NotYet(LobbyError):
    """The first start can't end, or is over; `reason` is why in one word."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def name_administrator(rooms: Rooms, site: Site, name: str, secret: str) -> None:
    """The first one, with whom it is over; kiosk.staff.UnfitError where name or secret can't be."""
    # argon2 costs a tenth of a second to import: only the last page of a box's first hour pays for it.
    from kiosk.staff import Role, Staff  # noqa: PLC0415

    with ending(rooms):
        _refuse_early(rooms)
        if has_administrator(site.store):
            raise NotYet("another", "This branch has an administrator already: end without naming one.")
        Staff(site.store, site.clock).add(name, Role.ADMINISTRATOR, secret)
        _end(rooms, site)


def end_with_the_one_there_is(rooms: Rooms, site: Site) -> None:
    """A further kiosk of a branch finds the administrator in the store they share."""
    _refuse_early(rooms)
    if not has_administrator(site.store):
        raise NotYet("missing", "This branch has no administrator yet: name one.")
    _end(rooms, site)


def _refuse_early(rooms: Rooms) -> None:
    if rooms.is_over:
        raise NotYet("over", "The first start of this box is over.")
    if missing := [step.value for step in read(rooms).missing if step is not Step.ADMINISTRATOR]:
        raise NotYet("missing", f"Answer this first: {', '.join(missing)}.")


def _end(rooms: Rooms, site: Site) -> None:
    if Step.NETWORK in read(rooms).done:
        # Not at once when it is set, which is done a moment after the answer: whoever went on has seen it.
        with site.writing() as journal:
            journal.believe_clock()
    change(rooms, lambda progress: progress.answered(Step.ADMINISTRATOR))
    ask(rooms, Want.FINISH)
    guests.forget(rooms)
    # Last: from here on nobody asks for any of it.
    finish(rooms)
