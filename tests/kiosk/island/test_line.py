"""A database that is silent, as with a cable that was pulled, is given up in time and met again."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace

import pytest

from kiosk.island.desk import open_desk
from kiosk.island.identity import box_of
from kiosk.island.shared import Shared
from kiosk.island.watch import Glance, watching
from kiosk.issuing import IssueRequest
from kiosk.store import StoreAway, open_shared
from tests.campaigns.line import line_to

PATIENCE_S = 0.3


@pytest.fixture
def line(cluster, tmp_path):
    with line_to(cluster.folder / ".s.PGSQL.5432", tmp_path / "errors.txt") as line:
        yield line


@pytest.fixture
def box(line, cluster, tmp_path, day_and_night, clock):
    schema = cluster.address().rpartition("%3D")[2]
    address = f"postgresql://postgres@127.0.0.1:{line.port}/postgres?options=-csearch_path%3D{schema}"
    data = tmp_path / "left"
    data.mkdir()
    return Shared(data, address, day_and_night, clock, replace(box_of(data), name="left"))


def test_a_silent_server_is_away_within_the_patience_and_the_same_store_finds_it_again(line, box):
    with closing(open_shared(box.data, box.address, box.box.common, PATIENCE_S)) as store:
        with store.read() as cursor:
            assert cursor.one("SELECT 1") == (1,)
        line.silence()
        began = time.monotonic()
        with pytest.raises(StoreAway), store.read() as cursor:
            cursor.one("SELECT 1")
        assert PATIENCE_S <= time.monotonic() - began < PATIENCE_S + 1.0
        line.mend()
        with store.read() as cursor:
            assert cursor.one("SELECT 1") == (1,)


def test_a_store_that_is_looked_for_at_need_is_no_fault_before(line, box):
    line.cut()
    with closing(open_shared(box.data, box.address, box.box.common, PATIENCE_S)) as store:
        with pytest.raises(StoreAway), store.read():
            pass
        line.mend()
        with store.read() as cursor:
            assert cursor.one("SELECT count(*) FROM ticket") == (0,)


@pytest.mark.warns
def test_a_watch_leaves_the_common_store_and_comes_back_by_itself(line, box):
    with watching(box) as shore, open_desk(box, shore, box.lobby) as desk:
        assert shore.is_open
        line.cut()
        assert desk.issue(IssueRequest(("cash",), "a")).label == "A501"
        assert not shore.is_open
        line.mend()
        until = time.monotonic() + 20
        with closing(box.common()) as store:
            while time.monotonic() < until:
                with store.read() as cursor:
                    if cursor.one("SELECT number FROM ticket WHERE request_id = 'a'") == (501,):
                        break
            else:
                pytest.fail("the ticket never came in")


@pytest.mark.warns
def test_a_command_finds_the_common_store_or_goes_on_without(line, box):
    assert Glance(box).is_open
    line.cut()
    glance = Glance(box)
    assert not glance.is_open
    with open_desk(box, glance, box.lobby) as desk:
        assert desk.issue(IssueRequest(("cash",), "a")).label == "A501"
