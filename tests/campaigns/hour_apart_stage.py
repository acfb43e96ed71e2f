"""The networks, the database, two boxes and the people of an hour apart; how its time goes by."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from config.branch import SAMPLE, load
from kiosk.island.block import SIZE
from kiosk.store import Store, open_store
from tests.campaigns.child import Actor, Play, spawn
from tests.campaigns.hour_apart_figures import Course
from tests.campaigns.hour_apart_net import SERVER, Cable, Place, laid
from tests.campaigns.hour_apart_parts import Box, Times
from tests.campaigns.witness import Promises
from tests.kiosk.cluster import running

NAMES = ("left", "right")
APART_S = 30.0
"""One customer of a place comes so long after the other."""
LOOK_S = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A doctor who was asked and has not answered yet."""

    at_s: float
    name: str
    process: subprocess.Popen[bytes]


@dataclass(slots=True)
class Hour:
    """All who take part, and what they said."""

    folder: Path
    address: str
    office: Place
    boxes: dict[str, Box]
    cables: dict[str, Cable]
    times: dict[str, Times]
    promises: Promises = field(default_factory=Promises)
    actors: dict[str, Actor] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    waits_s: dict[str, list[float]] = field(default_factory=lambda: {"joined": [], "apart": []})
    taps_s: dict[str, list[float]] = field(default_factory=lambda: {"joined": [], "apart": []})
    rushed: dict[str, int] = field(default_factory=dict)
    """How far each box's rush has come."""
    doctor: list[tuple[float, str, dict]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    doctor_s: list[float] = field(default_factory=list)
    looked_s: float = 0.0
    joined_s: float = 0.0
    is_apart: bool = False
    killed: int = 0

    def store(self) -> Store:
        """The common store, from where no line is lost."""
        return open_store(self.folder, self.address)

    def note(self, sentence: str) -> None:
        print(f"{time.strftime('%H:%M:%S', time.gmtime())} {sentence}", flush=True)


def enter(hour: Hour, name: str, play: Play) -> None:
    """Somebody comes to work."""
    hour.actors[name] = spawn(play, hour.folder / "errors.txt")


def leave(hour: Hour, name: str) -> None:
    if actor := hour.actors.pop(name, None):
        gently = name.startswith("printer")
        actor.end(signal.SIGTERM if gently else signal.SIGKILL)
        hear(hour, actor)


def live(hour: Hour, seconds: float) -> None:
    """Time goes on; what people say is heard, and what processes use is noted."""
    until = time.monotonic() + seconds
    while (left_s := until - time.monotonic()) > 0:
        time.sleep(min(left_s, 0.5))
        for actor in hour.actors.values():
            while select.select([actor.pipe], [], [], 0)[0] and actor.listen():
                pass
            hear(hour, actor)
        _answers(hour)
        if time.monotonic() - hour.looked_s > LOOK_S:
            hour.looked_s = time.monotonic()
            _look(hour)


def _look(hour: Hour) -> None:
    """What every process uses now; and each box's doctor is asked, who may take his time."""
    for course in hour.courses.values():
        course.look()
    if any(asked.process.poll() is None for asked in hour.asked):
        return
    for name, box in hour.boxes.items():
        words = (sys.executable, "-P", "-m", "ui.cli", "doctor", "--json", "--config", str(box.config))
        process = subprocess.Popen(
            box.place.words(*words, "--data", str(box.data)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(""),
        )
        hour.asked.append(Asked(time.monotonic(), name, process))


def _answers(hour: Hour) -> None:
    """What the doctors say who have come to an end."""
    for asked in [each for each in hour.asked if each.process.poll() is not None]:
        hour.asked.remove(asked)
        said, _ = asked.process.communicate()
        hour.doctor_s.append(time.monotonic() - asked.at_s)
        if not said:
            # He was killed with his box.
            continue
        found = next(part for part in json.loads(said)["parts"] if part["part"] == "reserve")
        hour.doctor.append((asked.at_s, asked.name, found))


def examined(hour: Hour) -> None:
    """A last word of each doctor about how things stand now."""
    while hour.asked:
        live(hour, 0.5)
    hour.looked_s = time.monotonic()
    _look(hour)
    while hour.asked:
        live(hour, 0.5)


def hear(hour: Hour, actor: Actor) -> None:
    lines = actor.lines()
    del actor.heard[: actor.heard.rfind(b"\n") + 1]
    hour.promises.hear(lines)
    for words in lines:
        _keep(hour, words)


def _keep(hour: Hour, words: list[str]) -> None:
    phase = "apart" if hour.is_apart else "joined"
    match words:
        case ["rushed", box, come]:
            hour.rushed[box] = int(come)
        case ["waited", seconds, where]:
            hour.waits_s[where].append(float(seconds))
        case ["visited", "given", seconds]:
            hour.taps_s[phase].append(float(seconds))
        case ["visited" | "refused" | "failed", *rest]:
            hour.said.setdefault(phase, []).append(" ".join(rest))
        case _:
            pass


def environment(display: str) -> dict[str, str]:
    shown = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"DISPLAY": ""}
    return {**os.environ, **shown, "WAYLAND_DISPLAY": "", "PYTHONUNBUFFERED": "1"}


@contextmanager
def staged(folder: Path) -> Iterator[Hour]:
    """Networks, database, branch folders and screens; nobody at work yet."""
    with ExitStack() as stack:
        office, cables = stack.enter_context(laid(NAMES))
        cluster = stack.enter_context(running(None, f"{SERVER}/24", office.words()))
        address = cluster.address()
        schema = address.rpartition("%3D")[2]
        over = f"postgresql://postgres@{SERVER}/postgres?options=-csearch_path%3D{schema}"
        boxes = {}
        for name in (*NAMES, "office"):
            config, data = folder / f"{name}-branch", folder / name
            _set_up(config, data, name, over, folder / f"{name}-port")
            if name in cables:
                display = stack.enter_context(_screen())
                boxes[name] = Box(name, data, config, load(config), cables[name].box, display)
        hour = Hour(folder, address, office, boxes, cables, {})
        hour.store().close()
        for name in boxes:
            hour.times[name] = Times(APART_S, float("inf"), SIZE + 20)
            hour.courses[name] = Course(cables[name].box, folder / f"{name}.log")
        try:
            yield hour
        finally:
            for name in [*hour.actors]:
                leave(hour, name)


def _set_up(config: Path, data: Path, name: str, address: str, port: Path) -> None:
    """A branch that is open at every hour, so that the real clock may be kept."""
    shutil.copytree(SAMPLE, config)
    data.mkdir()
    (data / "box.toml").write_text(f'name = "{name}"\n')
    branch, hours, devices = (config / f"{each}.toml" for each in ("branch", "hours", "devices"))
    branch.write_text(branch.read_text().replace('store = ""', f'store = "{address}"'))
    devices.write_text(devices.read_text().replace("/dev/lobby/printer", str(port)))
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    week = "\n".join(f'{day} = ["00:00-23:59"]' for day in days)
    head = hours.read_text().partition("special_days")[0]
    hours.write_text(f"{head}special_days = []\n\n[personal]\n{week}\n\n[corporate]\n{week}\n")


@contextmanager
def _screen() -> Iterator[str]:
    told, say = os.pipe()
    words = ["Xvfb", "-screen", "0", "720x1280x24", "-nolisten", "tcp", "-noreset", "-displayfd", str(say)]
    server = subprocess.Popen(words, pass_fds=[say], stderr=subprocess.DEVNULL)
    os.close(say)
    with os.fdopen(told) as answer:
        display = f":{answer.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait()
