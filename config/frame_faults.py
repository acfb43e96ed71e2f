"""What cannot work in the frames of a profile, although each part of them can be read."""

from __future__ import annotations

from collections.abc import Iterator

from config.fault import Fault
from config.frames import LONGEST, Field, Frame, Stretch

_LAST_PLAIN_END = 0x2F
"""No second byte of a Chinese character is that low: from 30 on an end byte may stand in a text."""

_HEARD_ONLY = frozenset({Field.KEY, Field.SKIP, Field.BIRTH, Field.CARD})


def frame_faults(file: str, key: str, frame: Frame, *, heard: bool) -> Iterator[Fault]:
    """The faults of one frame, said by us or heard from the device."""
    yield from _stretches(file, key, frame)
    yield from _open_ends(file, key, frame)
    if frame.shortest > LONGEST:
        yield Fault(file, f"{key}.parts", frame.shortest, f"{LONGEST} bytes at most", says="is too long")
    if heard and not any(part.field is Field.BYTES or part.field.is_check for part in frame.parts):
        says = "would take any noise for a message"
        hint = "Give it fixed bytes or a checksum."
        yield Fault(file, f"{key}.parts", None, hint=hint, says=says)
    if not heard:
        for number, part in enumerate(frame.parts, 1):
            if part.field in _HEARD_ONLY:
                says = f"is {part.field}, which only a device can tell us"
                yield Fault(file, f"{key}.parts[{number}]", None, says=says)


def _stretches(file: str, key: str, frame: Frame) -> Iterator[Fault]:
    checks = [at for at, part in enumerate(frame.parts, 1) if part.field.is_check]
    if frame.checked is not None:
        yield from _stretch(
            file, f"{key}.checked", frame, frame.checked, "a checksum", min(checks, default=0)
        )
    if frame.counted is not None:
        length = (frame.place(Field.LENGTH) or -1) + 1
        yield from _stretch(file, f"{key}.counted", frame, frame.counted, "a length", length)


def _stretch(file: str, key: str, frame: Frame, stretch: Stretch, what: str, owner: int) -> Iterator[Fault]:
    if not owner:
        yield Fault(file, key, str(stretch), hint=f"The frame has no part that is {what}.", says="has no use")
    elif stretch.last > len(frame.parts):
        yield Fault(file, key, str(stretch), f"within the frame's {len(frame.parts)} parts")
    elif what == "a checksum" and stretch.last >= owner:
        yield Fault(file, key, str(stretch), f"before the checksum, which is part {owner}")


def _open_ends(file: str, key: str, frame: Frame) -> Iterator[Fault]:
    """A part as long as its content needs a length before it, or an end behind it."""
    open_parts = [at for at, part in enumerate(frame.parts) if not part.width]
    if len(open_parts) > 1:
        says = "has more than one part without a width"
        yield Fault(file, f"{key}.parts", None, says=says)
        return
    for at in open_parts:
        length = frame.place(Field.LENGTH)
        told = length is not None and length < at and at in frame.counted_parts()
        behind = frame.parts[at + 1].data if at + 1 < len(frame.parts) else b""
        if not told and not behind:
            says = "has no end that could be found"
            hint = "Give it a width, a length before it, or fixed bytes behind it."
            yield Fault(file, f"{key}.parts[{at + 1}]", None, hint=hint, says=says)
        elif not told and frame.parts[at].field is Field.TEXT and behind[0] > _LAST_PLAIN_END:
            bound = "a byte below 30, which no Chinese character holds"
            says = f"ends the text with {behind[0]:02X}"
            yield Fault(file, f"{key}.parts[{at + 2}]", None, bound, says=says)
