"""Monitoring tells boxes apart that share a store, and knows nothing of boxes where there is one."""

from __future__ import annotations

from ui.upkeep.figures import as_text, figures


def test_each_box_has_its_devices_and_its_reserve_in_the_figures(lobby, store):
    with store.write() as cursor:
        for number, name in enumerate(("left", "right"), 1):
            cursor.run(
                "INSERT INTO box VALUES (?, ?, ?, 'run', 1764000000.4, 12, ?)",
                *(f"instance-{name}", name, number, 7 * number),
            )
    with lobby.site.writing() as journal:
        journal.report("printer@left", "paper_out", "no roll")
        journal.report("printer@right", "ok", "")
        journal.cursor.run(
            "INSERT INTO reserve VALUES (?, 'A', 501, 800, 'instance-left')", journal.day.isoformat()
        )
    told = as_text(figures(store))
    assert 'lobby_device_state{device="printer",box="left",state="paper_out"} 1\n' in told
    assert 'lobby_device_state{device="printer",box="right",state="ok"} 1\n' in told
    assert 'lobby_box_seen_seconds{box="left"} 1764000000\n' in told
    assert 'lobby_box_reserve_left{box="left"} 300\n' in told
    assert 'lobby_box_reserve_left{box="right"} 0\n' in told
    assert 'lobby_box_brought_total{box="right"} 14\n' in told


def test_a_box_of_its_own_has_no_such_figures(store):
    assert "lobby_box_" not in as_text(figures(store))
