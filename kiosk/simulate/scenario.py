"""A scenario: who comes when, who serves what, how long it takes; one commented TOML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from config.bounds import Between, Length
from config.fault import ConfigError, Fault, did_you_mean
from config.reader import read
from config.schema import Counter, Id, Rules, Seconds, TicketClass
from config.toml_file import parse

Rates = Annotated[tuple[Annotated[float, Between(0, 1_000)], ...], Length(0, 48, "entries")]
Share = Annotated[float, Between(0, 1)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """How long a service takes: log-normal, and a fixed part for walking up and wrapping up."""

    id: Id
    mean_s: Annotated[float, Between(1, 14_400)]
    cv: Annotated[float, Between(0, 5)] = 0.0
    """Standard deviation over mean."""
    fixed_s: Annotated[float, Between(0, 3_600)] = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A counter of the scenario; without hours it is open all day."""

    id: Id
    services: Annotated[tuple[Id, ...], Length(1, 40, "entries")]
    classes: Annotated[tuple[TicketClass, ...], Length(1, 9, "entries")] = tuple(TicketClass)
    helps: bool = True
    opens_s: Seconds = 0
    """After the day's start."""
    closes_s: Seconds = 86_400

    def counter(self) -> Counter:
        """The same as the rules of calling know it."""
        return Counter(
            id=self.id, name={}, zone="", services=self.services, classes=self.classes, helps=self.helps
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """Customers of one class for one service: a share of all, or rates of their own."""

    ticket_class: TicketClass
    service: Id
    share: Share = 0.0
    per_half_hour: Rates = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """The wait a class is owed."""

    id: TicketClass
    target_s: Annotated[int, Between(60, 14_400)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """Days of a branch."""

    name: Annotated[str, Length(1, 80)]
    days: Annotated[int, Between(1, 10_000)] = 100
    seed: int = 1
    per_half_hour: Rates
    """Customers expected in each half hour from the opening on, of all streams with a share."""
    patience_s: Annotated[float, Between(0, 86_400)] = 0.0
    """Mean patience of those who give up waiting; 0 is without end."""
    no_shows: Share = 0.0
    """The share of those called who have left without a word."""
    services: Annotated[tuple[Work, ...], Length(1, 40, "entries")]
    windows: Annotated[tuple[Window, ...], Length(1, 99, "entries")]
    streams: Annotated[tuple[Stream, ...], Length(1, 99, "entries")]
    targets: Annotated[tuple[Target, ...], Length(1, 9, "entries")]
    rules: Rules = field(default_factory=Rules)
    spares: Annotated[tuple[Window, ...], Length(0, 99, "entries")] = ()
    """Windows that somebody could be sent to; without advice they stay closed."""

    def target_s(self, ticket_class: TicketClass) -> int:
        return next(target.target_s for target in self.targets if target.id is ticket_class)

    def work(self, service: str) -> Work:
        return next(work for work in self.services if work.id == service)


def load_scenario(path: Path) -> Scenario:
    """The scenario of a file; ConfigError with every fault in it."""
    faults: list[Fault] = []
    table = parse(path, path.name, faults)
    scenario = read(Scenario, table, path.name, faults) if table is not None else None
    if scenario:
        faults += _contradictions(scenario, path.name)
    if scenario is None or faults:
        raise ConfigError(faults)
    return scenario


def _contradictions(scenario: Scenario, file: str) -> list[Fault]:
    known = [work.id for work in scenario.services]
    owed = [target.id for target in scenario.targets]
    faults = [*_twice(scenario, file), *_unknown(scenario, known, file)]
    for number, stream in enumerate(scenario.streams, 1):
        key = f"streams[{number}]"
        if stream.service not in known:
            hint = did_you_mean(stream.service, known)
            faults.append(Fault(file, f"{key}.service", stream.service, f"one of {', '.join(known)}", hint))
        elif not any(_serves(window, stream) for window in scenario.windows):
            says = "has no window that serves its service and class"
            faults.append(Fault(file, key, stream.service, says=says))
        if stream.ticket_class not in owed:
            bound = f"one of {', '.join(owed)} (see targets)"
            faults.append(Fault(file, f"{key}.ticket_class", stream.ticket_class.value, bound))
    return faults


def _twice(scenario: Scenario, file: str) -> Iterator[Fault]:
    """Names that two of a kind have: of two windows called 1 only the second would work."""
    for table in ("services", "windows", "targets", "spares"):
        first: dict[str, int] = {}
        for number, named in enumerate(getattr(scenario, table), 1):
            before = first.setdefault(named.id, number)
            if before != number:
                bound = f"different from {table}[{before}].id"
                yield Fault(file, f"{table}[{number}].id", str(named.id), bound)


def _unknown(scenario: Scenario, known: list[str], file: str) -> Iterator[Fault]:
    for number, window in enumerate(scenario.windows, 1):
        for entry, service in enumerate(window.services, 1):
            if service not in known:
                key, hint = f"windows[{number}].services[{entry}]", did_you_mean(service, known)
                yield Fault(file, key, service, f"one of {', '.join(known)}", hint)
        if window.closes_s <= window.opens_s:
            yield Fault(file, f"windows[{number}].closes_s", window.closes_s, f"after {window.opens_s}")


def _serves(window: Window, stream: Stream) -> bool:
    return stream.service in window.services and stream.ticket_class in window.classes
