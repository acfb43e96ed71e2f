"""`kiosk learn`: the waits of the days that are over, for whoever tells one tomorrow."""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from contextlib import closing
from dataclasses import asdict

from kiosk.predict.learning import Lesson, learn
from kiosk.predict.trial import Engine
from kiosk.store import StoreAway
from ui.cli.said import say_json
from ui.cli.setting import setting

_NAMES = {
    Engine.PLAIN: "everybody by the mean",
    Engine.QUEUE: "the queue's length",
    Engine.PLAYED: "the lobby played forward",
    Engine.POOL: "all rules weighed",
}


def learned(given: Namespace) -> int:
    logging.basicConfig(level=logging.INFO, format="learn: %(message)s", stream=sys.stderr)
    here = setting(given)
    try:
        with closing(here.store()) as store:
            lesson = learn(here.site(store), anew=given.anew)
    except StoreAway:
        if given.quiet:
            # It is due again within the hour; that the store is away others say.
            return 0
        raise
    if given.json:
        say_json(asdict(lesson))
    elif lesson.rows or not given.quiet:
        print("\n".join(_lines(lesson)))
    return 0


def _lines(lesson: Lesson) -> list[str]:
    head = (
        f"Learned from {lesson.rows} new rows of the log, up to row {lesson.seq};"
        f" {lesson.waits} waits are on the record."
        if lesson.rows
        else f"Nothing is new: the days up to row {lesson.seq} of the log are known."
    )
    return [head, *(f"  {_NAMES[each]}: off by {s / 60:.1f} min" for each, s in lesson.off_s.items())]
