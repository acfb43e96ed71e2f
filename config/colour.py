"""Colours as they stand in a file, #rrggbb: how far apart they are, and what they mix to. Pure."""

from __future__ import annotations

_DARK = 0.04045
"""Below it WCAG has a straight line."""


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours: 1 for the same, 21 for black and white."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mixed(most: str, some: str, share: float) -> str:
    """The first colour with a share of the second in it."""
    channels = zip(_channels(most), _channels(some), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in channels)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DARK else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
