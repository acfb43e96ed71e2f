"""Who a box is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.fault import ConfigError
from kiosk.island.identity import box_of
from kiosk.store.engine import IDS


def test_a_box_keeps_what_was_drawn_once(tmp_path):
    first = box_of(tmp_path, node="Kiosk_1.bank.example")
    assert box_of(tmp_path, node="Kiosk_1.bank.example") == first
    assert first.name == f"kiosk-1-{first.instance[:4]}"


def test_one_line_gives_it_another_name_and_nothing_else(tmp_path):
    before = box_of(tmp_path)
    (tmp_path / "box.toml").write_text('name = "left"\n')
    named = box_of(tmp_path)
    assert (named.name, named.instance, named.stamp) == ("left", before.instance, before.stamp)


@pytest.mark.parametrize("name", ["Left Box", "@", "x" * 25, "-left"])
def test_a_name_that_cannot_be_one_is_refused_with_its_bound(tmp_path, name):
    (tmp_path / "box.toml").write_text(f'name = "{name}"\n')
    with pytest.raises(ConfigError, match="1 to 24 of a-z"):
        box_of(tmp_path)


def test_processes_that_start_at_once_are_one_box(tmp_path):
    with ThreadPoolExecutor(8) as crew:
        found = set(crew.map(lambda _: box_of(tmp_path), range(32)))
    assert len(found) == 1
    assert [file.name for file in (tmp_path / "island").iterdir()] == ["box.json"]


def test_its_own_ids_lie_beyond_those_of_any_common_store(tmp_path):
    drawn = iter(["a" * 32, "00000000", "beef"])
    box = box_of(tmp_path, lambda _: next(drawn))
    assert json.loads((tmp_path / "island" / "box.json").read_text())["stamp"] == 1
    assert box.alone.first_id == IDS
    assert box.common.first_id == 0
    # A page's script reads numbers exactly up to 2^53.
    assert ((1 << 20) - 1) * IDS + IDS < 1 << 53
