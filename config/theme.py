"""A bank's own theme: colours, corners, logo and the panel they are seen on, in the branch's `theme.toml`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from config.bounds import Between, Pattern
from config.colour import contrast, mixed
from config.fault import Fault
from config.files import THEME
from config.own_file import OwnFile

_log = logging.getLogger(__name__)

LEAST_CONTRAST = 7.0
"""WCAG 2.2, 1.4.6: what is read, from whoever reads it against the light of a lobby's door."""
_LARGEST_LOGO = 200_000
_REACHES_OUT = re.compile(
    rb"<script|<foreignObject|<!ENTITY|(?:href|src)\s*=\s*[\"'](?!#)|@import|url\(\s*[\"']?(?!#)"
)

Colour = Annotated[str, Pattern(r"#[0-9a-fA-F]{6}", "# and six digits, such as #08593f")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Colours:
    """What a bank paints with; the rest is mixed from these."""

    ground: Colour = "#fafaf7"
    card: Colour = "#ffffff"
    ink: Colour = "#14201b"
    quiet: Colour = "#444f49"
    """What is said beside the main thing."""
    action: Colour = "#08593f"
    """The next thing to do, and every mark."""
    on_action: Colour = "#ffffff"
    wait: Colour = "#6f4200"
    wait_ground: Colour = "#fdf3e1"
    hairline: Colour = "#dfe3df"

    @property
    def tint(self) -> str:
        """The ground of what is picked."""
        return mixed(self.card, self.action, 0.1)

    @property
    def pressed(self) -> str:
        return mixed(self.card, self.ink, 0.08)

    @property
    def action_pressed(self) -> str:
        return mixed(self.action, self.ink, 0.35)

    def mix(self) -> dict[str, str]:
        """Every colour of the screen by its name."""
        own = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return own | {"tint": self.tint, "pressed": self.pressed, "action_pressed": self.action_pressed}


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """How the touch screen of a bank looks; what is left out looks as shipped."""

    panel_inches: Annotated[float, Between(10, 86)] = 27.0
    """The diagonal of the panel: fingers and eyes are measured in millimetres."""
    corner_radius: Annotated[int, Between(0, 48)] = 24
    """In pixels of a panel 1080 wide."""
    logo: Annotated[
        str, Pattern(r"([A-Za-z0-9_-]{1,60}\.svg)?", "the name of an SVG file beside this one")
    ] = ""
    colours: Colours = field(default_factory=Colours)


PAIRS = (
    *(
        (ink, ground)
        for ink in ("ink", "quiet", "action")
        for ground in ("ground", "card", "tint", "pressed")
    ),
    ("on_action", "action"),
    ("on_action", "action_pressed"),
    ("wait", "wait_ground"),
    ("wait", "card"),
)
"""What is written on what. Of the mixed colours tell_contrast says what they are mixed of."""

_MIXED = {
    "tint": "the tint of a picked card (card and action)",
    "pressed": "a pressed card (card and ink)",
    "action_pressed": "the pressed button (action and ink)",
}


_FILE = OwnFile(Theme, THEME)


def load_theme(folder: Path | None) -> Theme:
    """The theme of a branch; one that has a fault is told, and the shipped one stands in."""
    faults: list[Fault] = []
    found = gather_theme(folder, faults) if folder else Theme()
    if faults or found is None:
        _log.error("The theme is not used: %s", " ".join(map(str, faults)))
        return Theme()
    return found


def gather_theme(folder: Path, faults: list[Fault]) -> Theme | None:
    """Like `load_theme`, but adds faults to the list and does not say them."""
    theme = _FILE.gather(folder, faults)
    if theme is None:
        return None
    told = [*faint(theme.colours), *_logo(theme, folder)]
    faults += told
    return None if told else theme


def faint(colours: Colours) -> Iterator[Fault]:
    """Pairs of colours that a customer with poor sight cannot tell apart."""
    mix = colours.mix()
    for ink, ground in PAIRS:
        ratio = contrast(mix[ink], mix[ground])
        if ratio < LEAST_CONTRAST:
            on = _MIXED.get(ground, ground)
            # Cut, not rounded: 6.996 must not be told as 7.
            says = f'is "{mix[ink]}" on {on} "{mix[ground]}", a contrast of {int(ratio * 100) / 100:.2f} to 1'
            yield Fault(THEME, f"colours.{ink}", mix[ink], f"{LEAST_CONTRAST:g} to 1 or more", says=says)


def _logo(theme: Theme, folder: Path) -> Iterator[Fault]:
    if not theme.logo:
        return
    try:
        content = (folder / theme.logo).read_bytes()
    except OSError as error:
        yield Fault(
            THEME, "logo", theme.logo, says=f'names "{theme.logo}", which cannot be read ({error.strerror})'
        )
        return
    if len(content) > _LARGEST_LOGO:
        yield Fault(THEME, "logo", len(content), f"at most {_LARGEST_LOGO} bytes")
    elif b"<svg" not in content[:2_000]:
        yield Fault(THEME, "logo", theme.logo, "an SVG drawing")
    elif _REACHES_OUT.search(content):
        bound = "a drawing without scripts and without anything from another file or address"
        yield Fault(THEME, "logo", theme.logo, bound)
