"""What a box is called among those of its branch: one line in the box's own data folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from config.bounds import Pattern
from config.files import BOX
from config.own_file import OwnFile

NAME = Pattern(r"|[a-z0-9][a-z0-9-]{0,23}", "1 to 24 of a-z, 0-9 and -, such as left")


@dataclass(frozen=True, kw_only=True, slots=True)
class BoxFile:
    """`box.toml`; a box without it goes by the name of its machine."""

    name: Annotated[str, NAME] = ""


load_box = OwnFile(BoxFile, BOX).load
