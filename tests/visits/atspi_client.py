"""Run by the system's Python, which has the bindings: reads a screen through AT-SPI, and presses by name."""

import json
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version comes first

PATIENCE_S = 30
STATES = {
    "showing": Atspi.StateType.SHOWING,
    "enabled": Atspi.StateType.ENABLED,
    "checked": Atspi.StateType.CHECKED,
    "focusable": Atspi.StateType.FOCUSABLE,
}


def walk(at):
    states = at.get_state_set()
    place = at.get_extents(Atspi.CoordType.SCREEN)
    yield (
        {
            "role": at.get_role_name(),
            "name": at.get_name(),
            "does": at.get_description(),
            "states": [name for name, state in STATES.items() if states.contains(state)],
            "box": [place.x, place.y, place.width, place.height],
        },
        at,
    )
    for index in range(at.get_child_count()):
        child = at.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def kiosk():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        if app is not None and app.get_name() == "kiosk-touch":
            return app
    return None


def until(found, what):
    give_up = time.monotonic() + PATIENCE_S
    while True:
        result = found()
        if result:
            return result
        if time.monotonic() > give_up:
            sys.exit(f"still waiting for {what}")
        time.sleep(0.1)


def shown(name):
    app = kiosk()
    return app and next(
        (at for node, at in walk(app) if node["name"].startswith(name) and "showing" in node["states"]), None
    )


def pressed(name):
    """The tree as it was before the press; None while that cannot be pressed."""
    try:
        at = shown(name)
        if not (at and at.get_state_set().contains(Atspi.StateType.ENABLED)):
            return None
        tree = [node for node, _ in walk(kiosk())]
        return tree if at.do_action(0) else None
    except GLib.Error:
        # It went away while it was being looked at, as cards do that are made anew.
        return None


def main(told, *names):
    trees = [until(lambda name=name: pressed(name), name) for name in names]
    # What has just slid in lets a press pass by.
    until(lambda: not (shown(names[-1]) and (pressed(names[-1]) or True)), f"{names[-1]} to be gone")
    after = [node for node, _ in walk(kiosk())]
    Path(told).write_text(json.dumps([*trees, after]), encoding="utf-8")


main(*sys.argv[1:])
