"""A file that a branch may have beside `branch.toml`: one table that is read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from config.fault import ConfigError, Fault
from config.reader import read
from config.toml_file import parse

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class OwnFile(Generic[Content]):
    """One such file; a branch without it goes by the defaults."""

    kind: type[Content]
    """A dataclass of which every field has a default."""
    name: str
    contradictions: Callable[[Content], Iterable[Fault]] = lambda _content: ()
    """What is wrong with a content of which each value may stand there."""

    def load(self, folder: Path) -> Content:
        """What the file in a branch's folder says; ConfigError with every fault told at once."""
        faults: list[Fault] = []
        found = self.gather(folder, faults)
        if found is None or faults:
            raise ConfigError(faults)
        return found

    def usable(self, folder: Path) -> Content:
        """The same, or the defaults where the file cannot be used."""
        try:
            return self.load(folder)
        except ConfigError:
            # Numbers are given all the same; `kiosk config check` tells what is wrong.
            return self.kind()

    def gather(self, folder: Path, faults: list[Fault]) -> Content | None:
        """Like `load`, but adds faults to the list instead of raising them."""
        path = folder / self.name
        if not path.exists():
            return self.kind()
        table = parse(path, self.name, faults)
        found = None if table is None else read(self.kind, table, self.name, faults)
        if found is not None:
            faults += self.contradictions(found)
        return found
