"""A box that is not heard from: what staff are told of it, and what stands in its own journal."""

from __future__ import annotations

from kiosk import audit, rows
from kiosk.island.keeper import BEAT_S
from kiosk.island.silence import GONE_S, SILENT_S
from kiosk.store import StoreAway


def test_however_it_fails_a_line_that_is_away_is_told_once_and_once_that_it_is_back(
    boxes, caplog, monkeypatch
):
    caplog.set_level("INFO")
    left = boxes("left")
    assert left.keeper.step()
    reasons = iter(("silent", "refused", "silent", "no route"))

    def away(*_):
        raise StoreAway(next(reasons))

    with monkeypatch.context() as cut:
        cut.setattr(type(left.shared), "common", away)
        left.keeper._leave()
        assert [left.keeper.step() for _ in range(4)] == [False] * 4
    assert left.keeper.step()
    assert [each.levelname for each in caplog.records] == ["WARNING", "INFO"]


def silence_of(lobby, name):
    """How the view of the database stands for a box, and the words of the alarm."""
    with lobby.site.store.read() as cursor:
        told = rows.devices(cursor).get(f"database@{name}")
    return told and told.state, [each.box for each in lobby.alarms() if each.trouble.value == "database"]


def seen_ago(lobby, seconds):
    with lobby.site.store.write() as cursor:
        cursor.run("UPDATE box SET seen = seen - ? WHERE name = 'right'", seconds)


def test_staff_are_told_of_a_box_that_fell_silent_and_no_more_once_it_is_back(boxes, clock):
    left, right = boxes("left"), boxes("right")
    assert left.keeper.step()
    assert right.keeper.step()
    left.common.tend()
    assert silence_of(left.common, "right") == ("ok", [])
    seen_ago(left.common, SILENT_S)
    log = audit.whole_log(left.common.site.store)
    before = len(list(log))
    left.common.tend()
    left.common.tend()
    assert silence_of(left.common, "right") == ("silent", ["right"])
    assert len(list(audit.whole_log(left.common.site.store))) == before + 1
    clock.advance(BEAT_S)
    assert right.keeper.step()
    assert silence_of(left.common, "right") == ("ok", [])
    assert list(audit.disagreements(left.common.site.store)) == []


def test_a_box_that_stays_silent_was_switched_off(boxes):
    left, right = boxes("left"), boxes("right")
    assert left.keeper.step()
    assert right.keeper.step()
    seen_ago(left.common, SILENT_S)
    left.common.tend()
    seen_ago(left.common, GONE_S)
    left.common.tend()
    assert silence_of(left.common, "right") == ("off", [])
