"""Power cuts under the store, and whether the lab would notice a loss."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kiosk.store.sqlite import SqliteStore
from tests.campaigns.disk import (
    SECTOR,
    Acknowledged,
    Create,
    Delete,
    Files,
    Step,
    Sync,
    Truncate,
    Write,
    after_cut,
)
from tests.campaigns.power_cut import campaign

CUTS = 60
SEEDS = range(40)


def outcomes(before: Files, *steps: Step) -> list[Files]:
    """What many cuts after the same steps leave."""
    return [after_cut(before, steps, random.Random(seed)) for seed in SEEDS]


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    verdict = campaign(CUTS, seed=20, folder=tmp_path)
    assert verdict.lost == []
    assert verdict.broken == []
    assert verdict.cuts == CUTS


def test_the_lab_catches_a_store_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    def careless(store: SqliteStore) -> None:
        store._db.pragma("synchronous", "normal")

    verdict = campaign(CUTS, seed=20, folder=tmp_path, prepare=careless)
    assert len(verdict.lost) > CUTS // 10
    assert verdict.broken == []


def test_the_lab_catches_a_store_that_never_syncs_at_all(tmp_path: Path) -> None:
    def reckless(store: SqliteStore) -> None:
        store._db.pragma("synchronous", "off")

    assert campaign(CUTS, seed=20, folder=tmp_path, prepare=reckless).broken != []


def test_what_was_synced_is_always_there() -> None:
    steps = (Create("a"), Write("a", 0, b"one"), Sync("a"))
    assert all(files == {"a": b"one"} for files in outcomes({}, *steps))


def test_what_was_not_synced_may_be_there_or_not_or_in_part() -> None:
    data = b"x" * SECTOR + b"y" * SECTOR
    found = {files["a"] for files in outcomes({"a": bytes(2 * SECTOR)}, Write("a", 0, data))}
    zero = bytes(SECTOR)
    assert found == {zero + zero, data, b"x" * SECTOR + zero, zero + b"y" * SECTOR}


def test_a_write_is_torn_only_at_the_edges_of_sectors() -> None:
    before = bytes(2 * SECTOR)
    for files in outcomes({"a": before}, Write("a", SECTOR - 2, b"abcd")):
        assert files["a"][SECTOR - 2 : SECTOR] in {b"ab", b"\0\0"}
        assert files["a"][SECTOR : SECTOR + 2] in {b"cd", b"\0\0"}


def test_a_deleted_file_may_come_back_until_anything_is_synced() -> None:
    before = {"journal": b"old", "a": b""}
    unsure = outcomes(before, Delete("journal"))
    assert {"journal" in files for files in unsure} == {True, False}
    assert not any("journal" in files for files in outcomes(before, Delete("journal"), Sync("a")))


def test_a_new_file_may_be_missing_until_anything_is_synced() -> None:
    assert {"a" in files for files in outcomes({}, Create("a"))} == {True, False}
    assert all("a" in files for files in outcomes({"b": b""}, Create("a"), Sync("b")))


@pytest.mark.parametrize(
    ("steps", "sizes"), [((Truncate("a", 1),), {1, 3}), ((Truncate("a", 1), Sync("a")), {1})]
)
def test_a_file_is_cut_short_for_certain_only_after_a_sync(steps: tuple[Step, ...], sizes: set[int]) -> None:
    assert {len(files["a"]) for files in outcomes({"a": b"abc"}, *steps)} == sizes


def test_an_acknowledgement_changes_nothing_on_the_disk() -> None:
    assert all(files == {"a": b"abc"} for files in outcomes({"a": b"abc"}, Acknowledged(7)))
