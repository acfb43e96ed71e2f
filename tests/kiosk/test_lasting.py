"""A trouble that lasts is a line when it begins and one when it ends."""

from __future__ import annotations

import logging

from kiosk.lasting import Lasting


def test_an_hour_of_trouble_is_two_lines(caplog) -> None:
    caplog.set_level(logging.INFO)
    away = Lasting(logging.getLogger("part"), "It is away: %s", "It is back.")
    away.passed()
    for second in range(3600):
        away.met("refused" if second % 2 else "silent")
    away.passed()
    away.passed()
    assert caplog.messages == ["It is away: silent", "It is back."]


def test_the_next_trouble_is_told_again(caplog) -> None:
    away = Lasting(logging.getLogger("part"))
    away.met("one")
    away.passed()
    away.met("two")
    assert caplog.messages == ["one", "two"]
