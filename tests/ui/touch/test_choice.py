"""What somebody with a ticket is told of the scanner: only where there is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.touch.person import Person


@pytest.mark.parametrize("scans", [True, False], ids=["a scanner", "no scanner"])
def test_a_code_may_be_held_before_a_scanner_where_there_is_one(
    somebody: Callable[..., Person], scans: bool
) -> None:
    person = somebody(scans=scans)
    person.tap("revisit")
    person.until_sees("revisitTicket")
    assert ("扫码口" in person.reads()) is scans
