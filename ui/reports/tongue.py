"""What things of a report are called in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from config.phrases import Phrases
from config.schema import Branch
from kiosk.finding import Finding
from ui.upkeep.device_words import device_finding
from ui.upkeep.spoken import recorded, sentence

_STATES = {
    "ok": "report.state_ok",
    "near_end": "manager.printer_near_end",
    "paper_out": "manager.printer_paper_out",
    "cover_open": "manager.printer_cover_open",
    "cutter": "manager.printer_cutter",
    "offline": "report.state_offline",
    "absent": "report.state_absent",
    "silent": "report.state_silent",
    "doubted": "manager.alarm_clock",
    "off": "report.state_off",
    "failed": "report.state_failed",
    "away": "report.state_away",
    "refused": "report.state_refused",
    "unknown": "report.state_unknown",
}
_DEVICES = {
    "printer": "report.device_printer",
    "clock": "report.device_clock",
    "relay": "report.device_relay",
    "notices": "report.device_notices",
    "checks": "report.device_checks",
    "voice": "report.device_voice",
    "speech": "report.device_speech",
    "scanner": "report.device_scanner",
    "selftest": "technician.part_selftest",
    "backup": "technician.part_backup",
    "archive": "technician.part_archive",
    "update": "technician.part_update",
}
_REASONS = {
    "care": "manager.reason_care",
    "vip": "manager.reason_vip",
    "recovery": "manager.reason_recovery",
    "operational": "manager.reason_operational",
}

_CARES = {
    "": "report.care_unsaid",
    "comfort": "manager.care_comfort",
    "talked": "manager.care_talked",
    "machine": "manager.care_machine",
    "counter": "manager.care_counter",
    "ahead": "manager.care_ahead",
}


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of one branch."""

    branch: Branch
    words: Phrases

    def text(self, texts: Mapping[str, str]) -> str:
        """A configured text, or its first language where it has not this one."""
        return texts.get(self.words.language) or next(iter(texts.values()), "")

    def named(self, kind: str, key: str) -> str:
        """A service, counter, class or machine; its id where the branch has it no more."""
        found = next((each for each in getattr(self.branch, kind) if each.id == key), None)
        return self.text(found.name) if found else key

    def device(self, key: str) -> str:
        """What everybody has by its word, a machine by its name; a board or keypad has only its own."""
        return self.words(_DEVICES[key]) if key in _DEVICES else self.named("machines", key)

    def found(self, found: Finding) -> str:
        """What was found of a part of the box."""
        return sentence(found, self.words)

    def noted(self, detail: str) -> str:
        """What was left in the log as findings; a sentence stands as it is."""
        return recorded(detail, self.words)

    def fares(self, state: str, detail: str) -> str:
        """How a device fares, and what its process says of it."""
        return sentence(device_finding(state, detail), self.words)

    def state(self, key: str) -> str:
        return self.words(_STATES[key]) if key in _STATES else key

    def reason(self, key: str) -> str:
        return self.words(_REASONS[key]) if key in _REASONS else key

    def care(self, key: str) -> str:
        """What was done for one who waits."""
        return self.words(_CARES[key]) if key in _CARES else key

    def hour(self, hour: int) -> str:
        return f"{hour:02d}:00–{hour + 1:02d}:00"
