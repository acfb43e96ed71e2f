"""`kiosk replay`: a recorded log through the wait predictor, in its own order, knowing only the past."""

from __future__ import annotations

import csv
import os
import sys
from argparse import Namespace
from pathlib import Path

from kiosk.errors import LobbyError
from kiosk.predict import Predictor
from kiosk.predict.event_log import read_log

_COLUMNS = ("ticket", "p50_s", "p90_s")


def replayed(given: Namespace) -> int:
    out: Path = given.predictions
    if not out.parent.is_dir():
        raise LobbyError(f"{out.parent} is no folder; the predictions can't be written there.")
    # Written beside it and put in place whole: a log that breaks off leaves no half answer.
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        told = _write(given.events, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    print(f"{told} tickets were told a wait; see {out}.", file=sys.stderr)
    return 0


def _write(events: Path, out: Path) -> int:
    predictor, told = Predictor(), 0
    with out.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(_COLUMNS)
        for seen in read_log(events):
            if prediction := predictor.see(seen):
                rows.writerow((seen.ticket, f"{prediction.p50_s:.1f}", f"{prediction.p90_s:.1f}"))
                told += 1
    return told
