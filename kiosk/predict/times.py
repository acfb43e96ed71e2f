"""Service times as learned, and the counters' pace where nobody tells when a service ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PRIOR_TICKETS = 20
_UNKNOWN_S = 300.0
_UNKNOWN_TICKETS = 5
_LONGEST = 6.0
"""So many means, and what a service takes longer is no service: somebody forgot to say it had ended."""
_SAMPLES = 500
_SURE_TICKETS = 30


@dataclass(slots=True)
class Times:
    """Mean times by service, shrunk to the configured ones, else to the mean of all."""

    configured: Mapping[str, float] = field(default_factory=dict)
    taught: dict[str, list[float]] = field(default_factory=dict)
    """By service: tickets, and their seconds."""
    samples: list[float] = field(default_factory=list)
    """The last services, over the mean of their kind."""
    paces: dict[str, list[float]] = field(default_factory=dict)
    """By lane: calls while somebody waited, and the counters' seconds they took."""
    _all: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def mean(self, service: str) -> float:
        tickets, seconds = self.taught.get(service, (0.0, 0.0))
        return (seconds + PRIOR_TICKETS * self._prior(service)) / (tickets + PRIOR_TICKETS)

    def _prior(self, service: str) -> float:
        parts = [self.configured.get(part) for part in service.split("+")]
        if None not in parts:
            # Several services in one go take the time of all.
            return sum(part for part in parts if part is not None)
        tickets, seconds = self._all
        return (seconds + _UNKNOWN_TICKETS * _UNKNOWN_S) / (tickets + _UNKNOWN_TICKETS)

    @property
    def ends_are_told(self) -> bool:
        """Whether the log says when a service ends."""
        return self._all[0] > 0

    def pace(self, lane: str, service: str) -> float:
        """The counters' time one call takes while somebody waits: the way up and the wrap-up as well."""
        calls, seconds = self.paces.get(lane, (0.0, 0.0))
        return (seconds + PRIOR_TICKETS * self.mean(service)) / (calls + PRIOR_TICKETS)

    def learn(self, service: str, took_s: float) -> None:
        tally = self.taught.setdefault(service, [0.0, 0.0])
        mean = self.mean(service)
        if tally[0] >= _SURE_TICKETS:
            took_s = min(took_s, _LONGEST * mean)
        for each in (tally, self._all):
            each[0] += 1
            each[1] += took_s
        self.samples.append(round(took_s / max(1.0, mean), 3))
        del self.samples[:-_SAMPLES]

    def learn_pace(self, lane: str, calls: float, counter_s: float) -> None:
        tally = self.paces.setdefault(lane, [0.0, 0.0])
        tally[0] += calls
        tally[1] += counter_s

    def snapshot(self) -> dict[str, object]:
        return {"taught": self.taught, "samples": self.samples, "paces": self.paces, "all": self._all}

    def restore(self, kept: Mapping[str, object]) -> None:
        self.taught = {key: list(value) for key, value in kept["taught"].items()}  # type: ignore[attr-defined]
        self.paces = {key: list(value) for key, value in kept["paces"].items()}  # type: ignore[attr-defined]
        self.samples = list(kept["samples"])  # type: ignore[call-overload]
        self._all = list(kept["all"])  # type: ignore[call-overload]
