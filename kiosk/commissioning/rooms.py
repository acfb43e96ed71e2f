"""Where a first start is kept: its progress beside the state, and what the box itself says of it.

Screen and pages write below the data folder, which is theirs. What they can only ask for is done by the
setting up, which writes its answers, and that it is over, into a folder in which nobody else can write.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rooms:
    """The folders of one box."""

    data: Path

    @property
    def own(self) -> Path:
        """What screen and pages keep."""
        return self.data / "first-start"

    @property
    def wishes(self) -> Path:
        return self.own / "wishes"

    @property
    def ended(self) -> Path:
        """Written by screen or pages once it has its administrator."""
        return self.own / "done"

    @property
    def setup(self) -> Path:
        """Stands beside the data: without it this box knows no first start."""
        return self.data.with_name(f"{self.data.name}-setup")

    @property
    def answers(self) -> Path:
        return self.setup / "answers"

    @property
    def adopted(self) -> Path:
        """Written once a branch's file has taken the place of what the box came with."""
        return self.setup / "adopted"

    @property
    def begun(self) -> Path:
        return self.setup / "begun"

    @property
    def done(self) -> Path:
        return self.setup / "done"

    @property
    def is_over(self) -> bool:
        """Whether this box knows no first start, or none any more."""
        return not self.setup.is_dir() or self.done.exists() or self.ended.exists()
