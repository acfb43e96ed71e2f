"""How often something secret may be tried at one kiosk before it rests. Pure: seconds come in."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST = 5
REST_S = 600.0


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failures of the last while; whoever is right has not failed, and forgives nobody else."""

    failures: tuple[float, ...] = ()

    def failed(self, now: float) -> Attempts:
        """One more that was wrong."""
        return replace(self, failures=(*self._recent(now), now))

    def may_try(self, now: float) -> bool:
        """Whether another one is looked at; at most five that are wrong in ten minutes are."""
        return len(self._recent(now)) < MOST

    def _recent(self, now: float) -> tuple[float, ...]:
        return tuple(at for at in self.failures if now - at < REST_S)
