from __future__ import annotations

import math

import pytest

from drivers.virtual.faults import Fault, FaultKind, FaultSpecError, parse_faults


def test_faults_come_in_the_order_of_their_bytes():
    assert parse_faults(["paper-out@400", "near-end", "unplug@7"]) == (
        Fault(0, FaultKind.NEAR_END),
        Fault(7, FaultKind.UNPLUG),
        Fault(400, FaultKind.PAPER_OUT),
    )


def test_a_fault_lasts_as_long_as_it_is_asked_to_or_until_somebody_mends_it():
    assert parse_faults(["cover-open@9+30", "silent+5", "slow"]) == (
        Fault(0, FaultKind.SILENT, 5),
        Fault(0, FaultKind.SLOW, math.inf),
        Fault(9, FaultKind.COVER_OPEN, 30),
    )


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("", "one of: paper-out, near-end"),
        ("fire", "one of: paper-out, near-end"),
        ("paper-uot@4", "Did you mean paper-out?"),
        ("@4", "one of: paper-out, near-end"),
        ("unplug@", "has the byte ''"),
        ("unplug@-1", "has the byte '-1'"),
        ("unplug@x", "has the byte 'x'"),
        ("unplug@٣", "from 0 to 999999999"),
        ("unplug@1000000000", "from 0 to 999999999"),
        ("unplug@" + "9" * 10_000, "from 0 to 999999999"),
        ("unplug@4+", "has the time in seconds ''"),
        ("unplug+86401", "from 0 to 86400"),
        ("unplug@4@5", "is not written as NAME"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_what_it_may_be(spec, words):
    with pytest.raises(FaultSpecError) as refused:
        parse_faults([spec])
    assert words in str(refused.value)
    assert repr(spec) in str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(FaultSpecError) as refused:
        parse_faults(["fire", "near-end", "unplug@x", "slow+y"])
    assert len(str(refused.value).splitlines()) == 3
