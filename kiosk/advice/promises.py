"""What everybody in the hall is told of counters that are about to open. Pure."""

from __future__ import annotations

from kiosk.advice.stance import OPENING
from kiosk.clock import elapsed_s
from kiosk.scene import Scene


def promised(scene: Scene) -> dict[str, int]:
    """The counters that were promised to everybody, and in how many minutes each opens, one at least.

    A promise that was not kept in twice its time is told no more.
    """
    found = {}
    for key, matter in scene.matters.items():
        if key.startswith(OPENING):
            left_s = matter.facts["ready_s"] - elapsed_s(matter.since, scene.now)
            if left_s > -matter.facts["ready_s"]:
                found[key.removeprefix(OPENING)] = max(1, -(-round(left_s) // 60))
    return found
