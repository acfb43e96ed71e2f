"""The common store's list of boxes: who works under which name, and who was there last."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from config.durable import put
from kiosk.island.identity import FOLDER, Box
from kiosk.store import Cursor, Store, StoreError

GIVEN_UP_S = 900
"""A box that was silent for so long gives its name to another."""
TWIN_S = 180
"""Two runs of one box within this are two machines; its own beats come each minute."""
_RUNS = 8
_NOW = {
    "postgres": "SELECT extract(epoch FROM clock_timestamp())::float8",
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
}


class NotThisBox(StoreError):
    """The common store takes this box for another one; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A box as the common store knows it."""

    name: str
    instance: str
    run: str
    seen_s: float
    carried: int
    """The last row of its own log that was brought in."""
    brought: int
    """How many tickets that were in all."""


class Runs:
    """The last runs of a box's keepers, so that it knows its own hand in the list."""

    def __init__(self, data: Path) -> None:
        self._file = data / FOLDER / "runs.json"
        self.mine = secrets.token_hex(8)

    @property
    def known(self) -> list[str]:
        """As the box's own folder has them."""
        try:
            return [str(run) for run in json.loads(self._file.read_text("utf-8"))]
        except (FileNotFoundError, ValueError):
            return []

    def begin(self) -> None:
        """Durable before the list has it: whoever is killed in between still knows it."""
        put(self._file, json.dumps([*self.known, self.mine][-_RUNS:]).encode())


def boxes(cursor: Cursor) -> list[Listed]:
    """All boxes, by name; one whose name was given away has none."""
    found = cursor.all("SELECT name, instance, run, seen, carried, brought FROM box ORDER BY name, instance")
    return [Listed(*row) for row in found]


def carried(cursor: Cursor, box: Box) -> int | None:
    """How far a box's own log was brought in; None for one that was never here."""
    found = cursor.one("SELECT carried FROM box WHERE instance = ?", box.instance)
    return int(found[0]) if found else None


def look_in(store: Store, box: Box, runs: Runs) -> None:
    """Enter the list, or say that the box is still there; NotThisBox where it must not work."""
    with store.write(quietly=True) as cursor:
        now_s = server_s(store, cursor)
        known = {each.instance: each for each in boxes(cursor)}
        _refuse_twin(known.get(box.instance), box, runs, now_s)
        _free_name(cursor, box, known, now_s)
        cursor.run(
            "INSERT INTO box (instance, name, stamp, run, seen, carried, brought)"
            " VALUES (?, ?, ?, ?, ?, 0, 0) ON CONFLICT (instance) DO UPDATE SET"
            " name = excluded.name, run = excluded.run, seen = excluded.seen",
            *(box.instance, box.name, box.stamp, runs.mine, now_s),
        )


def looked_on(store: Store, cursor: Cursor, box: Box, runs: Runs) -> int | None:
    """How far the box's own log was brought in; None while its keeper has not entered it yet."""
    mine = next((each for each in boxes(cursor) if each.instance == box.instance), None)
    _refuse_twin(mine, box, runs, server_s(store, cursor))
    return mine.carried if mine and mine.name == box.name else None


def _refuse_twin(mine: Listed | None, box: Box, runs: Runs, now_s: float) -> None:
    if mine and now_s - mine.seen_s < TWIN_S and mine.run not in runs.known:
        raise NotThisBox(
            f"Another machine works with a copy of the data folder of box {box.name!r}: remove the folder"
            f" {FOLDER} on the one that is the copy, once all its tickets are in."
        )


def server_s(store: Store, cursor: Cursor) -> float:
    """The store's own time, in seconds since 1970: no box's clock decides about another."""
    found = cursor.one(_NOW[store.dialect])
    return float(found[0]) if found else 0.0


def _free_name(cursor: Cursor, box: Box, known: dict[str, Listed], now_s: float) -> None:
    for other in known.values():
        if other.name != box.name or other.instance == box.instance:
            continue
        silent_s = now_s - other.seen_s
        if silent_s < GIVEN_UP_S:
            raise NotThisBox(
                f"Another box of this branch is named {box.name!r} (seen {max(0, silent_s):.0f} s ago):"
                f' give this one another name (name = "left" in box.toml of its data folder). A box that'
                f" takes the other's place may do so in {(GIVEN_UP_S - silent_s) / 60:.0f} minutes."
            )
        cursor.run("UPDATE box SET name = '' WHERE instance = ?", other.instance)
