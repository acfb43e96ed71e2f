"""Two whole boxes and their database, each in a network of its own, cut apart for an hour of the real clock.

    .venv/bin/python -m tests.campaigns.hour_apart --minutes 60 --seed 1

Each box is the real `kiosk run` with its screen, on which hands take numbers; its line is lost in one of the
kernel's ways after the other. In the midst of it one has no paper, one loses its power, and a rush uses up a
series of the reserve. Root is needed, Xvfb, xdotool and a PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from config.branch import load
from kiosk import audit, rows
from kiosk.clock import branch_clock
from kiosk.devices import DATABASE
from kiosk.island.silence import SILENT, SILENT_S
from kiosk.lobby import Lobby
from kiosk.store import Store
from kiosk.store.engine import IDS
from tests.campaigns import hour_apart_parts as parts
from tests.campaigns.child import Play
from tests.campaigns.cut_apart import in_order, is_under_way, kept
from tests.campaigns.hour_apart_figures import spread
from tests.campaigns.hour_apart_net import KINDS, cannot
from tests.campaigns.hour_apart_parts import Box, Times
from tests.campaigns.hour_apart_stage import APART_S, Hour, enter, environment, examined, leave, live, staged
from tests.campaigns.paper_trail import papers
from tests.campaigns.witness import paper_faults

JOINED_S = 120.0
DRAINED_S = 240.0
"""What nobody printed in time expires after three minutes."""


def perform(hour: Hour, cut_s: float, chance: random.Random) -> Iterator[str]:
    """The play; what was found to be wrong."""
    for box in hour.boxes.values():
        enter(hour, f"printer {box.name}", parts.printer(box))
        hour.actors[f"printer {box.name}"].wait_for("plugged")
    for box in hour.boxes.values():
        _switch_on(hour, box)
    _open_office(hour)
    live(hour, max(20.0, min(60.0, cut_s / 10)))
    yield from _apart(hour, cut_s, chance)
    mended = time.monotonic()
    for cable in hour.cables.values():
        cable.mend()
    hour.is_apart = False
    hour.note("the lines are back")
    yield from _joined(hour, mended)
    live(hour, max(30.0, min(60.0, cut_s / 20)))
    examined(hour)
    yield from _end(hour)


def _apart(hour: Hour, cut_s: float, chance: random.Random) -> Iterator[str]:
    """The hour itself: the lines, the power, the paper and what each box says of itself."""
    began = time.monotonic()
    order = chance.sample(KINDS, len(KINDS))
    ways = {"left": order, "right": order[::-1]}
    for box, times in hour.times.items():
        _rush(hour, box, began + cut_s * (0.3 if box == "left" else 0.65), times)
    deeds: list[tuple[float, Callable[[], None]]] = [
        (cut_s * share / len(KINDS), lambda share=share: _lose(hour, ways, share))  # type: ignore[misc]
        for share in range(len(KINDS))
    ]
    deeds += [
        (cut_s * 0.20, lambda: _paper(hour, "right", signal.SIGUSR1)),
        (cut_s * 0.20 + min(400.0, cut_s / 6), lambda: _paper(hour, "right", signal.SIGUSR2)),
        (cut_s * 0.45, lambda: _power_cut(hour, "left")),
        (cut_s * 0.85, lambda: _power_cut(hour, "right")),
    ]
    for due_s, deed in sorted(deeds, key=lambda each: each[0]):
        live(hour, began + due_s - time.monotonic())
        deed()
    live(hour, began + cut_s - time.monotonic())
    ended = time.monotonic()
    examined(hour)
    for box in hour.boxes:
        fine = [found["fine"] for at, name, found in hour.doctor if name == box and at > began + 10]
        if not fine or any(fine):
            yield f"the doctor of {box} did not say that it is cut off: {fine}"
    with closing(hour.store()) as store, store.read() as cursor:
        came = cursor.one("SELECT count(*) FROM ticket WHERE id >= ?", IDS)
        known = rows.devices(cursor)
    for box in hour.boxes:
        told = known.get(rows.device_at(DATABASE, box))
        if cut_s > SILENT_S + 60 and (told is None or told.state != SILENT):
            yield f"the tablet does not say that nothing is heard of {box}"
    if came and came[0]:
        yield f"{came[0]} tickets passed a line that is away"
    for box, course in hour.courses.items():
        hour.said[box] = list(course.told(began, ended))


def _lose(hour: Hour, ways: dict[str, list[str]], share: int) -> None:
    hour.is_apart = True
    for box, cable in hour.cables.items():
        cable.lose(ways[box][share])
        hour.note(f"{box} is cut off: {ways[box][share]}")


def _rush(hour: Hour, box: str, at_s: float, times: Times) -> None:
    """The door's customers are told when to come in numbers: it starts afresh with the moment."""
    hour.times[box] = Times(times.apart_s, at_s, times.rush)
    leave(hour, f"door {box}")
    enter(hour, f"door {box}", _door(hour, box))


def _door(hour: Hour, box: str) -> Play:
    first = hour.promises.tried.get(box, 0)
    first += f"{box}-{first}" in hour.promises.issued
    return parts.door(hour.boxes[box], first, hour.rushed.get(box, 0), hour.times[box])


def _paper(hour: Hour, box: str, word: signal.Signals) -> None:
    hour.note(f"{box} {'has no paper' if word == signal.SIGUSR1 else 'has a new roll'}")
    os.kill(hour.actors[f"printer {box}"].pid, word)


def _power_cut(hour: Hour, name: str) -> None:
    """Every process of the box dies at once; it starts afresh, still cut off."""
    box = hour.boxes[name]
    hour.killed += box.place.kill()
    hour.note(f"{name} has lost its power")
    leave(hour, f"door {name}")
    _switch_on(hour, box)


def _switch_on(hour: Hour, box: Box) -> None:
    words = (
        sys.executable,
        "-P",
        "-m",
        "ui.cli",
        "run",
        "--config",
        str(box.config),
        "--data",
        str(box.data),
    )
    parts.started(box.place.words(*words), hour.courses[box.name].log, environment(box.display))
    enter(hour, f"door {box.name}", _door(hour, box.name))
    if f"customers {box.name}" not in hour.actors:
        enter(hour, f"customers {box.name}", parts.customers(box, hour.folder, hour.times[box.name]))


def _open_office(hour: Hour) -> None:
    """The pages beside the database, and those who work there."""
    config, data = hour.folder / "office-branch", hour.folder / "office"
    words = (sys.executable, "-P", "-m", "ui.cli", "web", "--config", str(config), "--data", str(data))
    parts.started(hour.office.words(*words), hour.folder / "office.log", environment(""))
    branch = load(config)
    enter(hour, "office", parts.office(hour.folder, hour.address, branch, 0, APART_S))


def _joined(hour: Hour, mended: float) -> Iterator[str]:
    """Until all that was told is in the common store, and the doctors say so."""
    told = {ticket for ticket, _ in hour.promises.issued.values()}
    with closing(hour.store()) as store:
        while told - _ids(store):
            if time.monotonic() - mended > JOINED_S:
                yield f"{len(told - _ids(store))} tickets never came in"
                break
            live(hour, 0.2)
        hour.joined_s = time.monotonic() - mended
        hour.note(f"every number told is in after {time.monotonic() - mended:.1f} s")
        with store.read() as cursor:
            known = rows.devices(cursor)
        for box in hour.boxes:
            told_of = known.get(rows.device_at(DATABASE, box))
            hour.note(f"the tablet says of {box}: {told_of and told_of.detail}")
            if told_of is None or told_of.state != "joined":
                yield f"the tablet does not say that {box} was cut off"


def _ids(store: Store) -> set[int]:
    with store.read() as cursor:
        return {row[0] for row in cursor.all("SELECT id FROM ticket")}


def _end(hour: Hour) -> Iterator[str]:
    """Everybody leaves; all papers come out, the whole hall is called, and all that was told is compared."""
    for name in [*hour.actors]:
        if not name.startswith("printer"):
            leave(hour, name)
    if not all(found["fine"] for _, _, found in hour.doctor[-2:]):
        yield f"a doctor still complains: {hour.doctor[-2:]}"
    shared = {name: box.shared for name, box in hour.boxes.items()}
    with closing(hour.store()) as store:
        until = time.monotonic() + DRAINED_S
        while is_under_way(store, shared) and time.monotonic() < until:
            time.sleep(0.5)
        if is_under_way(store, shared):
            yield "the boxes never had everything carried over and printed"
        for box in hour.boxes.values():
            box.place.kill()
        yield from kept(store, hour.promises.issued)
        yield from hour.promises.contradictions
        yield from _papers(hour, store)
        branch = hour.boxes["left"].branch
        yield from in_order(Lobby(store, branch, branch_clock(branch.timezone)))
        yield from audit.disagreements(store)
    for name, one in shared.items():
        with closing(one.island()) as island:
            yield from (f"{name}: {found}" for found in audit.disagreements(island))


def _papers(hour: Hour, store: Store) -> Iterator[str]:
    """What came out of both printers, beside what the common store has."""
    sheets = [sheet for box in hour.boxes.values() for sheet in papers(box.tray)]
    yield from paper_faults(store, sheets)
    with store.read() as cursor:
        found = cursor.all("SELECT prefix, number FROM ticket WHERE state <> 'cancelled'")
    there = {f"{prefix}{number:03d}" for prefix, number in found}
    on_paper = {number for sheet in sheets for number in sheet.numbers}
    yield from (f"{number} is on paper, and nobody knows it" for number in sorted(on_paper - there))
    hour.note(f"{len(sheets)} sheets with {len(on_paper)} numbers; the store has {len(there)}")


def summary(hour: Hour) -> Iterator[str]:
    """The figures, in lines."""
    alone = sum(ticket >= IDS for ticket, _ in hour.promises.issued.values())
    taps = sum(map(len, hour.taps_s.values()))
    yield (
        f"{len(hour.promises.issued)} numbers told at the doors, {alone} of them cut off; {taps} taken at the"
        f" screens; {hour.killed} processes died in power cuts"
    )
    for phase in ("joined", "apart"):
        yield f"{phase}: a number took {spread(hour.waits_s[phase])}"
        yield f"{phase}: from the touch to the next page {spread(hour.taps_s[phase])}"
        others = hour.said.get(phase, [])
        yield from (f"  {others.count(each)} times {each}" for each in sorted(set(others)))
    yield f"everything was in {hour.joined_s:.1f} s after the mend; a doctor took {spread(hour.doctor_s)}"
    for box in hour.boxes:
        yield f"{box}, cut off:"
        yield from hour.said.get(box, [])


def main() -> int:
    parser = argparse.ArgumentParser(description="Cuts two boxes and their database apart for an hour.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave logs, stores and pictures there")
    wanted = parser.parse_args()
    if why := cannot():
        print(f"Not run: {why}.")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="hour-") as passing:
        folder = wanted.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        with staged(folder) as hour:
            found = list(perform(hour, 60 * wanted.minutes, random.Random(wanted.seed)))
            print(*found, *summary(hour), sep="\n")
            print(f"{wanted.minutes:g} minutes apart: {len(found)} promises broken")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
