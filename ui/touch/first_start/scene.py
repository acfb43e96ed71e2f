"""What the first start knows at one moment: read off the disk and the store on the clerk's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.commissioning import collecting, guests, record
from kiosk.commissioning.codes import Reading
from kiosk.commissioning.gate import has_administrator
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import Progress, Step
from kiosk.commissioning.trial_ticket import Trial, how_it_fares
from kiosk.commissioning.wishes import Answer, Wish, answer_to
from ui.touch.desk import LobbyDesk


@dataclass(frozen=True, slots=True)
class Scene:
    """How it stands."""

    progress: Progress
    is_over: bool = False
    code: str = ""
    """What a page asks for."""
    answer: Answer | None = None
    """To the wish that waits."""
    look: Answer | None = None
    """What the box sees."""
    trial: Trial | None = None
    reading: Reading = field(default_factory=Reading)
    """The QR codes of a branch's file that were read so far."""
    scanned: Answer | None = None
    """What became of the last file that came by codes; in one scene only."""
    has_administrator: bool = False
    was_read: bool = False
    """Whether the branch that is shown came from a file."""


def look_around(
    rooms: Rooms, wish: Wish | None, look: Wish | None, trial: int
) -> Callable[[LobbyDesk], Scene]:
    """An errand that tells the scene."""

    def errand(desk: LobbyDesk) -> Scene:
        if rooms.is_over:
            return Scene(record.read(rooms), is_over=True)
        progress = record.read(rooms)
        return Scene(
            progress,
            code=guests.code(rooms),
            answer=answer_to(rooms, wish) if wish else None,
            look=answer_to(rooms, look) if look else None,
            trial=how_it_fares(desk.site, trial) if trial else None,
            reading=collecting.reading(rooms),
            scanned=collecting.scanned(rooms),
            was_read=rooms.adopted.exists(),
            has_administrator=progress.step is Step.ADMINISTRATOR and has_administrator(desk.site.store),
        )

    return errand
