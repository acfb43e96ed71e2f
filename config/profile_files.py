"""Profiles of what can be plugged in: one file a kind, a branch's own keys over those shipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

from config.fault import ConfigError, Fault, did_you_mean
from config.reader import fill
from config.toml_file import parse

Profile = TypeVar("Profile")


@dataclass(frozen=True, slots=True)
class ProfileFiles(Generic[Profile]):
    """The profiles of one sort, ID.toml each: shipped beside this module, and in a branch's folder."""

    kind: type[Profile]
    """A dataclass whose `id` is the file's name."""
    folder: str
    contradictions: Callable[[Profile, str], Iterable[Fault]] = lambda _profile, _file: ()
    """What is wrong with a profile of which each value may stand there."""

    @property
    def shipped(self) -> Path:
        """Where those are that every branch has."""
        return Path(__file__).parent / self.folder

    def load(self, profile_id: str, branch: Path | None = None) -> Profile:
        """The profile of that id, with the keys of the branch's own file over the shipped ones."""
        faults: list[Fault] = []
        profile = self.gather(profile_id, branch, faults)
        if profile is None:
            raise ConfigError(faults)
        return profile

    def ids(self, branch: Path | None = None) -> tuple[str, ...]:
        """The id of every profile, shipped or in the branch's folder."""
        return tuple(sorted({path.stem for place in self._places(branch) for path in place.glob("*.toml")}))

    def gather(self, profile_id: str, branch: Path | None, faults: list[Fault]) -> Profile | None:
        """Like `load`, but adds faults to the list instead of raising them."""
        known, before = self.ids(branch), len(faults)
        if profile_id not in known:
            bound = f"one of {', '.join(known)}"
            faults.append(Fault(self.folder, "profile", profile_id, bound, did_you_mean(profile_id, known)))
            return None
        file = f"{self.folder}/{profile_id}.toml"
        kind: Any = self.kind  # a type variable cannot say that it is a dataclass
        names = tuple(field.name for field in fields(kind) if field.name != "id")
        values = fill(kind, names, self._table(profile_id, branch, file, faults), file, faults)
        if len(faults) > before:
            return None
        profile: Profile = kind(id=profile_id, **values)
        faults += self.contradictions(profile, file)
        return profile if len(faults) == before else None

    def _table(self, profile_id: str, branch: Path | None, file: str, faults: list[Fault]) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for place in self._places(branch):
            path = place / f"{profile_id}.toml"
            if path.exists():
                table = _over(table, parse(path, file, faults) or {})
        return table

    def _places(self, branch: Path | None) -> list[Path]:
        return [self.shipped] if branch is None else [self.shipped, branch / self.folder]


def _over(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The changes over the table; of a table within it only the keys that are written change."""
    within = {
        key: table[key] | value
        for key, value in changes.items()
        if isinstance(value, dict) and isinstance(table.get(key), dict)
    }
    return table | changes | within
