"""When a box works on the common store again."""

from __future__ import annotations

from kiosk.island.tide import CALM_S, FIRST_S, MOST_S, Tide


def test_a_process_begins_with_what_the_first_look_finds():
    assert Tide().looked(100.0, fine=True).is_open
    assert not Tide().looked(100.0, fine=False).is_open


def test_a_line_that_comes_back_has_to_hold_first():
    tide = Tide().looked(0.0, fine=True).lost(200.0)
    assert not tide.is_open
    tide = tide.looked(201.0, fine=True)
    assert not tide.is_open
    assert tide.looked(201.0 + FIRST_S, fine=True).is_open


def test_a_look_that_fails_in_between_begins_the_waiting_anew():
    tide = Tide().looked(0.0, fine=True).lost(200.0).looked(201.0, fine=True).looked(202.0, fine=False)
    assert not tide.looked(201.0 + FIRST_S, fine=True).is_open


def test_a_line_that_comes_and_goes_has_to_hold_longer_each_time():
    tide, now, needed = Tide().looked(0.0, fine=True), 1.0, []
    for _ in range(8):
        tide = tide.lost(now)
        needed.append(tide.needs_s)
        tide = tide.looked(now, fine=True).looked(now + tide.needs_s, fine=True)
        assert tide.is_open
        now += tide.needs_s + 1.0
    assert needed[:4] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S, 8 * FIRST_S]
    assert needed[-1] == MOST_S


def test_a_line_that_held_for_long_is_trusted_as_soon_as_at_first():
    tide = Tide().looked(0.0, fine=True).lost(1.0).looked(1.0, fine=True).looked(10.0, fine=True)
    assert tide.lost(11.0).needs_s == 2 * FIRST_S
    assert tide.lost(11.0 + CALM_S).needs_s == FIRST_S


def test_a_second_word_that_it_is_lost_changes_nothing():
    tide = Tide().looked(0.0, fine=True).lost(1.0)
    assert tide.lost(1.5) == tide
