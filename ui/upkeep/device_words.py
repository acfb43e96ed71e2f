"""How a device fares, as a finding: what to look at, under which its own process's words stand."""

from __future__ import annotations

from kiosk.finding import Finding, finding

_STATES = {
    "absent": "doctor.device_absent",
    "silent": "doctor.device_silent",
    "off": "doctor.device_off",
}


def device_finding(state: str, words: str) -> Finding:
    """The phrase for a state as the log has it."""
    return finding(_STATES.get(state, "doctor.device_failed"), words=words or f"It is {state}.")
