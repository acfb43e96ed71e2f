"""What a month's customers picked as their reasons: counted, and told only where five or more did."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from kiosk.rating.totals import STEP
from kiosk.site import Site
from kiosk.store import Cursor


def named_often(cursor: Cursor, first: date, last: date) -> dict[str, int]:
    """How often each reason was picked on these days, the most frequent first.

    Of the same ratings as `totals` counts, so that no single word can be worked out of the two.
    """
    found = cursor.all(
        "SELECT reasons FROM rating WHERE day BETWEEN ? AND ? ORDER BY id",
        *(first.isoformat(), last.isoformat()),
    )
    counted = found[: len(found) - len(found) % STEP]
    tally = Counter(reason for (written,) in counted for reason in json.loads(written))
    return {reason: count for reason, count in tally.most_common() if count >= STEP}


def named_often_at(site: Site, first: date, last: date) -> Mapping[str, int]:
    """The same in a view of its own, of the reasons that the branch still has."""
    known = {reason.id for reason in site.branch.rating.reasons}
    with site.store.read() as cursor:
        found = named_often(cursor, first, last)
    return {reason: count for reason, count in found.items() if reason in known}
