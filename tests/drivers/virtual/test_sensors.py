from __future__ import annotations

import pytest

from drivers.virtual.sensors import Roll, Sensors, automatic_status, paper_status, real_time_status

CASES = {
    "healthy": (Sensors(), "16 12 12 12", "14 00 00 0f"),
    "near its end": (Sensors(roll=Roll.NEAR_END), "16 12 12 1e", "14 00 03 0f"),
    "out of paper": (Sensors(roll=Roll.OUT), "1e 32 12 7e", "1c 00 0f 0f"),
    "open": (Sensors(cover_open=True), "1e 16 12 12", "3c 00 00 0f"),
    "jammed": (Sensors(cutter_jammed=True), "1e 52 1a 12", "1c 08 00 0f"),
}


@pytest.mark.parametrize(("sensors", "real_time", "automatic"), CASES.values(), ids=CASES)
def test_status_bytes_are_those_of_the_manual(sensors, real_time, automatic):
    assert b"".join(real_time_status(sensors, n) for n in range(1, 5)) == bytes.fromhex(real_time)
    assert automatic_status(sensors) == bytes.fromhex(automatic)


def test_the_paper_status_tells_the_near_end():
    assert paper_status(Sensors()) == b"\x00"
    assert paper_status(Sensors(roll=Roll.NEAR_END)) == b"\x03"
