"""Two boxes with one name, a copied data folder, a store that was set back to a backup."""

from __future__ import annotations

import pytest

from kiosk import audit, rows
from kiosk.finding import record_in
from kiosk.island.block import SIZE
from kiosk.island.keeper import BEAT_S
from kiosk.island.register import GIVEN_UP_S
from kiosk.island.register import boxes as listed
from kiosk.store import StoreError


def agrees(*lobbies) -> bool:
    return [found for lobby in lobbies for found in audit.disagreements(lobby.site.store)] == []


def ticket_of(lobby, ticket_id):
    with lobby.site.store.read() as cursor:
        return rows.ticket(cursor, ticket_id)


@pytest.mark.warns
def test_two_boxes_of_one_name_are_told_apart_until_the_first_is_gone(boxes, make_box, clock):
    first = boxes("left")
    assert first.keeper.step()
    second = boxes("left", folder="second")
    assert not second.keeper.step()
    assert "named 'left'" in second.keeper.refused
    with first.common.site.store.write() as cursor:
        cursor.run("UPDATE box SET seen = seen - ?", GIVEN_UP_S + 1)
    assert second.keeper.step()
    with first.common.site.store.read() as cursor:
        assert sorted(each.name for each in listed(cursor)) == ["", "left"]


@pytest.mark.warns
def test_a_copy_of_a_data_folder_is_refused(boxes, tmp_path):
    first = boxes("left")
    assert first.keeper.step()
    copy = tmp_path / "copy" / "island"
    copy.mkdir(parents=True)
    (copy / "box.json").write_text((tmp_path / "left" / "island" / "box.json").read_text())
    twin = boxes("left", folder="copy")
    assert twin.shared.box == first.shared.box
    assert not twin.keeper.step()
    assert "copy of the data folder" in twin.keeper.refused


@pytest.mark.warns
def test_a_second_process_of_a_copy_is_refused_as_well(boxes, tmp_path):
    first = boxes("left")
    assert first.keeper.step()
    copy = tmp_path / "copy" / "island"
    copy.mkdir(parents=True)
    (copy / "box.json").write_text((tmp_path / "left" / "island" / "box.json").read_text())
    holder, looker = boxes("left", folder="copy"), boxes("left", folder="copy")
    assert not holder.keeper.step()
    assert not looker.keeper.step()
    assert "copy of the data folder" in looker.keeper.refused


def test_a_process_that_only_looks_on_waits_until_its_box_is_entered(boxes):
    holder, looker = boxes("left"), boxes("left")
    assert holder.keeper._holds_pen()
    assert not looker.keeper.step()
    assert holder.keeper.step()
    assert looker.keeper.step()
    holder.take()
    assert not looker.keeper.step()
    assert holder.keeper.step()
    assert looker.keeper.step()


def test_one_request_at_two_boxes_and_at_the_common_store_keeps_nobody_out(boxes):
    left, right = boxes("left"), boxes("right")
    left.keeper.step()
    right.keeper.step()
    given = [
        left.take(request_id="one", cut_off=False),
        left.take(request_id="one"),
        right.take(request_id="one"),
    ]
    left.keeper.step()
    right.keeper.step()
    states = [ticket_of(left.common, each.id).state.value for each in given]
    assert states == ["cancelled", "waiting", "waiting"]
    assert agrees(left.common)


def test_a_keeper_that_starts_afresh_knows_its_own_hand(boxes):
    first = boxes("left")
    assert first.keeper.step()
    first.keeper.close()
    assert boxes("left").keeper.step()


@pytest.mark.warns
def test_a_restored_store_gets_its_reserves_back_and_keeps_what_others_have(boxes, clock):
    left, right = boxes("left"), boxes("right")
    left.keeper.step()
    held = left.take()
    with left.common.site.store.write() as cursor:
        cursor.run("DELETE FROM reserve")
        cursor.run("DELETE FROM box")
    right.keeper.step()
    other = right.take()
    right.keeper.step()
    assert (held.label, other.label) == ("A501", "A501")
    clock.advance(BEAT_S)
    left.keeper.step()
    brought = ticket_of(left.common, held.id)
    assert brought.label != "A501"
    assert left.common.log_of(held.id)[0].facts["was"] == "A501"
    alarms = [each for each in left.common.alarms() if each.trouble.value == "database"]
    told = next(each for each in alarms if each.box == "left")
    said = {each.phrase: each.values for each in record_in(told.detail).found}
    assert said["doctor.database_joined"]["count"] == 1
    assert (said["doctor.number_twice"]["number"], said["doctor.number_twice"]["now"]) == (
        "A501",
        brought.label,
    )
    # What is left of the block that is somebody else's is not given any more.
    assert int(left.take().label[1:]) > 500 + SIZE
    assert agrees(left.common, left.alone, right.alone)


def test_a_damaged_identity_is_never_replaced_by_another(make_box, tmp_path):
    make_box("left")
    file = tmp_path / "left" / "island" / "box.json"
    file.write_text("{")
    with pytest.raises(StoreError, match="is damaged"):
        make_box("left")
