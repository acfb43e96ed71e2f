"""When the manager is advised to open or close a counter, and what the plan of the week aims at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from config.bounds import Between
from config.fault import Fault
from config.files import ADVICE
from config.own_file import OwnFile


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """The figures of the advice; minutes are of the wait that the lobby played forward foresees."""

    open_min: Annotated[int, Between(2, 60)] = 10
    """From so many minutes on another counter is advised."""
    urgent_min: Annotated[int, Between(3, 120)] = 15
    close_min: Annotated[int, Between(1, 30)] = 5
    """A counter that was opened on advice may close where the wait stays under so many without it."""
    gain_min: Annotated[int, Between(1, 30)] = 2
    """No counter is advised that takes off less."""
    slack_min: Annotated[int, Between(0, 15)] = 3
    """Advice stands until the wait is so far back under its bound, so that it never flickers."""
    man_s: Annotated[int, Between(0, 3_600)] = 300
    """So long it takes until somebody sits at the counter; everybody is told so on the board."""
    stay_s: Annotated[int, Between(0, 14_400)] = 900
    """So long a counter stays open at least."""
    escalate_s: Annotated[int, Between(30, 3_600)] = 180
    """Advice that nobody answers for so long is told the one in charge."""
    rest_s: Annotated[int, Between(60, 14_400)] = 900
    """After a no it is not advised again for so long, unless it has become urgent."""
    machine_gain_min: Annotated[int, Between(1, 60)] = 5
    """A service belongs at the machines where the counter takes so much longer."""
    target_min: Annotated[int, Between(1, 60)] = 10
    """The plan of the week has counters enough to keep the wait under so many minutes."""
    shift_min: Annotated[int, Between(30, 480)] = 60
    """Nobody is planned for less."""


def _out_of_order(advice: Advice) -> Iterator[Fault]:
    if advice.urgent_min <= advice.open_min:
        yield Fault(ADVICE, "urgent_min", advice.urgent_min, f"more than open_min, {advice.open_min}")
    if advice.close_min >= advice.open_min:
        yield Fault(ADVICE, "close_min", advice.close_min, f"less than open_min, {advice.open_min}")
    if advice.slack_min >= advice.open_min:
        yield Fault(ADVICE, "slack_min", advice.slack_min, f"less than open_min, {advice.open_min}")


_FILE = OwnFile(Advice, ADVICE, _out_of_order)
load_advice, usable_advice, gather_advice = _FILE.load, _FILE.usable, _FILE.gather
