"""Which services wait for the same counters, as the calls show it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Lanes:
    """Services by lane; a lane is named after one of its services."""

    named: dict[str, str] = field(default_factory=dict)
    by_counter: dict[str, str] = field(default_factory=dict)

    def of(self, service: str) -> str:
        return self.named.get(service, service)

    def called(self, counter: str, service: str) -> None:
        """A counter called for a service: whatever else it called for is of the same lane."""
        if not counter:
            return
        known = self.of(self.by_counter.setdefault(counter, service))
        mine = self.of(service)
        if mine == known:
            return
        for each in [service, *(name for name, lane in self.named.items() if lane == mine)]:
            self.named[each] = known
        self.named[mine] = known
