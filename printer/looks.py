"""The looks of a ticket: for everyone, and in large print."""

from __future__ import annotations

from dataclasses import dataclass

from printer.columns import columns
from printer.lines import LETTER, PLAIN, Look


@dataclass(frozen=True, slots=True)
class Looks:
    """How the lines of a ticket look; the ticket's own language leads, the other follows."""

    lead: Look
    small: Look
    """For a following text in Latin letters; Chinese has no small font and follows in `plain`."""
    plain: Look
    key: Look
    """Where to go and how long it takes."""
    tall: int
    """Of the number, at most."""
    qr_module: int

    def follow(self, text: str) -> Look:
        """For what is said again in the other language."""
        return self.small if columns(text) == len(text) else self.plain


def pitch(look: Look) -> int:
    """From one line to the next within a paragraph."""
    return look.height + _LEADING.get(look.tall, 0)


_LEADING = {1: 4, 2: 6}
"""White below a line, by its height; letters that are still taller have enough of their own."""

EVERYONE = Looks(lead=PLAIN, small=Look(small=True), plain=PLAIN, key=Look(2, 2), tall=6, qr_module=4)
LARGE = Looks(lead=Look(2, 2), small=PLAIN, plain=PLAIN, key=Look(2, 2, bold=True), tall=8, qr_module=6)

_WIDEST = 8


def number_look(label: str, dots: int, tall: int) -> Look:
    """As wide as the paper allows, and never wider than high enough to be read."""
    wide = min(_WIDEST, max(1, dots // (len(label) * LETTER)))
    return Look(wide, min(tall, 2 * wide))
