"""What is wrong in the branch's files, as findings: where and, as it was written, what."""

from __future__ import annotations

from collections.abc import Sequence

from config.fault import Fault
from kiosk.finding import Finding, finding


def config_findings(faults: Sequence[Fault]) -> list[Finding]:
    """One for each fault, in their order."""
    return [finding("doctor.config_fault", place=each.place, words=each.what) for each in faults]
