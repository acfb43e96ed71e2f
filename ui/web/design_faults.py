"""What is wrong with a design of the paper, said to the administrator in the page's language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from config.fault import Fault, nearest, shown
from config.phrases import Phrases
from config.template import FACTS, LONGEST_AFTER, LONGEST_TEXT, MOST_DOTS, MOST_ROWS, MOST_TEXTS, RowKind

_SHOWN = 5
_ROW = re.compile(r"rows\[(\d+)\](?:\.([a-z]+))?")
_BOUNDS = {
    "texts": ("design.fault_texts", {"most": MOST_TEXTS, "letters": LONGEST_TEXT}),
    "after": ("design.fault_after", {"letters": LONGEST_AFTER}),
    "dots": ("design.fault_dots", {"most": MOST_DOTS}),
}
"""Of what a row is made of: what it may be."""
_COUNTED = {
    RowKind.NUMBER: "design.fault_number",
    RowKind.QR: "design.fault_qr",
    RowKind.LOGO: "design.fault_logo",
}


def sentences(faults: Sequence[Fault], phrases: Phrases) -> list[str]:
    """One sentence for each of the first faults."""
    return list(dict.fromkeys(_sentence(fault, phrases) for fault in faults))[:_SHOWN]


def faulty_rows(faults: Sequence[Fault]) -> list[int]:
    """The rows that they are in, counted from 1."""
    return sorted({int(found[1]) for fault in faults if (found := _ROW.match(fault.key))})


def _sentence(fault: Fault, phrases: Phrases) -> str:
    if fault.reason in _COUNTED:
        return phrases(_COUNTED[RowKind(fault.reason)], rows=fault.value)
    found = _ROW.match(fault.key)
    if found is None:
        whole = "design.fault_rows" if fault.key == "rows" else "design.fault_file"
        return phrases(whole, most=MOST_ROWS, file=fault.file)
    return _of_row(fault, int(found[1]), found[2] or "", phrases)


def _of_row(fault: Fault, row: int, key: str, phrases: Phrases) -> str:
    match fault.reason:
        case "empty":
            return phrases("design.fault_empty", row=row)
        case "braces":
            return phrases("design.fault_braces", row=row)
        case "fact":
            near = nearest(fault.value, FACTS)
            said = "design.fault_fact_near" if near else "design.fault_fact"
            return phrases(said, row=row, fact=fault.value, near=near)
    said, bounds = _BOUNDS.get(key, ("design.fault_other", {}))
    return phrases(said, row=row, name=key, value=shown(fault.value), **bounds)
