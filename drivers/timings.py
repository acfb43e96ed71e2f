"""How long to wait for a printer, and how often to ask it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Timings:
    """Seconds. Trouble is known within two."""

    beat: float = 0.5
    """Between two questions after the health of the printer."""
    poll: float = 0.1
    """Between two questions whose answer a ticket waits for."""
    rearm: float = 10.0
    """Between two requests to tell of changes unasked: a printer forgets them with its power."""
    silent: float = 1.4
    """No word for so long, though two questions were asked, is silence."""
    answer: float = 1.0
    """A real-time question is answered by then, or never."""
    probe: float = 5.0
    """A printer found at work may need so long for what others sent."""
    reopen: float = 0.5
    """Between two attempts to open a port that is not there."""
    stall: float = 2.0
    """A ticket waits so long at a printer that is busy."""
    present: float = 3.0
    """A presenter has moved a ticket by then."""
    exchange: float = 4.0
    """Nobody takes out one roll and puts in another in less."""
    margin: float = 2.0
    """On top of the time that line and paper take, before the printer's word is given up."""
