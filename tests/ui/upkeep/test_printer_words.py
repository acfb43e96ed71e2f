"""What a printer's driver says of it, as a finding in every language of staff."""

from __future__ import annotations

import pytest

from config.phrases import load
from drivers.printer_health import BROKEN, JAMMED, RESTING, PrinterHealth
from kiosk.printer_state import PrinterState
from ui.upkeep.printer_words import printer_finding
from ui.upkeep.spoken import english, sentence

HEALTHS = [
    *(PrinterHealth.of(state) for state in PrinterState),
    *(PrinterHealth.of(PrinterState.OFFLINE, words) for words in (JAMMED, BROKEN, RESTING)),
]


@pytest.mark.parametrize("health", HEALTHS, ids=lambda each: each.detail[:24])
def test_a_driver_s_sentence_is_said_in_both_languages(health):
    found = printer_finding(health.state, health.detail)
    assert sentence(found, english()) == health.detail
    chinese = sentence(found, load("zh_CN"))
    assert chinese[0] > "\u4e00"
    assert (health.detail in chinese) is (health.state is PrinterState.ABSENT)


def test_a_word_of_another_version_keeps_its_sentence():
    assert "It melts." in sentence(printer_finding("melting", "It melts."), load("zh_CN"))
    assert sentence(printer_finding("melting", "It melts."), english()) == "It melts."
