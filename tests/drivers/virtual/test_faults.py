from __future__ import annotations

import pytest

from drivers.virtual.faults import Fault, FaultKind, FaultSpecError, parse_faults


def test_faults_come_in_the_order_of_their_bytes():
    assert parse_faults(["paper-out@400", "near-end", "unplug@7"]) == (
        Fault(0, FaultKind.NEAR_END),
        Fault(7, FaultKind.UNPLUG),
        Fault(400, FaultKind.PAPER_OUT),
    )


@pytest.mark.parametrize("spec", ["", "fire", "unplug@", "unplug@-1", "unplug@x", "@4", "unplug@4@5"])
def test_a_fault_nobody_knows_is_refused_with_the_names_of_those_that_are(spec):
    with pytest.raises(FaultSpecError, match="one of: paper-out, near-end"):
        parse_faults([spec])
